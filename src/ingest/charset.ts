import chardet from 'chardet';
import iconv from 'iconv-lite';

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
 * The character set of a text, from its beginning and from whether all of it is well-formed UTF-8: by its byte-order mark,
 * else UTF-8, else UTF-16 by its NULs, else as it declares, else by its letters, else windows-1252.
 */
export function chooseEncoding(head: Uint8Array, wellFormed: boolean): Encoding {
  const start = Buffer.from(head.subarray(0, SAMPLE)).toString('latin1');
  const marked = MARKS.find(([mark]) => start.startsWith(mark))?.[1];
  if (marked !== undefined) return { encoding: marked, warning: null };
  const wide = start.includes('\0') ? wideEncoding(head) : null;
  if (wide !== null) return { encoding: wide, warning: `has no byte-order mark; it was read as ${wide.toUpperCase()}, so check its letters` };
  if (wellFormed) return { encoding: 'utf-8', warning: null };
  const [, xml, meta] = DECLARED.exec(start.slice(0, 4_096)) ?? [];
  const declared = (xml ?? meta)?.toLowerCase();
  if (declared !== undefined && !/^utf-?8$|^utf-?16|^utf-?32/u.test(declared) && iconv.encodingExists(declared)) return { encoding: asRead(declared), warning: null };
  const guessed = guess(head.subarray(0, SAMPLE));
  const said = declared === undefined ? 'is not UTF-8' : `says that it is ${declared.slice(0, 40)}, and is not`;
  return { encoding: guessed, warning: `${said}; it was read as ${guessed}, so check its accents and quotes` };
}

/** https://encoding.spec.whatwg.org/#names-and-labels: what calls itself Latin-1 or ASCII is read as what such files are. */
function asRead(declared: string): string {
  return /^(?:iso-?8859-?1|latin-?1|l1|us-ascii|ascii|cp819)$/u.test(declared) ? 'windows-1252' : declared;
}

/** UTF-16 of mostly Latin letters has NULs in every second place. */
function wideEncoding(head: Uint8Array): string | null {
  const count = Math.min(head.length & ~1, 4_096);
  let [even, odd] = [0, 0];
  for (let place = 0; place < count; place += 2) {
    if (head[place] === 0) even++;
    if (head[place + 1] === 0) odd++;
  }
  if (count < SHORTEST_WIDE) return null;
  const most = count / 2 * 0.4;
  if (odd > most && even * 10 < odd) return 'utf-16le';
  return even > most && odd * 10 < even ? 'utf-16be' : null;
}

function guess(sample: Uint8Array): string {
  const best = chardet.analyse(sample).find(({ name, confidence }) => confidence >= SURE && iconv.encodingExists(name) && !/^(?:ascii|utf)/iu.test(name));
  const name = best?.name.toLowerCase() ?? 'windows-1252';
  return /^iso-8859-(?:1|15)$/u.test(name) ? 'windows-1252' : name;
}
