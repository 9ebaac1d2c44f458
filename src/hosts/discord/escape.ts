/**
 * Discord draws a backslash and a punctuation mark as the mark alone, so escaped text reads, and is copied back, as it
 * was. discord.js's `escapeMarkdown` leaves `>`, `-#`, mentions, timestamps and bare links alive; this does not.
 *
 * Escaped wherever they stand: emphasis, code, spoilers, mentions and timestamps (`<`), masked links, quotes; the colon
 * of `https://` (a link) and of `:smile:` (an emoji). At the start of a line: headings, lists, small print (`-#`), and
 * the full stop or bracket of `1.` and `1)`.
 */
const SPECIAL = /[\\*_~`|<>@[\]]|:(?=\/\/|[\w+-]+:)|(?<=^[^\S\n]*)(?:#|-|\+)|(?<=^[^\S\n]*\d{1,9})[.)]/gmu;

export function escapeText(text: string): string {
  return text.replace(SPECIAL, '\\$&');
}
