import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import type { ParsedParagraph } from '../format.ts';
import { isNavigation } from '../page/shape.ts';
import { LITTLE } from './region.ts';
import { buildTree, findAll, isAround, readElements } from './tree.ts';
import type { Element } from './tree.ts';
import { VOID } from './tags.ts';

/** A page with more is read whole: the search for its text takes time with the square of it. */
const MOST_ELEMENTS = 6000;
const LONGEST = 1_000_000;
/** Shorter paragraphs are as often navigation as text. */
const PROSE = 80;

/** What stands in these is no markup to a parser. */
const RAW = /^(?:script|style|textarea|title|xmp|plaintext|noscript|noembed|noframes|iframe)$/u;

/** The text of a page that marks it nowhere, found by where sentences stand; the whole page where that finds too little. */
export function readableText(body: Element, leaveOut: ReadonlySet<Element>): readonly ParsedParagraph[] {
  const around = new Set(leaveOut);
  for (const child of body.children) if (typeof child !== 'string' && /^(?:header|footer)$/u.test(child.name)) around.add(child);
  for (const links of findAll(body, isLinks)) around.add(links);
  const whole = readElements([body], around).filter(({ text }) => !isNavigation(text));
  const html = serialised(body, around);
  const found = html === null ? [] : readability(html);
  return body.prose >= LITTLE && prose(found) * 3 >= body.prose * 2 && found.length > 0 ? found : whole;
}

function readability(html: string): readonly ParsedParagraph[] {
  // The types of a browser's document are not known here.
  const page: unknown = parseHTML(`<!doctype html><html><head></head>${html}</html>`);
  const content = parsed((page as { readonly document: never }).document);
  return typeof content === 'string' ? readElements([buildTree(content)]) : [];
}

/** What the library finds; it throws on some trees that browsers never make. */
function parsed(document: never): unknown {
  try {
    return new Readability(document, { charThreshold: 200, disableJSONLD: true }).parse()?.content;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** A part of a page that is nothing but links. */
function isLinks(element: Element): boolean {
  if (!/^(?:td|div|ul|ol|p|section|table|center)$/u.test(element.name) || element.size === 0 || element.size > 5000) return false;
  const linked = findAll(element, ({ name }) => name === 'a').reduce((sum, { size }) => sum + size, 0);
  return linked * 5 > element.size * 4;
}

function prose(paragraphs: readonly ParsedParagraph[]): number {
  return paragraphs.reduce((sum, { text }) => sum + (text.length >= PROSE ? text.length : 0), 0);
}

/** The tree as HTML, as deep as it is and without what is around the text; null when it is too large. */
function serialised(root: Element, leaveOut: ReadonlySet<Element>): string | null {
  let elements = 0;
  const parts: string[] = [];
  const write = (element: Element): void => {
    if (leaveOut.has(element) || isAround(element) || ++elements > MOST_ELEMENTS) return;
    const names = ['class', 'id'].map((name) => (element.attributes[name] === undefined ? '' : ` ${name}="${escaped(element.attributes[name])}"`)).join('');
    const tag = element === root ? 'body' : /^(?:html|body|head)$/u.test(element.name) ? 'div' : /^[a-z][a-z0-9-]*$/u.test(element.name) && !RAW.test(element.name) ? element.name : 'span';
    parts.push(`<${tag}${names}${tag === 'a' ? ' href="#"' : ''}>`);
    if (VOID.has(tag)) return;
    for (const child of element.children) {
      if (typeof child === 'string') parts.push(escaped(child));
      else write(child);
    }
    parts.push(`</${tag}>`);
  };
  write(root);
  const html = parts.join('');
  return elements > MOST_ELEMENTS || html.length > LONGEST ? null : html;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
