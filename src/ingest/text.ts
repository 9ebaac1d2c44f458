import { chooseEncoding, looksLikeText, startsLikeAnotherKind } from './charset.ts';
import { decodeAll } from './decode.ts';
import { countLetters } from './letters.ts';

/** A file's bytes as text, with `\n` line ends and no byte-order mark. */
export interface DecodedText {
  readonly text: string;
  /** What had to be assumed to read it; null when nothing. */
  readonly warning: string | null;
}

/**
 * Reads bytes as text, by the character set that {@link chooseEncoding} finds. Null when they are no text: NULs, many
 * control characters, or the first bytes of a known other kind of file. `cut`: they are but the beginning of a file.
 */
export function decodeText(bytes: Uint8Array, cut = false): DecodedText | null {
  if (startsLikeAnotherKind(bytes)) return null;
  const { encoding, warning } = chooseEncoding(bytes, countLetters(bytes, cut));
  const text = decodeAll(bytes, encoding);
  return looksLikeText(text) ? { text, warning } : null;
}
