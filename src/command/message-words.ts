/** What somebody wrote, taken apart for looking it up. */
export interface MessageWords {
  /** Addresses in it, as written, each once, in order. */
  readonly links: readonly string[];
  /** The rest, without Discord's markup; empty for a message of links alone. */
  readonly words: string;
}

const LINK = /\bhttps?:\/\/[^\s<>"“”]+/giu;
/** What often stands behind an address without being of it. */
const BEHIND = /(?<![.,;:!?'’…*_~|])[.,;:!?'’…*_~|]+$/u;
/** Mentions, emoji, timestamps, slash commands: `<@1>`, `<#1>`, `<:name:1>`, `<t:0:R>`, `</search:1>`. */
const MARKUP = /<(?:@[!&]?|#|a?:\w{1,32}:|t:|\/[^>:\n]{1,100}:|id:)[^>\s]{0,40}>/gu;
/** At the beginning of lines: quotes, headings, lists, small print. Anywhere: emphasis, spoilers, code. */
const SIGNS = /^[^\S\n]*(?:>{1,3}|#{1,3}|-#|[-*+])[^\S\n]+|[*_~`|]+/gmu;

/** Quotation marks are taken out too: a message's own are no request for exact words. */
export function readMessage(text: string): MessageWords {
  const links: string[] = [];
  const rest = text.replace(LINK, (found) => {
    const link = closed(found.replace(BEHIND, ''));
    if (URL.canParse(link) && !links.includes(link)) links.push(link);
    return ' ';
  });
  const words = rest.replace(MARKUP, ' ').replace(SIGNS, ' ').replace(/["“”„«»]|(?<=^|\s)-(?=\S)/gu, ' ').replace(/\s+/gu, ' ').trim();
  return { links, words };
}

/** A bracket that closes a sentence's, not the address's own: `(see https://example.org/a)`, `[text](https://example.org/a)`. */
function closed(link: string): string {
  let end = link.length;
  for (const [open, close] of [['(', ')'], ['[', ']']] as const) {
    let spare = countOf(link, close, end) - countOf(link, open, end);
    while (spare > 0 && link[end - 1] === close) [end, spare] = [end - 1, spare - 1];
  }
  return link.slice(0, end).replace(BEHIND, '');
}

function countOf(text: string, sign: string, end: number): number {
  let count = 0;
  for (let place = 0; place < end; place++) if (text[place] === sign) count++;
  return count;
}

/** An address's own words: what is left of its path without numbers and endings. Empty where it has less than three. */
export function wordsOfLink(link: string): string {
  const path = URL.parse(link)?.pathname ?? '';
  const words = decoded(path).replace(/\.\w{2,5}$/u, '').split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => /^\p{L}[\p{L}\p{M}]+$/u.test(word));
  return words.length < 3 ? '' : words.join(' ');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
