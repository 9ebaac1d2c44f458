import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { OPERATOR } from '../command.ts';
import { dateLine, plural, titleOf } from '../command/describe.ts';
import { readConfig, type Config } from '../config.ts';
import { userError } from '../errors.ts';
import { Bar } from '../hosts/terminal/bar.ts';
import { readFlags } from '../hosts/terminal/flags.ts';
import { plain } from '../hosts/terminal/plain.ts';
import { table } from '../command/table.ts';
import { dryRun, type IngestReport } from '../ingest/dry-run.ts';
import type { Input } from '../ingest/files.ts';
import type { Warning } from '../ingest/format.ts';
import { loadFormats } from '../ingest/formats.ts';
import { findPaths } from '../ingest/globs.ts';
import { sumReports, type PathsReport } from '../ingest/ingest-paths.ts';
import { reportStored } from '../ingest/report-stored.ts';
import { spool } from '../ingest/spool.ts';
import { storeFile } from '../state-file.ts';
import { USUAL_FILL } from '../origins/record.ts';
import { runTakeIn } from '../run-update.ts';
import { openSqliteStore } from '../store/sqlite.ts';
import { defineTool, type ToolResult } from '../tools.ts';

const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\//iu;
/** More would scroll the summary away; `--json` tells all. */
const MOST_WARNINGS = 50;

export default defineTool({
  name: 'ingest',
  description: 'Take files, folders and web addresses into the archive, or show what they give',
  usage: 'PATH|GLOB|URL|-… [--dry-run] [--fill N]',
  async run(args) {
    const { values, words } = readFlags(args, { 'dry-run': { type: 'boolean' }, fill: { type: 'string' } });
    if (words.length === 0) throw userError('ingest takes at least one path or address.', 'For example: npm run -s backfile -- ingest exports/blog.xml');
    const fill = readFill(values['fill']);
    const config = readConfig(process.env);
    const addresses = words.filter((word) => ADDRESS.test(word));
    // npm runs scripts in the project's folder and keeps the caller's in INIT_CWD.
    const { paths, warnings } = await findPaths(words.filter((word) => word !== '-' && !ADDRESS.test(word)), resolve(process.env['INIT_CWD'] ?? '.'));
    const spooled = words.includes('-') ? await spool(process.stdin, config.stateDir) : null;
    try {
      const inputs = spooled === null ? paths : [...paths, spooled.file];
      if (values['dry-run'] === true) return await showAll(config, { inputs, addresses, fill }, warnings);
      return await store(config, { inputs, addresses, fill }, warnings);
    } finally {
      spooled?.remove();
    }
  },
});

function readFill(given: unknown): number {
  if (typeof given !== 'string') return USUAL_FILL;
  if (/^\d{1,6}$/u.test(given)) return Number(given);
  throw userError(`"${given.slice(0, 50)}" is not a value for --fill.`, `Give how many documents of an address's past to fetch at most: 0 for none, ${USUAL_FILL} unless you say.`);
}

async function showAll(config: Config, { inputs, addresses }: Given, found: readonly Warning[]): Promise<ToolResult> {
  if (addresses.length === 0) return show(inputs, found);
  const { fetchToLookAt } = await import('../fetch-once.ts');
  return fetchToLookAt(config, addresses, async (files) => show([...inputs, ...files], found));
}

async function show(inputs: readonly Input[], found: readonly Warning[]): Promise<ToolResult> {
  const { articles, warnings } = await dryRun(inputs, await loadFormats());
  const report = { articles, warnings: [...found, ...warnings] };
  return { data: report, text: renderDryRun(report) };
}

interface Given {
  readonly inputs: readonly Input[];
  readonly addresses: readonly string[];
  readonly fill: number;
}

