import { defineCommand, defineCommandGroup, reply, type Action, type Caller, type Context, type Reply } from '../src/command.ts';
import { moment } from '../src/command/moment.ts';
import { checkMayChange, checkMayLook } from '../src/command/origins/access.ts';
import { namedOrigin, suggestOrigins, webAddress } from '../src/command/origins/address.ts';
import { reportsSummary, reportText } from '../src/command/origins/reports.ts';
import { byUrgency, fetched, originFact, short, summary } from '../src/command/origins/status.ts';
import { seenBy } from '../src/command/origins/view.ts';
import { userError } from '../src/errors.ts';
import type { OriginStatus, Origins, RefreshReport } from '../src/origins/port.ts';
import type { MeaningState } from '../src/search/meaning.ts';
import type { Words } from '../src/words/words.ts';

type Said = Words['archive'];

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
    const { archive: said } = caller.words;
    const { articles, paragraphs } = await store.counts();
    const collections = (await store.collections()).length;
    const listed = origins === null ? [] : (await origins.status()).map((one) => seenBy(caller, one));
    const shown = byUrgency(listed).slice(0, caller.host === 'terminal' ? listed.length : MAX_SHOWN);
    const held = said.held(articles, paragraphs, collections, searcher.indexName);
    const meaning = meaningSeenBy(caller, await searcher.meaning());
    const told = [held, ...(meaning === null ? [] : [said.meaning[meaning.state](meaning.model, meaning.done, meaning.total), meaning.why]), listed.length === 0 ? null : summary(listed, caller)];
    return reply({
      heading: said.heading,
      lead: told.filter((line) => line !== null).join(' '),
      facts: shown.map((one) => originFact(one, caller)),
      actions: caller.isOwner ? retries(fetched(listed), said) : [],
      notice: statusNotice(origins, fetched(listed).length, listed.length - shown.length, said),
      visibility: 'private',
      data: { articles, paragraphs, index: searcher.indexName, ...(meaning !== null && { meaning }), origins: listed },
    });
  },
});

/** What is wrong with it names files of this machine, and so is for owners alone. */
function meaningSeenBy({ isOwner }: Caller, state: MeaningState | null): MeaningState | null {
  return state === null || isOwner ? state : { ...state, why: null };
}

function statusNotice(origins: Origins | null, asked: number, hidden: number, said: Said): string | null {
  if (origins === null) return said.nothingFetched;
  if (asked === 0) return said.noneListed;
  return hidden === 0 ? null : said.notShown(hidden);
}

function retries(origins: readonly OriginStatus[], said: Said): Action[] {
  if (origins.length === 0) return [];
  const failing = byUrgency(origins).filter(({ state }) => state === 'failing').slice(0, MAX_RETRIES);
  return [
    { label: said.refreshAll, command: 'archive refresh', options: {} },
    ...failing.map(({ id }) => ({ label: said.tryAgain(short(id)), command: 'archive refresh', options: { origin: id } })),
  ];
}

const add = defineCommand({
  name: 'add',
  description: 'Fetch a feed or a page now, and keep it current from then on (owners of the bot)',
  options: { address: { type: 'string', description: 'Its address, with https:// or http://', required: true, maxLength: MAX_ADDRESS } },
  async run({ address }, context, caller) {
    const origins = changeable(context, caller);
    const report = await origins.add(webAddress(address, caller));
    const listed = (await origins.status()).find(({ id }) => id === report.id);
    return answer(short(report.id), reportText(report, caller), { notice: whatFollows(report, listed, caller), data: { reports: [report] } }, caller);
  },
});

/** What becomes of an address after the first fetch. */
function whatFollows({ outcome }: RefreshReport, listed: OriginStatus | undefined, { words: { archive: said }, locale }: Caller): string {
  if (listed === undefined) return said.notAdded;
  if (outcome !== 'failed') return said.keptCurrent;
  return said.listedAnyway(listed.nextTry === null ? null : moment(listed.nextTry, locale));
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
    const { archive: said } = caller.words;
    const went = removed.removed > 0 ? [said.went(removed.removed)] : [];
    const stays = removed.kept > 0 ? [said.stay(removed.kept)] : [];
    return answer(short(removed.id), [said.noLonger, ...went, ...stays].join(' '), { data: { removed } }, caller);
  },
});

const refresh = defineCommand({
  name: 'refresh',
  description: 'Ask an origin, or all of them, for what is new now (owners of the bot)',
  options: { origin: { type: 'string', description: 'Its address; all of them unless you say', maxLength: MAX_ADDRESS, suggest: suggestOrigins } },
  async run({ origin }, context, caller) {
    const origins = changeable(context, caller);
    return refreshed(await origins.refresh(origin === undefined ? null : await namedOrigin(origin, origins)), caller);
  },
});

/** Of many, those that failed or brought something; the others are counted. */
function refreshed(reports: readonly RefreshReport[], caller: Caller): Reply {
  const [first] = reports;
  const data = { reports };
  if (first !== undefined && reports.length === 1) return answer(short(first.id), reportText(first, caller), { data }, caller);
  const told = (['failed', 'changed'] as const).flatMap((outcome) => reports.filter((one) => one.outcome === outcome));
  return answer(caller.words.archive.refreshed, reportsSummary(reports, caller), { facts: told.map((report) => ({ label: short(report.id), text: reportText(report, caller) })), data }, caller);
}

/** What came of a change, with the way to see how the archive does now. */
function answer(heading: string, lead: string, parts: Pick<Reply, 'data'> & Partial<Reply>, { words }: Caller): Reply {
  return reply({ heading, lead, actions: [{ label: words.archive.status, command: 'archive status', options: {} }], visibility: 'private', ...parts });
}

/** The origins, for an owner; others are refused, whatever they asked for. */
function changeable({ origins }: Context, caller: Caller): Origins {
  checkMayChange(caller);
  if (origins === null) throw userError(caller.words.archive.cannotFetch, caller.words.archive.takeIn);
  return origins;
}

export default defineCommandGroup({
  name: 'archive',
  description: 'What the archive is fetched from, and how that goes',
  worksEmpty: true,
  subcommands: [status, add, remove, refresh],
});
