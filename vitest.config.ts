import { defineConfig } from 'vitest/config';

/** Where times are told apart by their ratio: one file at a time, after all others, which would be in it. */
const TIMED = ['test/**/growth.test.ts', 'test/search/hostile-questions.test.ts', 'test/ingest/formats/fuzz.test.ts', 'test/ingest/identify.test.ts'];

export default defineConfig({
  test: {
    globalSetup: 'test/support/compiled.ts',
    // Whatever language the machine is set to, what is said to it is compared with English.
    env: { LC_ALL: 'C' },
    // discord-api-spec ships raw TypeScript, which Node will not strip under node_modules.
    server: { deps: { inline: [/discord-api-spec/] } },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Without it, one core is left idle.
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'all', include: ['test/**/*.test.ts'], exclude: TIMED } },
      { extends: true, test: { name: 'timed', include: TIMED, maxWorkers: 1, sequence: { groupOrder: 1 } } },
    ],
    // The page runs in the browser, where this does not see what the tests reach.
    coverage: { provider: 'v8', include: ['src/**/*.ts', 'commands/**/*.ts'], exclude: ['src/hosts/preview/page/**'], reporter: ['text-summary', 'json-summary'], reportOnFailure: true },
  },
});
