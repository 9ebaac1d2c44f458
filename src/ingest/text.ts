/** A file's bytes as text, with `\n` line ends and no byte-order mark. */
export interface DecodedText {
  readonly text: string;
  /** What had to be assumed to read it; null when nothing. */
  readonly warning: string | null;
}

/** First bytes, as Latin-1, of kinds of files that are no text and need not hold a NUL. */
const MAGIC_NUMBERS = ['%PDF-', '{\\rtf', 'PK\x03\x04', '\x1f\x8b', 'BZh91AY&SY', '\xfd7zXZ', '7z\xbc\xaf\x27\x1c', '\x28\xb5\x2f\xfd', 'Rar!\x1a', '\x89PNG', '\xff\xd8\xff', 'GIF87a', 'GIF89a'];
/** All of C0 but tab, line feed, form feed, carriage return; and DEL. */
const CONTROLS = /[\x00-\x08\x0b\x0e-\x1f\x7f]/gu;
const MAX_CONTROLS = 0.05;

/**
 * Reads bytes as text: by their byte-order mark, else as UTF-8, else as windows-1252 with a warning. Null when they are
 * no text: NULs, many control characters, or the first bytes of a known other kind of file.
 */
export function decodeText(bytes: Uint8Array): DecodedText | null {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  if (MAGIC_NUMBERS.some((magic) => start.startsWith(magic))) return null;
  const decoded = decode(bytes);
  if (!looksLikeText(decoded.text)) return null;
  return { text: decoded.text.replace(/\r\n?/gu, '\n'), warning: decoded.warning };
}

function decode(bytes: Uint8Array): DecodedText {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return decodeMarked(bytes, 'utf-8');
  if (first === 0xff && second === 0xfe) return decodeMarked(bytes, 'utf-16le');
  if (first === 0xfe && second === 0xff) return decodeMarked(bytes, 'utf-16be');
  const text = decodeStrictly(bytes, 'utf-8');
  if (text !== null) return { text, warning: null };
  return { text: new TextDecoder('windows-1252').decode(bytes), warning: 'is not UTF-8; it was read as windows-1252, so check its accents and quotes' };
}

function decodeMarked(bytes: Uint8Array, encoding: string): DecodedText {
  const text = decodeStrictly(bytes, encoding);
  if (text !== null) return { text, warning: null };
  return { text: new TextDecoder(encoding).decode(bytes), warning: `is marked as ${encoding.toUpperCase()} but holds bytes that are not; each became �` };
}

function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function looksLikeText(text: string): boolean {
  const controls = text.match(CONTROLS);
  return controls === null || (!controls.includes('\0') && controls.length <= text.length * MAX_CONTROLS);
}
