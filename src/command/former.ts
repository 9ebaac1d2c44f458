import type { Paragraph } from '../archive/article.ts';
import type { Revision, Store } from '../store/store.ts';

/** What a cited paragraph said before it was changed or removed. */
export interface FormerParagraph extends Paragraph {
  /** ISO 8601 date-time. */
  readonly until: string;
}

export interface Former {
  /** When the article's text was last changed (ISO 8601 date-time), and how often; null when it is as it was first stored. */
  readonly changed: { readonly at: string; readonly revisions: number } | null;
  /** Null when the cited paragraph is as it always was, or no paragraph was cited. */
  readonly formerParagraph: FormerParagraph | null;
}

/** What an article said earlier. `cited`: the id of one of its paragraphs, also of one that is gone. */
export async function formerOf(store: Pick<Store, 'revisions'>, articleId: string, paragraphs: readonly Paragraph[], cited: string | null): Promise<Former> {
  const revisions = await store.revisions(articleId);
  const states = [paragraphs, ...revisions.map(({ article }) => article.paragraphs)];
  // A revision is kept also when only the author or the title changed.
  const changes = revisions.filter((_, place) => textOf(states[place]) !== textOf(states[place + 1]));
  const [last] = changes;
  const changed = last === undefined ? null : { at: last.replacedAt, revisions: changes.length };
  return { changed, formerParagraph: cited === null ? null : formerParagraph(revisions, paragraphs, cited) };
}

function textOf(paragraphs: readonly Paragraph[] = []): string {
  return JSON.stringify(paragraphs.map(({ text }) => text));
}

function formerParagraph(revisions: readonly Revision[], paragraphs: readonly Paragraph[], cited: string): FormerParagraph | null {
  const now = paragraphs.find(({ id }) => id === cited);
  for (const { article, replacedAt } of revisions) {
    const then = article.paragraphs.find(({ id }) => id === cited);
    if (then !== undefined && then.text !== now?.text) return { ...then, until: replacedAt };
  }
  return null;
}
