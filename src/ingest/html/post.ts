import type { Published } from '../../archive/article.ts';
import { foldName } from '../../archive/fold.ts';
import type { ParsedParagraph } from '../format.ts';
import { withCaptions } from '../page/captions.ts';
import { metaLine } from '../page/meta-lines.ts';
import { titleKey } from '../page/titles.ts';
import type { Writer } from './people.ts';
import { disagree } from './people.ts';
import { findAll, hasClass, textOf, wordsOf } from './tree.ts';
import type { Element } from './tree.ts';
import { differ, isFuture, whenWritten } from './when.ts';
import type { When } from './when.ts';

export type Warn = (what: string) => void;

/** Sources of one fact, the surest first: the first that says something is taken, the others must not contradict it. */
export function surestDate(dates: readonly (When | null)[], warn: Warn): Published | null {
  const told = dates.filter((when) => when !== null && (when.published !== null || when.written !== ''));
  for (const { published, written } of told.filter((when) => when !== null)) if (published === null) warn(`${written.slice(0, 80)} is no date that exists`);
  const [best, ...others] = told.map((when) => when?.published ?? null).filter((published) => published !== null);
  if (best === undefined) return null;
  const [first] = best.readings;
  if (best.value === null) warn(`${best.asWritten} can be read as ${best.readings.join(' or ')}`);
  const other = others.find((each) => differ(best, each));
  if (other !== undefined) warn(`it is dated ${other.asWritten} in another place; ${best.asWritten} was taken`);
  if (first !== undefined && isFuture(best)) warn(`${best.asWritten} is in the future`);
  return best;
}

export function surestWriter(writers: readonly (Writer | null)[], warn: Warn): Writer | null {
  const [best, ...others] = writers.filter((writer) => writer !== null);
  const other = best === undefined ? undefined : others.find(({ author }) => disagree(best.author, author));
  if (best !== undefined && other !== undefined) warn(`it names ${other.author} as its author in another place; ${best.author} was taken`);
  return best ?? null;
}

/** What lines in or beside a text say of who wrote it and when. */
export interface Lines {
  readonly writer: Writer | null;
  readonly when: When | null;
}

export function linesTell(texts: readonly string[]): Lines {
  let writer: Writer | null = null;
  let when: When | null = null;
  for (const text of texts) {
    const line = metaLine(text);
    if (line === null) continue;
    if (line.author !== null) writer ??= { author: line.author, attribution: text };
    if (line.dates.some(({ role }) => role !== 'update')) when ??= whenWritten(text);
  }
  return { writer, when };
}

/** How many paragraphs at a text's beginning may say who wrote it and when. */
const OPENING = 4;

/** Without the headline said again; lines that only name the author or the date are told as what they are. */
export function withKinds(paragraphs: readonly ParsedParagraph[], title: string): readonly ParsedParagraph[] {
  const key = titleKey(title);
  const again = key === '' ? -1 : paragraphs.slice(0, OPENING).findIndex(({ text }) => titleKey(text) === key);
  return paragraphs
    .map((paragraph, place) => (title !== '' && place < OPENING && paragraph.text.startsWith(`${title}\n`) ? { ...paragraph, text: paragraph.text.slice(title.length).trim() } : paragraph))
    .filter((_, place) => place !== again)
    .map((paragraph, place, all) => {
      if (paragraph.kind !== 'prose' || (place >= OPENING && place < all.length - 1)) return paragraph;
      const line = metaLine(paragraph.text);
      if (line === null) return paragraph;
      return { ...paragraph, kind: line.author === null ? 'dateline' : 'byline' };
    });
}

/** Credits that the captions end with. */
export function creditsOf(paragraphs: readonly ParsedParagraph[]): readonly string[] {
  return paragraphs.filter(({ kind }) => kind === 'caption').flatMap(({ text }) => withCaptions([{ line: 0, text }]).flatMap(({ credit }) => credit ?? []));
}

/** The category that a post is filed under; a tag is none. */
export function categoryIn(post: Element): string | null {
  const filed = findAll(post, (element) => wordsOf(element, 'rel').includes('category'), true);
  const marked = filed.length > 0 ? filed : findAll(post, (element) => hasClass(element, /^p-category$/u), true);
  const names = [...new Set(marked.map(nameIn).filter((name) => name !== '' && name.length < 80))];
  return names.find((name) => !/^(?:uncategori[sz]ed|allgemein|non classé)$/iu.test(foldName(name))) ?? null;
}

/** Also where the page hides it. */
function nameIn(element: Element): string {
  return textOf({ ...element, name: 'span', attributes: {} });
}

const CUT = /\[\s*(?:…|\.{3}|&hellip;)\s*\]$/u;

/** Whether a text was cut off where it ends. */
export function isCut(paragraphs: readonly ParsedParagraph[], listed: boolean): boolean {
  const last = paragraphs.at(-1)?.text ?? '';
  return CUT.test(last) || (listed && paragraphs.length <= 2 && /(?:…|\.{3})$/u.test(last));
}
