import { isAscii } from 'node:buffer';
import chardet from 'chardet';
import iconv from 'iconv-lite';
import { decoderOf } from './decode.ts';
import type { LetterCount } from './letters.ts';

/** How a file's bytes are to be read. */
export interface Encoding {
  /** A name that iconv-lite knows. */
  readonly encoding: string;
  /** What had to be assumed; null when nothing. */
  readonly warning: string | null;
}

/** First bytes, as Latin-1, of kinds of files that are no text and need not hold a NUL. */
const MAGIC_NUMBERS = ['%PDF-', '{\\rtf', 'PK\x03\x04', '\x1f\x8b', 'BZh91AY&SY', '\xfd7zXZ', '7z\xbc\xaf\x27\x1c', '\x28\xb5\x2f\xfd', 'Rar!\x1a', '\x89PNG', '\xff\xd8\xff', 'GIF87a', 'GIF89a'];
/** All of C0 but tab, line feed, form feed, carriage return; and DEL. */
const CONTROLS = /[\x00-\x08\x0b\x0e-\x1f\x7f]/gu;
const MAX_CONTROLS = 0.05;
/** Enough for statistics of letters, and for where a document declares its character set. */
const SAMPLE = 65_536;
const DECLARED = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']|<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)/iu;
/** In bytes. Shorter ones tell nothing by their NULs. */
const SHORTEST_WIDE = 16;
/** chardet's own guess is taken from here on; below, most texts in Western European languages are misread. In per cent. */
const SURE = 30;
/** In UTF-16 without a mark: the share of ASCII, at least. */
const LEAST_PLAIN = 0.02;
const BROKEN = 'holds bytes that are not; each became \uFFFD';
const MARKS: readonly (readonly [string, string])[] = [
  ['\xef\xbb\xbf', 'utf-8'], ['\xff\xfe\0\0', 'utf-32le'], ['\0\0\xfe\xff', 'utf-32be'], ['\xff\xfe', 'utf-16le'], ['\xfe\xff', 'utf-16be'],
];

export function startsLikeAnotherKind(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  return MAGIC_NUMBERS.some((magic) => start.startsWith(magic));
}

export function looksLikeText(text: string): boolean {
  const controls = text.match(CONTROLS);
  return controls === null || (!controls.includes('\0') && controls.length <= text.length * MAX_CONTROLS);
}

/**
 * The character set of a text, from its beginning and from what all of it was found to be: by its byte-order mark, else
 * UTF-16 by its NULs, else UTF-8, else as it declares, else by its letters, else windows-1252.
 */
export function chooseEncoding(head: Uint8Array, { utf8, sample }: LetterCount): Encoding {
  const start = Buffer.from(head.subarray(0, SAMPLE)).toString('latin1');
  const marked = MARKS.find(([mark]) => start.startsWith(mark))?.[1];
  if (marked !== undefined) return { encoding: marked, warning: marked === 'utf-8' && utf8 !== 'all' ? `is marked as UTF-8 but ${BROKEN}` : null };
  const wide = start.includes('\0') ? wideEncoding(head) : null;
  if (wide !== null) return { encoding: wide, warning: `has no byte-order mark; it was read as ${wide.toUpperCase()}, so check its letters` };
  if (utf8 === 'all') return { encoding: 'utf-8', warning: null };
  if (utf8 === 'mostly') return { encoding: 'utf-8', warning: `is UTF-8 but ${BROKEN}` };
  const [, xml, meta] = DECLARED.exec(start.slice(0, 4_096)) ?? [];
  const declared = xml ?? meta;
  const known = declared === undefined ? null : knownEncoding(declared);
  const first = head.subarray(0, SAMPLE);
  // Where the beginning is all ASCII, letters come later.
  const unlike = isAscii(first) ? sample : first;
  if (known !== null && !isBroken(unlike, known)) return { encoding: known, warning: null };
  const guessed = guess(unlike);
  const said = declared === undefined ? 'is not UTF-8' : `says that it is ${declared.slice(0, 40)}, and is not`;
  return { encoding: guessed, warning: `${said}; it was read as ${guessed}, so check its accents and quotes` };
}

/**
 * What a label means by https://encoding.spec.whatwg.org/#names-and-labels, if it is a character set of one or two bytes a
 * letter. iconv-lite by itself also takes "hex" and "base64" for character sets.
 */
function knownEncoding(label: string): string | null {
  try {
    const { encoding } = new TextDecoder(label);
    return !/^utf|^replacement$|^x-user-defined$/u.test(encoding) && iconv.encodingExists(encoding) ? encoding : null;
  } catch {
    return null;
  }
}

/** Some of the bytes are no letters there; but for one at the end, which may be cut. */
function isBroken(sample: Uint8Array, encoding: string): boolean {
  return decoderOf(encoding).write(sample).includes('\uFFFD');
}

/**
 * UTF-16 shows by what every text has in ASCII: spaces, line ends, digits, markup. Read in the wrong order, these become
 * other scripts.
 */
function wideEncoding(head: Uint8Array): string | null {
  const bytes = Buffer.from(head.subarray(0, Math.min(head.length & ~1, 4_096)));
  if (bytes.length < SHORTEST_WIDE) return null;
  const little = bytes.toString('utf16le');
  const big = Buffer.from(bytes).swap16().toString('utf16le');
  const [inLittle, inBig] = [plainIn(little), plainIn(big)];
  const least = little.length * LEAST_PLAIN;
  if (inLittle >= least && inLittle > 4 * inBig) return 'utf-16le';
  return inBig >= least && inBig > 4 * inLittle ? 'utf-16be' : null;
}

/** How many characters are ASCII; none when the text has what no text has. */
function plainIn(text: string): number {
  return /[\0\p{Cn}\p{Co}]/u.test(text) ? 0 : (text.match(/[\t\n\r -~]/gu)?.length ?? 0);
}

function guess(sample: Uint8Array): string {
  const sure = chardet.analyse(sample).filter(({ confidence }) => confidence >= SURE);
  const best = sure.map(({ name }) => knownEncoding(name)).find((known) => known !== null);
  return best !== undefined && !isBroken(sample, best) ? best : 'windows-1252';
}
