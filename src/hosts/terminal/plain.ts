/**
 * Makes text inert on a terminal: control characters (escape sequences among them) become visible pictures, and
 * direction overrides a replacement character. Line breaks and tabs stay. The exact text is in `--json`.
 */
export function plain(text: string): string {
  return text.replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/gu, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : '\uFFFD';
  });
}
