/**
 * Tags that turn what is behind them to raw text, in which what Markdown escaped would stay escaped; and ends of blocks.
 * The first group never is a tag here, as on GitHub.
 */
const TAGS = /(?<lead>^|\n)?<\/?(?:(?<never>plaintext|xmp|textarea|title|noembed|noframes)|(?<raw>script|style|iframe)|p|li|h[1-6]|td|th)(?![a-z0-9-])/giu;

/**
 * A script that its tags enclose goes as a whole. But the word `<script>` in a sentence, which nothing in that block ends,
 * is text: else it would take the rest of the article along. Linear time.
 */
export function tagsAsText(html: string): string {
  const ended = new Set<string>();
  const lasts = new Map<string, number>();
  const asText: number[] = [];
  for (const match of [...html.matchAll(TAGS)].reverse()) {
    const { lead, never, raw } = match.groups ?? {};
    const at = match.index + (lead?.length ?? 0);
    const closing = html[at + 1] === '/';
    const name = raw?.toLowerCase();
    if (never !== undefined) asText.push(at);
    else if (name === undefined) {
      if (closing) ended.clear();
    } else if (closing) {
      ended.add(name);
      if (!lasts.has(name)) lasts.set(name, at);
      // At the start of a line the tag is a block's, which may hold anything.
    } else if (!(lead === undefined ? ended.delete(name) : at < (lasts.get(name) ?? -1))) asText.push(at);
  }
  let from = 0;
  let text = '';
  for (const at of asText.reverse()) {
    text += `${html.slice(from, at)}&lt;`;
    from = at + 1;
  }
  return text + html.slice(from);
}
