import { useOf } from './boilerplate.ts';
import type { Element } from './element.ts';
import { BLOCKS, UNREAD } from './tags.ts';

/** A block with fewer letters of its own, links aside, may as well be a label. */
const SENTENCE = 60;
/** A letter of these scripts is worth a syllable or a word. */
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Tells of each element how much running text it holds, and which ones only bear a name of what is beside a text. `all` is what is in `root`, in page order. */
export function weigh(root: Element, all: readonly Element[]): void {
  weighed(root, all, (element) => use(element) === 'skip');
  for (const element of all) element.wraps = element.prose * 2 > root.prose && use(element) === 'beside';
  weighed(root, all, isAround);
}

/** Whether it is around a page's text: hidden, or navigation and the like by its name, role or class. */
export function isAround(element: Element): boolean {
  if (UNREAD.has(element.name)) return true;
  const told = use(element);
  return told === 'skip' || (told === 'beside' && !element.wraps);
}

function use({ name, attributes }: Element): ReturnType<typeof useOf> {
  return useOf(name, attributes);
}

/** Children stand behind their parents, so that from the end on each is whole before it is added. */
function weighed(root: Element, all: readonly Element[], leftOut: (element: Element) => boolean): void {
  const loose = new Map<Element, number>();
  root.prose = 0;
  for (const element of all) element.prose = 0;
  for (let at = all.length - 1; at >= 0; at--) {
    const element = all[at];
    if (element === undefined || UNREAD.has(element.name) || element.name === 'a' || leftOut(element)) {
      if (element !== undefined) element.prose = 0;
      continue;
    }
    const own = (loose.get(element) ?? 0) + ownLetters(element);
    const { parent } = element;
    if (BLOCKS.has(element.name)) element.prose += own >= SENTENCE ? own : 0;
    else if (parent !== null) loose.set(parent, (loose.get(parent) ?? 0) + own);
    if (parent !== null) parent.prose += element.prose;
  }
}

function ownLetters({ children }: Element): number {
  return children.reduce((sum, child) => (typeof child === 'string' ? sum + letters(child) : sum), 0);
}

function letters(text: string): number {
  const { length } = text.trim();
  return DENSE.test(text.slice(0, 200)) ? length * 3 : length;
}
