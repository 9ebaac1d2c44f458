import { chooseEncoding, looksLikeText, startsLikeAnotherKind } from './charset.ts';
import { decodeAll } from './decode.ts';
import { isUtf8 } from 'node:buffer';

/** A file's bytes as text, with `\n` line ends and no byte-order mark. */
export interface DecodedText {
  readonly text: string;
  /** What had to be assumed to read it; null when nothing. */
  readonly warning: string | null;
}

/**
 * Reads bytes as text, by the character set that {@link chooseEncoding} finds. Null when they are no text: NULs, many
 * control characters, or the first bytes of a known other kind of file.
 */
export function decodeText(bytes: Uint8Array): DecodedText | null {
  if (startsLikeAnotherKind(bytes)) return null;
  const { encoding, warning } = chooseEncoding(bytes, isUtf8(bytes));
  const { text, malformed } = decodeAll(bytes, encoding);
  if (!looksLikeText(text)) return null;
  return { text, warning: warning ?? (malformed ? `is marked as ${encoding.toUpperCase()} but holds bytes that are not; each became �` : null) };
}
