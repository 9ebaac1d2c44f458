import type { RefreshReport } from '../../origins/port.ts';
import { plural } from '../describe.ts';

/** What a refresh brought, or in words why it brought nothing. */
export function reportText({ outcome, added, changed, gone, problem, notice }: RefreshReport): string {
  return [outcomeText({ outcome, added, changed, gone }), ...(problem === null ? [] : [problem.message, problem.remedy]), ...(notice === null ? [] : [notice])].join(' ');
}

function outcomeText({ outcome, added, changed, gone }: Pick<RefreshReport, 'outcome' | 'added' | 'changed' | 'gone'>): string {
  const counts = [
    ...(added > 0 ? [`${plural(added, 'article')} added`] : []),
    ...(changed > 0 ? [`${changed} changed`] : []),
    ...(gone > 0 ? [`${gone} gone from its site, which stay here`] : []),
  ].join(', ');
  switch (outcome) {
    case 'busy':
      return 'It is being refreshed already.';
    case 'failed':
      return counts === '' ? 'Nothing came.' : `${counts}; then it failed.`;
    case 'changed':
    case 'unchanged':
      return counts === '' ? 'Nothing is new.' : `${counts}.`;
  }
}

/** `3 origins refreshed: 1 changed, 1 unchanged, 1 failed.` */
export function reportsSummary(reports: readonly RefreshReport[]): string {
  if (reports.length === 0) return 'No origin is listed yet: /archive add takes the address of a feed or a page.';
  const outcomes = (['changed', 'unchanged', 'busy', 'failed'] as const).map((outcome) => ({ outcome, count: reports.filter((one) => one.outcome === outcome).length }));
  return `${plural(reports.length, 'origin')} asked: ${outcomes.filter(({ count }) => count > 0).map(({ outcome, count }) => `${count} ${outcome}`).join(', ')}.`;
}
