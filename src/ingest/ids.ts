import { createHash } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** The first `length` characters of a SHA-256 in lower-case base32 (RFC 4648): 5 bits each, safe in a URL and a file name. */
export function shortHash(text: string, length: number): string {
  const digest = createHash('sha256').update(text).digest();
  let [id, buffer, bits] = ['', 0, 0];
  for (const byte of digest) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5 && id.length < length) {
      bits -= 5;
      id += ALPHABET.charAt((buffer >> bits) & 31);
    }
    buffer &= (1 << bits) - 1;
    if (id.length === length) break;
  }
  return id;
}

/** How alike two texts are by their words: 0 for none in common, 1 for the same words (Dice's coefficient). */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let common = 0;
  for (const word of a) if (b.has(word)) common++;
  return (2 * common) / (a.size + b.size);
}
