/**
 * Imports run one way: archive <- ingest, store, search <- command <- commands <- hosts <- main, cli.
 * `errors` and `loader` stand below everything. See DESIGN.md, "Layers".
 */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: [...allowed, 'node_modules', '^node:', '^[a-z0-9_/]+$'] },
});

const BASE = ['^src/errors\\.ts$', '^src/loader\\.ts$', '^src/running\\.ts$'];
const ARCHIVE = [...BASE, '^src/archive'];
const STORE = [...ARCHIVE, '^src/store'];
const SEARCH = [...STORE, '^src/search'];
const WORDS = [...BASE, '^src/words'];
const STATE = [...BASE, '^src/state/', '^src/store/(connection|file-kind|sqlite-faults)\\.ts$'];
const INGEST = [...STORE, '^src/ingest'];
const WEB = [...BASE, '^src/web'];
const ORIGINS = [...INGEST, ...WEB, '^src/origins', '^src/(run-update|update)\\.ts$'];
const COMMAND = [...SEARCH, ...WORDS, '^src/state/state\\.ts$', '^src/command(/|\\.ts)', '^src/commands\\.ts$', '^src/origins/port\\.ts$', '^src/web/problem\\.ts$'];

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', comment: 'Two modules that need each other are one, or hide a third.', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    only('archive-is-pure', '^src/archive', ARCHIVE, 'What an archive is knows nothing of files, stores, indexes or hosts.'),
    only('semantic-layer', '^src/semantic', [...SEARCH, '^src/process', '^src/semantic'], 'Comparing by meaning follows the store and implements what search asks for.'),
    { name: 'semantic-only-when-asked', severity: 'error', comment: 'A bot that compares no meanings loads nothing of it: see open.ts.', from: { pathNot: '^src/(semantic|measure|tools|doctor)/|^src/(open-semantic|erase)\\.ts$' }, to: { path: '^src/semantic/(?!models\\.ts$)', dependencyTypesNot: ['type-only'] } },
    only('process-layer', '^src/process', [...BASE, '^src/process'], 'Processes of our own know nothing of what they do.'),
    only('store-layer', '^src/store', STORE, 'The store knows only what an archive is.'),
    only('ingest-layer', '^src/ingest', INGEST, 'Getting articles in needs the archive and the store.'),
    only('search-layer', '^src/search', SEARCH, 'Search follows the store and knows nothing of hosts.'),
    only('words-layer', '^src/words', WORDS, 'What is said in a language is no part of what is done.'),
    only('state-layer', '^src/state/', STATE, 'What replies leave behind knows nothing of the archive.'),
    only('web-layer', '^src/web', WEB, 'Who asks the web knows nothing of what it is asked for.'),
    only('origins-layer', '^src/origins', ORIGINS, 'Origins are fetched and ingested; they know no command and no host.'),
    only('command-layer', '^src/command(/|\\.ts)', COMMAND, 'A command knows search and store, not where its reply is shown.'),
    only('commands-layer', '^commands', [...COMMAND, '^commands'], 'A command returns a Reply; hosts draw it.'),
    only('hosts-layer', '^src/hosts', [...COMMAND, '^src/hosts', '^src/config\\.ts$', '^src/log/error\\.ts$'], 'A host draws replies; it does not open archives.'),
    only('measure-layer', '^src/measure', [...COMMAND, '^src/ingest', '^commands', '^src/config\\.ts$', '^src/open\\.ts$', '^src/state-file\\.ts$', '^src/process', '^src/open-semantic\\.ts$', '^src/semantic', '^src/measure'], 'What measures opens archives as main does, and knows no host.'),
    { name: 'measure-only-for-tools', severity: 'error', comment: 'The bot carries nothing that is there to measure it.', from: { pathNot: '^src/(measure|tools)/' }, to: { path: '^src/measure/' } },
    { name: 'discord-only-in-its-host', severity: 'error', from: { pathNot: '^src/hosts/(discord|loopback)' }, to: { path: 'node_modules/(discord\\.js|@discordjs)/' } },
    { name: 'sockets-in-two-hosts', severity: 'error', from: { pathNot: '^src/hosts/(loopback|preview)' }, to: { path: 'node_modules/ws/' } },
    { name: 'page-is-for-browsers', severity: 'error', comment: 'The page runs in a browser: it shares only what is plain data with the server.', from: { path: '^src/hosts/preview/page' }, to: { pathNot: ['^src/hosts/preview/(page/|wire\\.ts$)', '^src/hosts/loopback/(json|locales)\\.ts$', 'node_modules'] } },
    { name: 'metrics-in-one-module', severity: 'error', comment: 'It is loaded only where somebody asks for metrics.', from: { pathNot: '^src/hosts/health/metrics\\.ts$' }, to: { path: 'node_modules/prom-client/' } },
    { name: 'minisearch-in-one-module', severity: 'error', comment: 'And in the one that measures it alone, as what Backfile is compared with.', from: { pathNot: '^src/(search/minisearch/term-index|measure/engines/minisearch)\\.ts$' }, to: { path: 'node_modules/minisearch/' } },
    { name: 'loopback-stands-alone', severity: 'error', comment: 'The stand-in Discord must not share the faults of what it checks.', from: { path: '^src/hosts/loopback' }, to: { path: '^src/(?!hosts/loopback)|node_modules/discord\\.js/' } },
  ],
  options: { tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' }, tsConfig: { fileName: 'tsconfig.json' }, enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs'], exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] } },
};
