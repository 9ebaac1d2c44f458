import { isolated } from '../../words/direction.ts';

/**
 * Makes text inert on a terminal: control characters (escape sequences among them) become visible pictures, and
 * direction overrides and isolates a replacement character. Line breaks and tabs stay. The exact text is in `--json`.
 */
export function plain(text: string): string {
  return text.replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/gu, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : '\uFFFD';
  });
}

/** As {@link plain}, of a sentence of the bot: what it has set apart in it stays so. */
export function plainSentence(text: string): string {
  return text.split('\n').map(plainLine).join('\n');
}

function plainLine(line: string): string {
  let [told, from] = ['', 0];
  for (const [first, last] of isolated(line)) {
    told += plain(line.slice(from, first)) + line.charAt(first) + plain(line.slice(first + 1, last)) + line.charAt(last);
    from = last + 1;
  }
  return told + plain(line.slice(from));
}
