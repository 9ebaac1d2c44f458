import { Tokenizer } from 'htmlparser2';
import { VOID } from './tags.ts';

export type Attributes = Readonly<Record<string, string>>;
export const NO_ATTRIBUTES: Attributes = Object.freeze({});

/** Hears the tags of a text as they are written: they need not match. Names are lower case, entities decoded. */
export interface TagListener {
  /** From `start` to `end` (exclusive), UTF-16 units. `closed` when nothing can be inside. */
  open(name: string, attributes: Attributes, closed: boolean, start: number, end: number): void;
  close(name: string, start: number, end: number): void;
  text(data: string): void;
  comment?(data: string): void;
  /** True inside of SVG and MathML, where `<title>` and `<style>` are tags like others. */
  foreign(): boolean;
}

/** Text and attribute values are cut there, so that no input gets larger than what it is. */
const LONGEST_VALUE = 4_000_000;

/**
 * Reads HTML tag by tag in linear time, whatever stands in it. `wanted` are the attributes to be told; null for all.
 * In XHTML every element may close itself.
 */
export function scan(html: string, listener: TagListener, wanted: ReadonlySet<string> | null, xhtml = false): void {
  let name = '';
  let start = 0;
  let attributes: Record<string, string> | null = null;
  let attribute = '';
  let value = '';
  const open = (end: number, closed: boolean): void => {
    listener.open(name, attributes ?? NO_ATTRIBUTES, closed || VOID.has(name), start, end + 1);
    attributes = null;
  };
  // Without entities to look for, the tokenizer need not look at each character.
  const tokenizer = new Tokenizer({ decodeEntities: html.includes('&'), recognizeSelfClosing: xhtml }, {
    ontext: (from, to) => { listener.text(html.slice(from, to)); },
    ontextentity: (point) => { listener.text(String.fromCodePoint(point)); },
    isInForeignContext: () => listener.foreign(),
    onopentagname(from, to) {
      name = html.slice(from, to).toLowerCase();
      start = from - 1;
    },
    onopentagend: (end) => { open(end, false); },
    onselfclosingtag: (end) => { open(end, xhtml || listener.foreign()); },
    onclosetag(from, to) { listener.close(html.slice(from, to).toLowerCase(), from - 2, to); },
    onattribname(from, to) {
      attribute = html.slice(from, to).toLowerCase();
      if (wanted !== null && !wanted.has(attribute)) attribute = '';
    },
    onattribdata(from, to) { if (attribute !== '' && value.length < LONGEST_VALUE) value += html.slice(from, to); },
    onattribentity(point) { if (attribute !== '') value += String.fromCodePoint(point); },
    onattribend() {
      if (attribute !== '') {
        attributes ??= Object.create(null) as Record<string, string>;
        attributes[attribute] ??= value;
      }
      value = '';
    },
    oncomment: (from, to, offset) => listener.comment?.(html.slice(from, Math.min(to - offset, from + 64))),
    oncdata: (from, to, offset) => { listener.text(html.slice(from, to - offset)); },
    ondeclaration: () => undefined,
    onprocessinginstruction: () => undefined,
    onend: () => undefined,
  });
  // All behind `<plaintext>` would be text, tags and all. Another name of the same length keeps every place.
  tokenizer.write(html.replace(/(<\/?)plaintext/giu, '$1xplaintex'));
  tokenizer.end();
}
