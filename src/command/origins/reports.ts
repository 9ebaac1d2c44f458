import type { RefreshReport } from '../../origins/port.ts';
import type { Voice } from '../../words/words.ts';

type Counts = Pick<RefreshReport, 'outcome' | 'added' | 'changed' | 'gone'>;

/** What a refresh brought, or in words why it brought nothing. */
export function reportText(report: RefreshReport, voice: Pick<Voice, 'words'>): string {
  const { problem, notice } = report;
  return [outcomeText(report, voice), ...(problem === null ? [] : [problem.message, problem.remedy]), ...(notice === null ? [] : [notice])].join(' ');
}

function outcomeText({ outcome, added, changed, gone }: Counts, { words: { archive: said } }: Pick<Voice, 'words'>): string {
  const counts = [...(added > 0 ? [said.added(added)] : []), ...(changed > 0 ? [said.changed(changed)] : []), ...(gone > 0 ? [said.gone(gone)] : [])].join(', ');
  switch (outcome) {
    case 'busy':
      return said.busy;
    case 'failed':
      return counts === '' ? said.nothingCame : said.thenFailed(counts);
    case 'changed':
    case 'unchanged':
      return counts === '' ? said.nothingNew : `${counts}.`;
  }
}

/** `3 origins refreshed: 1 changed, 1 unchanged, 1 failed.` */
export function reportsSummary(reports: readonly RefreshReport[], { words: { archive: said } }: Pick<Voice, 'words'>): string {
  if (reports.length === 0) return said.noneListed;
  const outcomes = (['changed', 'unchanged', 'busy', 'failed'] as const).map((outcome) => ({ outcome, count: reports.filter((one) => one.outcome === outcome).length }));
  return said.asked(reports.length, outcomes.filter(({ count }) => count > 0).map(({ outcome, count }) => `${count} ${said.outcomes[outcome]}`).join(', '));
}
