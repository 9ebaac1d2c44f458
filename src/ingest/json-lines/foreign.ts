import type { ParsedArticle, ParsedParagraph } from '../format.ts';
import { readFields } from '../fields/fields.ts';
import { namedValues, textOf } from '../fields/values.ts';
import { readFragment } from '../html/fragment.ts';
import { paragraphsIn } from '../plain/paragraphs.ts';

const HTML_FIELDS = ['contenthtml', 'bodyhtml', 'html'];
const TEXT_FIELDS = ['text', 'contenttext', 'body', 'content', 'articlebody'];
const KEYS = ['id', 'guid', 'uuid'];

/** Fields by which a line is known as an article's: the text is what none can be without. */
export function hasText(object: object): boolean {
  const values = namedValues(object);
  return [...HTML_FIELDS, ...TEXT_FIELDS].some((name) => typeof values.get(name) === 'string') || Array.isArray(values.get('paragraphs'));
}

export interface ForeignArticle {
  readonly article: ParsedArticle;
  readonly doubts: readonly string[];
}

/** An article under the field names that others use; null when the object has no text. */
export function readForeign(object: object, file: string, line: number): ForeignArticle | null {
  const values = namedValues(object);
  const paragraphs = paragraphsOf(values);
  if (paragraphs.length === 0) return null;
  const { doubts, ...fields } = readFields(object);
  const key = KEYS.map((name) => textOf(values.get(name))).find((text) => text !== null);
  return { article: { ...fields, credits: [], origin: { file, line }, paragraphs, ...(key === undefined ? {} : { key }) }, doubts };
}

function paragraphsOf(values: ReadonlyMap<string, unknown>): readonly ParsedParagraph[] {
  const listed = values.get('paragraphs');
  if (Array.isArray(listed)) return listed.flatMap((each: unknown) => textParagraphs(typeof each === 'string' ? each : namedValues(each).get('text')));
  for (const name of TEXT_FIELDS) {
    const value = values.get(name);
    const paragraphs = isMarkup(value) ? readFragment(value) : textParagraphs(value);
    if (paragraphs.length > 0) return paragraphs;
  }
  const html = HTML_FIELDS.map((name) => values.get(name)).find((value) => typeof value === 'string');
  return html === undefined ? [] : readFragment(html);
}

/** A text field holds markup when it begins and ends with tags: one that merely speaks of a tag does not. */
function isMarkup(value: unknown): value is string {
  return typeof value === 'string' && /^\s*<(?:!--|[a-z][a-z0-9]*[\s>/])/iu.test(value) && /<\/[a-z][a-z0-9]*>\s*$|\/?>\s*$/iu.test(value);
}

function textParagraphs(value: unknown): readonly ParsedParagraph[] {
  return typeof value === 'string' ? paragraphsIn(value).map(({ text }) => ({ kind: 'prose', text })) : [];
}
