import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // discord-api-spec ships raw TypeScript, which Node will not strip under node_modules.
    server: { deps: { inline: [/discord-api-spec/] } },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    coverage: { provider: 'v8', include: ['src/**', 'commands/**'], reporter: ['text-summary', 'json-summary'], reportOnFailure: true },
  },
});
