import { plural } from '../command/describe.ts';
import type { OriginStatus } from '../origins/port.ts';
import type { Check, Finding } from './check.ts';

/** Each origin that fails, with the reason, since when, and the next step; the others in one line. */
export const origins: Check = {
  name: 'origins',
  async look({ origins: ask }): Promise<readonly Finding[]> {
    if (ask === null) return [];
    const all = await ask();
    const failing = all.filter(({ state }) => state === 'failing');
    return [summary(all, failing.length), ...failing.map(tell)];
  },
};

function summary(all: readonly OriginStatus[], failing: number): Finding {
  const name = 'origins';
  if (all.length === 0) return { name, state: 'ok', message: 'No feed, page or folder is kept current.', remedy: null };
  const latest = all.flatMap(({ lastSuccess }) => lastSuccess ?? []).sort().at(-1);
  const waiting = all.filter(({ state }) => state === 'new').length;
  const told = [
    `${plural(all.length, 'origin is', 'origins are')} kept current`,
    ...(failing > 0 ? [`${failing} of them ${failing === 1 ? 'fails' : 'fail'}`] : []),
    ...(waiting > 0 ? [`${waiting} not fetched yet`] : []),
    ...(latest === undefined ? [] : [`the last success was at ${latest}`]),
  ];
  return { name, state: 'ok', message: `${told.join('; ')}.`, remedy: null };
}

/** A failing origin keeps its articles: no reason for the whole to count as broken. */
function tell({ id, problem, lastSuccess, nextTry }: OriginStatus): Finding {
  const since = problem === null ? '' : ` It has failed since ${problem.since}, ${plural(problem.failures, 'time')} in a row;`;
  const success = lastSuccess === null ? ' it was never fetched.' : ` its last success was at ${lastSuccess}.`;
  const next = nextTry === null ? '' : ` The next try is at ${nextTry}.`;
  return { name: `origin ${id}`, state: 'warning', message: `${problem?.message ?? 'It fails.'}${since}${success}`, remedy: `${problem?.remedy ?? 'Refresh it, and look into the log.'}${next}` };
}
