import { Parser } from 'htmlparser2';
import type { ParsedParagraph } from '../format.ts';
import { readFragment } from '../html/fragment.ts';

/** A text as a feed gives it: HTML, or characters alone. `elements` when the HTML was elements of the feed itself. */
export type Body = { readonly html: string; readonly elements?: boolean } | { readonly plain: string };

const ELEMENTS = /<[^<>]*>/gu;
/** Markup that titles hold; other tags in a title are what it is about (“The <canvas> element”). */
const TITLE_MARKUP = /<\/?(?:a|abbr|b|big|br|cite|code|del|em|font|i|ins|mark|q|s|small|span|strong|sub|sup|u|wbr)(?:\s[^<>]*)?\/?>/giu;

/** Plain text says its paragraphs with blank lines. */
export function paragraphsOf(body: Body): readonly ParsedParagraph[] {
  if ('html' in body) return readFragment(body.html);
  return body.plain.split(/\n[^\S\n]*\n/u).map((paragraph) => oneLine(paragraph)).filter((paragraph) => paragraph !== '').map((paragraph) => ({ kind: 'prose', text: paragraph }));
}

/** A title, name or category in one line. Where it may be HTML, its markup is taken away and its entities are decoded. */
export function lineOf(body: Body): string {
  if ('plain' in body) return oneLine(body.plain);
  const text = body.html.includes('<') ? body.html.replace(body.elements === true ? ELEMENTS : TITLE_MARKUP, '') : body.html;
  return oneLine(decoded(text));
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** Entities as characters; everything else as it is. */
function decoded(text: string): string {
  if (!text.includes('&')) return text;
  let read = '';
  const parser = new Parser({ ontext: (data) => { read += data; } });
  parser.end(text.replaceAll('<', '&lt;'));
  return read;
}
