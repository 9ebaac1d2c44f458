import type { Citation } from '../citation.ts';

/** A way to write citations down. */
export interface Style {
  /** For people: `APA 7`. */
  readonly label: string;
  /** `text`: reads as a reference list; `data`: for reference managers. */
  readonly kind: 'text' | 'data';
  /** With what the name of a file of it ends, without the dot: `bib`. */
  readonly extension: string;
  /** The media type of a file of it, in UTF-8. */
  readonly type: string;
  /** One or more citations, as the whole text of a file; a reference list is sorted as the style wants it, one a paragraph. */
  write(citations: readonly Citation[]): string;
}
