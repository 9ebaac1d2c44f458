import { BLOCKS } from './tags.ts';
import { findAll, findFirst, isAround, isInside } from './tree.ts';
import type { Element } from './tree.ts';

/** What a text is written in; never a region of a page. */
const WRITTEN = /^(?:p|li|ul|ol|dl|dd|dt|blockquote|pre|table|tbody|tr|td|th|figure|h[1-6]|details|form|address)$/u;
/** Texts that would be lost where one region is taken for the whole. */
const TEXT = /^(?:p|blockquote|pre|dl)$/u;

/** The letters of two or three sentences: with less running text a page is not told by where it stands. */
export const LITTLE = 250;

/** The innermost element that still holds most of an element's running text, with nothing written beside it. */
export function densest(root: Element): Element {
  let region = root;
  for (;;) {
    const inner = region.children.find((child): child is Element => typeof child !== 'string' && child.prose * 10 >= region.prose * 8 && child.prose > 0);
    if (inner === undefined || WRITTEN.test(inner.name) || isAround(inner)) return region;
    const beside = region.children.some((child) => (typeof child === 'string' ? child.trim().length > 60 : child !== inner && TEXT.test(child.name) && child.size > 0 && !isAround(child)));
    if (beside) return region;
    region = inner;
  }
}

/** Articles within a text that only lead to others: their heading, or all of them, is a link. */
export function cardsIn(root: Element, content: readonly Element[]): Element[] {
  return findAll(root, (element) => element.name === 'article' && !content.some((each) => isInside(each, element)) && element.prose * 3 < root.prose && isCard(element));
}

function isCard(element: Element): boolean {
  const heading = findFirst(element, ({ name }) => /^h[1-6]$/u.test(name));
  if (heading === null) return findFirst(element, ({ name }) => name === 'a') !== null && element.prose === 0;
  if (findFirst(heading, ({ name }) => name === 'a') !== null) return true;
  for (let above: Element | null = heading; above !== null && above !== element.parent; above = above.parent) if (above.name === 'a') return true;
  return element.parent?.name === 'a';
}

/** A block of running text, and no part of it. */
export function isRunning(element: Element): boolean {
  return element.prose > 0 && BLOCKS.has(element.name) && element.children.every((child) => typeof child === 'string' || child.prose === 0);
}
