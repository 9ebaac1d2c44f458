import { bareArticle, type Paragraph } from '../archive/article.ts';
import type { Format, Warning } from './format.ts';
import { identifyParagraphs } from './identify-paragraphs.ts';
import { identify } from './identify.ts';
import { findRepeats } from './repeats.ts';
import { readSources } from './sources.ts';

type ReportedArticle = ReturnType<typeof bareArticle> & {
  readonly paragraphs: readonly Paragraph[];
  /** Place, in the report, of the earlier article that this one is the same as; it then has that one's ids. */
  readonly duplicateOf: number | null;
};

/** What a file or folder gives: the contract of `ingest --json`. */
export interface IngestReport {
  readonly articles: readonly ReportedArticle[];
  readonly warnings: readonly Warning[];
}

/** Reads as an ingest would, with the ids that an empty store would give; stores nothing. Throws user errors as `readSources`. */
export async function dryRun(path: string, formats: readonly Format[]): Promise<IngestReport> {
  const { articles, warnings } = await readSources(path, formats);
  const { repeats, warnings: repeated } = findRepeats(articles);
  const firsts = identify([], articles.filter((_, place) => repeats[place]?.duplicateOf === null)).values();
  const reported: ReportedArticle[] = [];
  for (const [place, article] of articles.entries()) {
    const duplicateOf = repeats[place]?.duplicateOf ?? null;
    const original = duplicateOf === null ? firsts.next().value : reported[duplicateOf];
    if (original === undefined) throw new Error(`The article at place ${place} has no id.`);
    const paragraphs = identifyParagraphs(original.id, original.paragraphs, article.paragraphs);
    reported.push({ ...bareArticle({ ...article, id: original.id }), paragraphs, duplicateOf });
  }
  return { articles: reported, warnings: [...warnings, ...repeated] };
}
