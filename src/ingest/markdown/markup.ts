/**
 * What site generators and note books write into Markdown that is no Markdown: template tags, shortcodes, attribute lists,
 * comments, links between notes. Code stays as it is.
 */
const CODE = String.raw`(?<code>(?<=^|\n) {0,3}(?<fence>\x60{3,}(?!\x60)|~{3,}(?!~))[^\n]*\n[^]*?(?:\n {0,3}\k<fence>|$)|(?<!\x60)(?<ticks>\x60{1,20})(?!\x60)[^]{1,500}?(?<!\x60)\k<ticks>(?!\x60))`;
const COMMENT = String.raw`\{%-?\s*comment\s*-?%\}[^]{0,10000}?\{%-?\s*endcomment\s*-?%\}|\{\{[<%]\/\*[^]{0,1000}?\*\/[>%]\}\}|\{#[\s][^]{0,1000}?#\}|%%[^%]{0,2000}%%`;
const TAG = String.raw`\{%[^]{0,1000}?%\}|\{\{[^]{0,1000}?\}\}`;
const ATTRIBUTES = String.raw`\{:[^}\n]{0,300}\}|(?<=[ \t])\{[#.][\w-][^}\n]{0,200}\}(?=[ \t]*(?:\n|$))`;
const NOTE_MARK = String.raw`(?<=(?:^|\n)> {0,3})\[![\w-]{1,30}\][+-]?`;
const EMBED = String.raw`!\[\[[^\]\n]{0,300}\]\]`;
const NOTE_LINK = String.raw`\[\[(?:[^\]|\n]{0,200}\|)?(?<note>[^\]|\n]{1,200})\]\]`;
const MARKUP = new RegExp(`${CODE}|${COMMENT}|${TAG}|${ATTRIBUTES}|${NOTE_MARK}|${EMBED}|${NOTE_LINK}`, 'gu');

/** The Markdown alone. */
export function withoutTemplates(text: string): string {
  return text.replace(MARKUP, (...found: unknown[]) => {
    const { code, note } = found.at(-1) as { code?: string; note?: string };
    return code ?? note ?? '';
  });
}
