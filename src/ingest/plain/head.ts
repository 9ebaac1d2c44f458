import type { TextBlock } from '../page/captions.ts';
import { isLink } from '../fields/values.ts';
import type { PageLines } from '../page/lines.ts';
import { metaLine } from '../page/meta-lines.ts';
import { isTitleLike } from '../page/shape.ts';
import { wordCount } from '../page/titles.ts';
import { isFull, joined, type Wrapping } from './wrapping.ts';

/** What stands above a plain text. */
export interface Head {
  readonly title: string;
  /** 0-based; null when there is no title. */
  readonly titleLine: number | null;
  readonly publisher: string | null;
  readonly url: string | null;
  readonly category: string | null;
  /** Lines of names and dates, each by itself. */
  readonly metas: readonly TextBlock[];
  /** The text's first line. */
  readonly end: number;
}

type Field = 'title' | 'publisher' | 'url' | 'category';

const LABELS: readonly (readonly [Field, RegExp])[] = [
  ['title', /^(?:title|headline|titel|titre|título|titolo|заголовок|العنوان|标题|標題|タイトル)\s*[:：]\s*/iu],
  ['url', /^(?:url|link|permalink|web(?:site)?|address|original(?: article| link)?|enlace|lien|ссылка|الرابط|链接)\s*[:：]\s*(?=https?:)/iu],
  ['publisher', /^(?:publisher|publication|source|site|newspaper|magazine|quelle|fuente|fonte|bron|källa|источник|المصدر|来源|來源|出典)\s*[:：]\s*/iu],
  ['category', /^(?:category|section|rubric|topic|rubrik|rubrique|categoría|categoria|рубрика|القسم|分类|分類)\s*[:：]\s*/iu],
];
const MOST_LINES = 12;
const LONGEST_TITLE = 150;
const LONGEST_FIELD = 200;

/** A labelled line's field and what it says; null for any other line. */
export function labelled(line: string): { readonly field: Field; readonly value: string } | null {
  const text = line.trim();
  for (const [field, label] of LABELS) {
    const lead = label.exec(text)?.[0];
    if (lead === undefined) continue;
    const value = text.slice(lead.length).trim();
    if (isLink(value)) return { field: 'url', value };
    if (field === 'url' || value === '' || value.length > LONGEST_FIELD || (field !== 'title' && /[.!?。]$/u.test(value) && wordCount(value) > 4)) return null;
    return { field, value };
  }
  return isLink(text) ? { field: 'url', value: text } : null;
}

/** Reads a plain text's first lines: a title, and lines of names, dates, publisher and link in any order. */
export function readHead(page: PageLines, wrapping: Wrapping): Head {
  const fields = new Map<Field, string>();
  const metas: TextBlock[] = [];
  let titleLine: number | null = null;
  let line = page.nextFilled[0] ?? page.lines.length;
  for (let count = 0; line < page.lines.length && count < MOST_LINES; count++) {
    const text = (page.lines[line] ?? '').trim();
    const field = labelled(text);
    const title = field === null && titleLine === null ? titleAt(page, line, wrapping) : null;
    if (field !== null && !fields.has(field.field)) {
      fields.set(field.field, field.value);
      if (field.field === 'title') titleLine = line;
    } else if (metaLine(text) !== null) metas.push({ line, text });
    else if (title !== null) {
      fields.set('title', title.text);
      titleLine = line;
      line = title.end - 1;
    } else if (titleLine === null || !/^[-=_*~]{3,}$/u.test(text)) break;
    line = page.nextFilled[line + 1] ?? page.lines.length;
  }
  const value = (field: Field): string | null => fields.get(field) ?? null;
  return { title: value('title') ?? '', titleLine, publisher: value('publisher'), url: value('url'), category: value('category'), metas, end: line };
}

/** The title that starts on a line, perhaps broken over two; null when the line opens the text. */
function titleAt(page: PageLines, line: number, { width }: Wrapping): { readonly text: string; readonly end: number } | null {
  const text = (page.lines[line] ?? '').trim();
  if (!mayBeTitle(text)) return null;
  const next = (page.lines[line + 1] ?? '').trim();
  const stands = { text, end: line + 1 };
  if (next === '' || /^[-=_*~]{3,}$/u.test(next) || metaLine(next) !== null || labelled(next) !== null) return hasTextBehind(page, line + 1) ? stands : null;
  const blockEnd = page.nextBlank[line] ?? page.lines.length;
  const over = `${text} ${next}`;
  if (blockEnd === line + 2 && width !== null && isFull(text, next, width) && mayBeTitle(over) && hasTextBehind(page, blockEnd)) return { text: joined([text, next]), end: blockEnd };
  if (width !== null && isFull(text, next, width)) return null;
  const indented = /^\s/u.test(page.lines[line + 1] ?? '') && !/^\s/u.test(page.lines[line] ?? '');
  return indented || next.length >= 2 * text.length || (width !== null && next.length > text.length) ? stands : null;
}

function mayBeTitle(text: string): boolean {
  return isTitleLike(text) && text.length <= LONGEST_TITLE && /[\p{L}\p{N}]/u.test(text) && !(/[.。।۔;,:：]["'”’»)]*$/u.test(text) && (wordCount(text) >= 5 || /\p{Lo}{10}/u.test(text)));
}

/** A title above nothing is the text itself. */
function hasTextBehind(page: PageLines, from: number): boolean {
  return (page.nextFilled[from] ?? page.lines.length) < page.lines.length;
}
