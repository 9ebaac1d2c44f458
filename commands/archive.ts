import { defineCommand, defineCommandGroup, reply, type Action, type Caller, type Context, type Reply } from '../src/command.ts';
import { plural } from '../src/command/describe.ts';
import { moment } from '../src/command/moment.ts';
import { checkMayChange, checkMayLook } from '../src/command/origins/access.ts';
import { namedOrigin, suggestOrigins, webAddress } from '../src/command/origins/address.ts';
import { reportsSummary, reportText } from '../src/command/origins/reports.ts';
import { byUrgency, fetched, originFact, short, summary } from '../src/command/origins/status.ts';
import { seenBy } from '../src/command/origins/view.ts';
import { userError } from '../src/errors.ts';
import type { OriginStatus, Origins, RefreshReport } from '../src/origins/port.ts';

/** In a message; a terminal has room for all. */
const MAX_SHOWN = 20;
const MAX_ADDRESS = 2_048;
/** Origins that fail get a button each, so many. */
const MAX_RETRIES = 4;

const status = defineCommand({
  name: 'status',
  description: 'How the archive does: what it is fetched from, what fails and why, how much it holds',
  options: {},
  async run(_args, { store, searcher, origins }, caller) {
    checkMayLook(caller);
    const { articles, paragraphs } = await store.counts();
    const collections = (await store.collections()).length;
    const listed = origins === null ? [] : (await origins.status()).map((one) => seenBy(caller, one));
    const shown = byUrgency(listed).slice(0, caller.host === 'terminal' ? listed.length : MAX_SHOWN);
    const held = `${plural(articles, 'article')} and ${plural(paragraphs, 'paragraph')} in ${plural(collections, 'collection')}, found by the index ${searcher.indexName}.`;
    return reply({
      heading: 'The archive',
      lead: listed.length === 0 ? held : `${held} ${summary(listed)}`,
      facts: shown.map(originFact),
      actions: caller.isOwner ? retries(fetched(listed)) : [],
      notice: statusNotice(origins, fetched(listed).length, listed.length - shown.length),
      visibility: 'private',
      data: { articles, paragraphs, index: searcher.indexName, origins: listed },
    });
  },
});

function statusNotice(origins: Origins | null, asked: number, hidden: number): string | null {
  if (origins === null) return 'Nothing is fetched here: this archive is kept as its files are.';
  if (asked === 0) return 'No origin is listed yet: /archive add takes the address of a feed or a page.';
  return hidden === 0 ? null : `${plural(hidden, 'more origin is', 'more origins are')} not shown; on the terminal, archive status lists all.`;
}

function retries(origins: readonly OriginStatus[]): Action[] {
  if (origins.length === 0) return [];
  const failing = byUrgency(origins).filter(({ state }) => state === 'failing').slice(0, MAX_RETRIES);
  return [
    { label: 'Refresh all', command: 'archive refresh', options: {} },
    ...failing.map(({ id }) => ({ label: `Try again: ${short(id)}`, command: 'archive refresh', options: { origin: id } })),
  ];
}

const add = defineCommand({
  name: 'add',
  description: 'Fetch a feed or a page now, and keep it current from then on (owners of the bot)',
  options: { address: { type: 'string', description: 'Its address, with https:// or http://', required: true, maxLength: MAX_ADDRESS } },
  async run({ address }, context, caller) {
    const origins = changeable(context, caller);
    const report = await origins.add(webAddress(address));
    const listed = (await origins.status()).find(({ id }) => id === report.id);
    return answer(short(report.id), reportText(report), { notice: whatFollows(report, listed), data: { reports: [report] } });
  },
});

/** What becomes of an address after the first fetch. */
function whatFollows({ outcome }: RefreshReport, listed: OriginStatus | undefined): string {
  if (listed === undefined) return 'It was not added: nothing of it is kept.';
  if (outcome !== 'failed') return 'It is kept current from now on. Older articles, where its site lists them, follow while the bot runs; /archive status tells how far that is.';
  const next = listed.nextTry === null ? '' : `, and tried again ${moment(listed.nextTry)}`;
  return `It is listed all the same${next}. /archive remove takes it out.`;
}

const remove = defineCommand({
  name: 'remove',
  description: 'Keep an origin current no longer; its articles stay unless you say so (owners of the bot)',
  options: {
    origin: { type: 'string', description: 'Its address', required: true, maxLength: MAX_ADDRESS, suggest: suggestOrigins },
    articles: { type: 'boolean', description: 'Remove its articles from the archive, too' },
  },
  async run({ origin, articles = false }, context, caller) {
    const origins = changeable(context, caller);
    const removed = await origins.remove(await namedOrigin(origin, origins), { articles });
    const went = removed.removed > 0 ? [`${plural(removed.removed, 'article was', 'articles were')} removed.`] : [];
    const stays = removed.kept > 0 ? [`${plural(removed.kept, 'article stays', 'articles stay')} in the archive.`] : [];
    return answer(short(removed.id), ['It is kept current no longer.', ...went, ...stays].join(' '), { data: { removed } });
  },
});

const refresh = defineCommand({
  name: 'refresh',
  description: 'Ask an origin, or all of them, for what is new now (owners of the bot)',
  options: { origin: { type: 'string', description: 'Its address; all of them unless you say', maxLength: MAX_ADDRESS, suggest: suggestOrigins } },
  async run({ origin }, context, caller) {
    const origins = changeable(context, caller);
    return refreshed(await origins.refresh(origin === undefined ? null : await namedOrigin(origin, origins)));
  },
});

/** Of many, those that failed or brought something; the others are counted. */
function refreshed(reports: readonly RefreshReport[]): Reply {
  const [first] = reports;
  const data = { reports };
  if (first !== undefined && reports.length === 1) return answer(short(first.id), reportText(first), { data });
  const told = (['failed', 'changed'] as const).flatMap((outcome) => reports.filter((one) => one.outcome === outcome));
  return answer('Refreshed', reportsSummary(reports), { facts: told.map((report) => ({ label: short(report.id), text: reportText(report) })), data });
}

/** What came of a change, with the way to see how the archive does now. */
function answer(heading: string, lead: string, parts: Pick<Reply, 'data'> & Partial<Reply>): Reply {
  return reply({ heading, lead, actions: [{ label: 'Status', command: 'archive status', options: {} }], visibility: 'private', ...parts });
}

/** The origins, for an owner; others are refused, whatever they asked for. */
function changeable({ origins }: Context, caller: Caller): Origins {
  checkMayChange(caller);
  if (origins === null) throw userError('Nothing can be fetched here: this archive is kept as its files are.', 'Put files into its folder, or take them in with: npm run -s backfile -- ingest PATH.');
  return origins;
}

export default defineCommandGroup({
  name: 'archive',
  description: 'What the archive is fetched from, and how that goes',
  worksEmpty: true,
  subcommands: [status, add, remove, refresh],
});
