import { bareArticle, type Paragraph } from '../archive/article.ts';
import type { Input } from './files.ts';
import type { Format, ParsedArticle, Warning } from './format.ts';
import { identifyParagraphs } from './identify-paragraphs.ts';
import { identify } from './identify.ts';
import { findRepeats } from './repeats.ts';
import { readSources } from './sources.ts';

export type ReportedArticle = ReturnType<typeof bareArticle> & {
  readonly paragraphs: readonly Paragraph[];
  /** Place, in the report, of the earlier article that this one is the same as; it then has that one's ids. */
  readonly duplicateOf: number | null;
};

/** What files give: the contract of `ingest --json`. */
export interface IngestReport {
  readonly articles: readonly ReportedArticle[];
  readonly warnings: readonly Warning[];
}

/** Reads as an ingest would, with the ids that an empty store would give; stores nothing. Throws user errors as `readSources`. */
export async function dryRun(inputs: readonly Input[], formats: readonly Format[]): Promise<IngestReport> {
  const { articles, warnings } = await readSources(inputs, formats);
  const { repeats, warnings: repeated } = findRepeats(articles);
  return { articles: reported(articles, repeats.map(({ duplicateOf }) => duplicateOf)), warnings: [...warnings, ...repeated] };
}

function reported(articles: readonly ParsedArticle[], duplicateOf: readonly (number | null)[]): ReportedArticle[] {
  const firsts = identify([], articles.filter((_, place) => duplicateOf[place] === null)).values();
  const report: ReportedArticle[] = [];
  for (const [place, article] of articles.entries()) {
    const first = duplicateOf[place] ?? null;
    const original = first === null ? firsts.next().value : report[first];
    if (original === undefined) throw new Error(`The article at place ${place} has no id.`);
    const paragraphs = first === null ? original.paragraphs : identifyParagraphs(original.id, original.paragraphs, article.paragraphs);
    report.push({ ...bareArticle({ ...article, id: original.id }), paragraphs, duplicateOf: first });
  }
  return report;
}
