import type { Fact } from '../../command.ts';
import type { OriginStatus } from '../../origins/port.ts';
import type { Voice } from '../../words/words.ts';
import { moment } from '../moment.ts';

/** A longer address would crowd out the others. */
const MAX_LABEL = 120;

const RANK: Readonly<Record<OriginStatus['state'], number>> = { failing: 0, refreshing: 1, new: 2, current: 3 };

/** Those that are fetched from the web; folders are read when something in them changes. */
export function fetched(origins: readonly OriginStatus[]): OriginStatus[] {
  return origins.filter(({ kind }) => kind !== 'folder');
}

/** Those that need somebody to look at them first; otherwise in the order listed. */
export function byUrgency(origins: readonly OriginStatus[]): OriginStatus[] {
  return [...origins].sort((a, b) => RANK[a.state] - RANK[b.state]);
}

/** `3 origins: 1 failing, 2 current. Last refreshed …` */
export function summary(origins: readonly OriginStatus[], { words: { archive: said }, locale }: Voice): string {
  const counts = (Object.keys(RANK) as OriginStatus['state'][]).map((state) => ({ state, count: origins.filter((one) => one.state === state).length }));
  const states = counts.filter(({ count }) => count > 0).map(({ state, count }) => `${count} ${said.states[state]}`).join(', ');
  const gone = origins.reduce((sum, one) => sum + one.gone, 0);
  const last = origins.flatMap(({ lastSuccess }) => lastSuccess ?? []).sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1);
  return [
    said.origins(origins.length, states),
    ...(last !== undefined ? [said.lastRefreshed(moment(last, locale))] : fetched(origins).length > 0 ? [said.noneRefreshed] : []),
    ...(gone === 0 ? [] : [said.goneInAll(gone)]),
  ].join(' ');
}

/** How one origin does: its address, and a line each for what is to know. */
export function originFact(origin: OriginStatus, voice: Voice): Fact {
  return { label: short(origin.id), text: linesOf(origin, voice).join('\n') };
}

function linesOf(origin: OriginStatus, voice: Voice): string[] {
  const { archive: said } = voice.words;
  const { kind, listed, articles, gone, filling } = origin;
  const held = [said.articles(articles), ...(gone > 0 ? [said.ofThemGone(gone)] : [])].join(', ');
  return [
    ...problemLines(origin, voice),
    [held, ...(kind === null ? [] : [said.kinds[kind]]), said.listed[listed]].join(' · '),
    ...timesLine(origin, voice),
    ...(filling === null ? [] : [said.filling(filling.done)]),
  ];
}

function problemLines({ problem }: OriginStatus, { words: { archive: said }, locale }: Voice): string[] {
  if (problem === null) return [];
  const { message, remedy, since, failures } = problem;
  return [[message, remedy].filter((part) => part !== '').join(' '), said.failingSince(moment(since, locale), failures)];
}

function timesLine({ kind, state, lastSuccess, nextTry }: OriginStatus, { words: { archive: said }, locale }: Voice): string[] {
  if (kind === 'folder') return [said.folderRead];
  if (state === 'refreshing') return [said.refreshing];
  const next = nextTry === null ? [] : [said.nextTry(moment(nextTry, locale))];
  return [[lastSuccess === null ? said.never : said.lastTime(moment(lastSuccess, locale)), ...next].join('; ')];
}

/** An address at a length that can be read; its end tells feeds of one site apart. */
export function short(id: string): string {
  return id.length <= MAX_LABEL ? id : `${id.slice(0, MAX_LABEL / 2)}…${id.slice(1 - MAX_LABEL / 2)}`.toWellFormed();
}
