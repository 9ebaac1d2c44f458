import { plural } from '../command/describe.ts';
import { table } from '../command/table.ts';
import { readConfig, type Config } from '../config.ts';
import { readFlags } from '../hosts/terminal/flags.ts';
import { plain } from '../hosts/terminal/plain.ts';
import { userError } from '../errors.ts';
import { chooseIndex } from '../search/choose.ts';
import { follow } from '../search/follow.ts';
import type { Index } from '../search/port.ts';
import type { Check, Store } from '../store/store.ts';
import { defineTool } from '../tools.ts';
import { verify } from '../verify.ts';
import { withStore } from '../with-store.ts';

/** Of larger archives so many paragraphs, unless all are asked for. */
const MOST = 20_000;
const MOST_TOLD = 10;

export default defineTool({
  name: 'verify',
  description: 'Check the store, the index against it, and that every excerpt is still word for word',
  usage: '[--all] [--rebuild]',
  async run(args) {
    const { values, words } = readFlags(args, { all: { type: 'boolean' }, rebuild: { type: 'boolean' } });
    if (words.length > 0) throw userError(`verify takes no words: "${words.join(' ').slice(0, 80)}".`, 'It looks at the whole archive of ARCHIVE_DIR.');
    const config = readConfig(process.env);
    return withStore(config, async (store, file) => {
      const { paragraphs } = await store.counts();
      const checks = await verify(store, async () => openIndex(config, store, file, values['rebuild'] === true), values['all'] === true ? Infinity : MOST);
      const failed = checks.some(({ problems }) => problems.length > 0);
      const told = checks.map(({ name, looked, problems, remedy }) => ({ name, looked, wrong: problems.length, examples: problems.slice(0, MOST_TOLD), remedy: problems.length > 0 ? remedy : null }));
      return { data: { ok: !failed, paragraphs, checks: told }, text: plain(draw(checks, paragraphs)), failed };
    });
  },
});

async function openIndex(config: Config, store: Store, storeFile: string, rebuild: boolean): Promise<Index> {
  const { paragraphs } = await store.counts();
  const index = await (await chooseIndex(config.index, paragraphs)).open({ storeFile, storeId: await store.identity() });
  if (rebuild) await index.clear();
  await follow(index, store);
  if (rebuild) await index.save();
  return index;
}

function draw(checks: readonly Check[], paragraphs: number): string {
  const rows = checks.map(({ name, unit, looked, problems }) => [name, plural(looked, unit), problems.length === 0 ? 'ok' : plural(problems.length, 'problem')]);
  const lines = [table([['check', 'looked at', 'found'], ...rows])];
  const sampled = checks.find(({ unit, looked }) => unit === 'paragraph' && looked < paragraphs);
  if (sampled !== undefined) lines.push(`Of ${plural(paragraphs, 'paragraph')} ${sampled.looked} were looked at, evenly over the archive; --all looks at each.`);
  for (const { name, problems, remedy } of checks) {
    if (problems.length === 0) continue;
    const more = problems.length > MOST_TOLD ? [`  … and ${problems.length - MOST_TOLD} more`] : [];
    lines.push([`${name}:`, ...problems.slice(0, MOST_TOLD).map((problem) => `  ${problem}`), ...more, `  ${remedy}`].join('\n'));
  }
  return lines.join('\n\n');
}
