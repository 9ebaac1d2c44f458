import { resolve } from 'node:path';
import { dateLine, plural, titleOf } from '../command/describe.ts';
import { userError } from '../errors.ts';
import { readFlags } from '../hosts/terminal/flags.ts';
import { plain } from '../hosts/terminal/plain.ts';
import { loadFormats } from '../ingest/formats.ts';
import { dryRun, type IngestReport } from '../ingest/dry-run.ts';
import { defineTool } from '../tools.ts';

export default defineTool({
  name: 'ingest',
  description: 'Show what a file or folder gives: articles, paragraphs, dates, warnings',
  usage: 'PATH --dry-run',
  async run(args) {
    const { values, words } = readFlags(args, { 'dry-run': { type: 'boolean' } });
    const [path] = words;
    if (path === undefined || words.length > 1) throw userError('ingest takes one path.', 'For example: npm run -s backfile -- ingest data --dry-run');
    if (/^https?:/iu.test(path)) throw userError('ingest reads files and folders, not addresses.', `Save the page as a text file and give its path.`);
    if (values['dry-run'] !== true) {
      throw userError('ingest shows, and stores nothing: files are stored from ARCHIVE_DIR, at every start.', `Add --dry-run, or copy ${path} into that folder.`);
    }
    // npm runs scripts in the project's folder and keeps the caller's in INIT_CWD.
    const report = await dryRun(resolve(process.env['INIT_CWD'] ?? '.', path), await loadFormats());
    return { data: report, text: renderReport(report) };
  },
});

function renderReport({ articles, warnings }: IngestReport): string {
  const lines = articles.map((article, place) => {
    const repeat = article.duplicateOf === null ? '' : ` (repeats ${article.duplicateOf + 1})`;
    const known = [article.publisher ?? 'no publisher', article.author ?? 'no author', dateLine(article.published), plural(article.paragraphs.length, 'paragraph')];
    return `${place + 1}. ${titleOf(article)}${repeat}\n   ${known.join(' · ')}`;
  });
  const told = warnings.map(({ where, what }) => `${where}: ${what}`);
  const count = `${plural(articles.length, 'article')}, ${plural(warnings.length, 'warning')}; nothing was stored.`;
  return plain([...lines, ...told, count].join('\n'));
}
