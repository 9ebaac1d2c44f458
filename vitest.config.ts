import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/compiled.ts',
    // discord-api-spec ships raw TypeScript, which Node will not strip under node_modules.
    server: { deps: { inline: [/discord-api-spec/] } },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // The page runs in the browser, where this does not see what the tests reach.
    coverage: { provider: 'v8', include: ['src/**/*.ts', 'commands/**/*.ts'], exclude: ['src/hosts/preview/page/**'], reporter: ['text-summary', 'json-summary'], reportOnFailure: true },
  },
});