async function store(config: Config, { inputs, addresses, fill }: Given, found: readonly Warning[]): Promise<ToolResult> {
  const file = await storeFile(config);
  const bar = new Bar();
  const started = performance.now();
  try {
    const taken: PathsReport[] = addresses.length === 0 ? [] : [await fetch(config, file, { addresses, fill }, bar)];
    if (inputs.length > 0) {
      taken.push(await runTakeIn({ storeFile: file, archiveDir: config.archiveDir, index: config.index, inputs }, {
        progress: ({ bytes, totalBytes, articles, file: name }) => { bar.step({ done: bytes, total: totalBytes, text: `${plural(articles, 'article')} · ${name}` }); },
        waiting: () => { process.stderr.write('Another ingest is at work on this archive; waiting for it to end.\n'); },
      }));
    }
    await readForMeaning(config, file, bar);
    const all = sumReports(taken);
    const report = { ...all, warnings: [...found, ...all.warnings] };
    return { data: asJson(file, report), text: renderReport(report, (performance.now() - started) / 1_000) };
  } finally {
    bar.end();
  }
}

/** Makes the vectors of what is new, where SEMANTIC is on. What stands in the way is told: words find it all the same. */
async function readForMeaning(config: Config, file: string, bar: Bar): Promise<void> {
  if (config.semantic === null) return;
  const { openSemantic } = await import('../open-semantic.ts');
  const warn = (what: string): void => { process.stderr.write(`SEMANTIC: ${what}\n`); };
  const stage = await openSemantic(config, file, { threads: availableParallelism(), progress: (reach) => { bar.meaning(reach); }, warn });
  const looked = await stage?.look();
  if (looked?.state === 'missing') warn(looked.why ?? '');
  await stage?.follow();
  await stage?.close();
}

/** What asks the web is loaded for addresses alone: the memory is better left to the ingest. */
async function fetch(config: Config, file: string, task: Pick<Given, 'addresses' | 'fill'>, bar: Bar): Promise<PathsReport> {
  const { fetchOnce } = await import('../fetch-once.ts');
  return fetchOnce(config, file, { ...task, progress: ({ done, most, address }) => { bar.step({ done, total: most, text: `${plural(done, 'document')} · ${address}` }); } });
}

/** The documented object, in pieces: an export's articles need not fit in memory. */
async function* asJson(file: string, { collections, warnings }: PathsReport): AsyncGenerator<string> {
  const stored = await openSqliteStore(file);
  try {
    let before = '{"articles":[';
    for await (const article of reportStored(stored, collections)) {
      yield before + JSON.stringify(article);
      before = ',\n';
    }
    yield `${before === ',\n' ? '' : before}],"warnings":${JSON.stringify(warnings)}}\n`;
  } finally {
    await stored.close();
  }
}

function renderReport({ files, added, changed, removed, warnings }: PathsReport, seconds: number): string {
  const rows = [
    ['files read', files.read], ['files as before', files.unchanged], ['files that could not be read', files.unusable],
    ['articles added', added], ['articles changed', changed], ['articles removed', removed], ['warnings', warnings.length],
  ] as const;
  return plain([...told(warnings), table(rows.map(([what, count]) => [what, String(count)])), `${seconds.toFixed(1)} s`].join('\n'));
}

function renderDryRun({ articles, warnings }: IngestReport): string {
  const lines = articles.map((article, place) => {
    const repeat = article.duplicateOf === null ? '' : ` (repeats ${article.duplicateOf + 1})`;
    const known = [article.publisher ?? 'no publisher', article.author ?? 'no author', dateLine(article.published, OPERATOR), plural(article.paragraphs.length, 'paragraph')];
    return `${place + 1}. ${titleOf(article, OPERATOR.words)}${repeat}\n   ${known.join(' · ')}`;
  });
  const count = `${plural(articles.length, 'article')}, ${plural(warnings.length, 'warning')}; nothing was stored.`;
  return plain([...lines, ...told(warnings), count].join('\n'));
}

function told(warnings: readonly Warning[]): string[] {
  const lines = warnings.slice(0, MOST_WARNINGS).map(({ where, what }) => `${where}: ${what}`);
  return warnings.length > MOST_WARNINGS ? [...lines, `… and ${plural(warnings.length - MOST_WARNINGS, 'more warning')}; --json tells all`] : lines;
}
