import { cardsIn, isRunning } from './region.ts';
import { findAll, isWithin } from './tree.ts';
import type { Element } from './tree.ts';

/** Between a page's headline and its text: where a page says who wrote it and when, in a theme's own words. */
export interface Head {
  /** UTF-16 units of the page; 0 and 0 where the page has no headline or no text. */
  readonly from: number;
  readonly to: number;
  readonly cards: ReadonlySet<Element>;
}

/** What stands right over a headline may be of it. */
const OVER = 800;

export function headOf(body: Element, title: Element | null, content: readonly Element[]): Head {
  const cards = new Set(cardsIn(body, content));
  const start = title?.start ?? content[0]?.start;
  if (start === undefined) return { from: 0, to: 0, cards };
  // A sentence or two under the headline may come before the date.
  const running = findAll(body, (element) => element.start > start && element !== title && isRunning(element) && !isWithin(element, cards));
  const end = running[1] ?? running[0];
  return { from: Math.max(0, start - OVER), to: end?.start ?? 0, cards };
}
