import type { Attributes } from './scan.ts';

/** An element of a page and where it stands: from `start`, UTF-16 units. */
export interface Element {
  readonly name: string;
  readonly attributes: Attributes;
  readonly parent: Element | null;
  readonly children: (Element | string)[];
  readonly start: number;
  /** The letters of text in it, scripts aside. */
  size: number;
  /** The letters of running text in it: of paragraphs, not of links, labels and what is around a text. */
  prose: number;
  /** Its name says that it is beside the text, but it holds most of the page's. */
  wraps: boolean;
}
