import { parseHTML } from 'linkedom';

/** Linkedom's own types are for browsers. */
interface Page {
  readonly document: { readonly querySelector: (name: string) => { readonly textContent: string | null } | null };
}

/**
 * Tells which words of a text an input does not hold. The input is read in no format: entities and escapes are decoded by
 * means of its own, then only letters, digits and marks are compared, so that markup within a word makes no difference
 * where it is taken out. A word found nowhere so may still be broken by markup in two places at most.
 */
export class HeldWords {
  readonly #decoded: readonly string[];
  readonly #letters: readonly string[];

  constructor(input: string) {
    const decoded = [input, unescaped(input)];
    // Feeds hold escaped HTML, which holds entities.
    for (let round = 0; round < 3; round++) decoded.push(withoutEntities(decoded.at(-1) ?? ''), withoutEntities(decoded.at(-2) ?? ''));
    this.#decoded = [...new Set(decoded)];
    this.#letters = [...new Set(this.#decoded.flatMap((text) => [text, ...stripped(text)]).map(lettersOf))];
  }

  missing(text: string): string[] {
    return [...new Set(text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [])].filter((word) => !this.#holds(word));
  }

  #holds(word: string): boolean {
    return this.#letters.some((letters) => letters.includes(word)) || this.#decoded.some((text) => heldInPieces(word, text, 2));
  }
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}\p{M}]+/gu, '');
}

function stripped(text: string): string[] {
  const tagless = text.replace(/<!\[CDATA\[|\]\]>/gu, '').replace(/<[^<>]*>/gu, '');
  return [tagless, tagless.replace(/\]\([^()]*\)|\{[^{}]*\}+|\[[^[\]]*\]/gu, '')];
}

/** Two pieces with markup between them. */
function heldInPieces(word: string, text: string, breaks: number): boolean {
  for (let length = word.length - 1; length > 0; length--) {
    const first = word.slice(0, length);
    for (let at = text.indexOf(first), tries = 0; at !== -1 && tries < 20; at = text.indexOf(first, at + 1), tries++) {
      const behind = text.slice(at + length, at + length + 5_000);
      const gap = /^[^\p{L}\p{N}\p{M}]*[<>[\](){}%&\\*_~`"|\n-]/u.exec(behind);
      if (gap === null) continue;
      const rest = word.slice(length);
      if (behind.includes(rest, 1) || (breaks > 1 && heldInPieces(rest, behind, breaks - 1))) return true;
    }
  }
  return false;
}

/** Escapes of JSON, TOML and YAML. */
function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-f]{4})|U([0-9a-f]{8})|x([0-9a-f]{2})|([^a-z0-9]|[nrtbf0]))/giu, (_, four?: string, eight?: string, two?: string, sign?: string) =>
    sign === undefined ? codePoint(Number.parseInt(four ?? eight ?? two ?? '', 16)) : /[a-z0]/u.test(sign) ? ' ' : sign);
}

const names = new Map<string, string>();
const windows1252 = new TextDecoder('windows-1252');

function withoutEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+));?|&([a-z][a-z0-9]*);?/giu, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name === undefined) return codePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
    const known = names.get(whole) ?? (parseHTML(`<p>${whole}</p>`) as unknown as Page).document.querySelector('p')?.textContent ?? whole;
    names.set(whole, known);
    return known;
  });
}

/** As browsers read it: what stands where controls would be is of windows-1252. */
function codePoint(code: number): string {
  if (code >= 0x80 && code < 0xa0) return windows1252.decode(Uint8Array.of(code));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
}
