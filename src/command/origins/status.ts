import type { Fact } from '../../command.ts';
import type { OriginStatus } from '../../origins/port.ts';
import { plural } from '../describe.ts';
import { moment } from '../moment.ts';

/** A longer address would crowd out the others. */
const MAX_LABEL = 120;

const RANK: Readonly<Record<OriginStatus['state'], number>> = { failing: 0, refreshing: 1, new: 2, current: 3 };
const LISTED: Readonly<Record<OriginStatus['listed'], string>> = { folder: 'the archive’s folder', 'origins.yaml': 'listed in origins.yaml', added: 'added with /archive' };

/** Those that are fetched from the web; folders are read when something in them changes. */
export function fetched(origins: readonly OriginStatus[]): OriginStatus[] {
  return origins.filter(({ kind }) => kind !== 'folder');
}

/** Those that need somebody to look at them first; otherwise in the order listed. */
export function byUrgency(origins: readonly OriginStatus[]): OriginStatus[] {
  return [...origins].sort((a, b) => RANK[a.state] - RANK[b.state]);
}

/** `3 origins: 1 failing, 2 current. Last refreshed …` */
export function summary(origins: readonly OriginStatus[]): string {
  const counts = (Object.keys(RANK) as OriginStatus['state'][]).map((state) => ({ state, count: origins.filter((one) => one.state === state).length }));
  const states = counts.filter(({ count }) => count > 0).map(({ state, count }) => `${count} ${state}`).join(', ');
  const gone = origins.reduce((sum, one) => sum + one.gone, 0);
  const last = origins.flatMap(({ lastSuccess }) => lastSuccess ?? []).sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1);
  return [
    `${plural(origins.length, 'origin')}: ${states}.`,
    ...(last !== undefined ? [`Last refreshed ${moment(last)}.`] : fetched(origins).length > 0 ? ['None was refreshed yet.'] : []),
    ...(gone === 0 ? [] : [`${plural(gone, 'article is gone from its site and stays', 'articles are gone from their sites and stay')} here.`]),
  ].join(' ');
}

/** How one origin does: its address, and a line each for what is to know. */
export function originFact(origin: OriginStatus): Fact {
  return { label: short(origin.id), text: linesOf(origin).join('\n') };
}

function linesOf(origin: OriginStatus): string[] {
  const { kind, listed, articles, gone, filling } = origin;
  const held = [plural(articles, 'article'), ...(gone > 0 ? [`${gone} of them gone from its site`] : [])].join(', ');
  return [
    ...problemLines(origin),
    [held, ...(kind === null ? [] : [kind]), LISTED[listed]].join(' · '),
    ...timesLine(origin),
    ...(filling === null ? [] : [`Its past is being filled: ${plural(filling.done, 'older document')} so far`]),
  ];
}

function problemLines({ problem }: OriginStatus): string[] {
  if (problem === null) return [];
  const { message, remedy, since, failures } = problem;
  return [[message, remedy].filter((part) => part !== '').join(' '), `Failing since ${moment(since)}, ${failures === 1 ? 'once' : `${failures} times in a row`}`];
}

function timesLine({ kind, state, lastSuccess, nextTry }: OriginStatus): string[] {
  if (kind === 'folder') return ['Read at each start, and whenever something changes in it'];
  if (state === 'refreshing') return ['Being refreshed now'];
  const next = nextTry === null ? [] : [`next try ${moment(nextTry)}`];
  return [[lastSuccess === null ? 'Never refreshed yet' : `Refreshed ${moment(lastSuccess)}`, ...next].join('; ')];
}

/** An address at a length that can be read; its end tells feeds of one site apart. */
export function short(id: string): string {
  return id.length <= MAX_LABEL ? id : `${id.slice(0, MAX_LABEL / 2)}…${id.slice(1 - MAX_LABEL / 2)}`.toWellFormed();
}
