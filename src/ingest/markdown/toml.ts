import type { ReadFields } from './yaml.ts';

const PAIR = /^\s*(?:"([^"\n]+)"|'([^'\n]+)'|([\w-]+))\s*=\s*(.*)$/u;
const STRING = /^\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)')/u;
const OTHER = /^\s*([^\s,[\]#"']+(?: [\d:.Z+-]+)?)/u;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '"': '"', '\\': '\\' };
const MOST_LINES = 200;

/**
 * Reads of TOML what front matter needs: `key = value` above the first table, with strings, dates, numbers, truth values
 * and lists of them, on one line or several. Tables, inline tables and texts of several lines are named as not read.
 */
export function readToml(text: string): ReadFields {
  const data = new Map<string, unknown>();
  const doubts: { line: number; what: string }[] = [];
  const lines = text.split('\n');
  for (let line = 0; line < lines.length; line++) {
    const written = lines[line] ?? '';
    if (/^\s*(?:#.*)?$/u.test(written)) continue;
    if (/^\s*\[/u.test(written)) {
      doubts.push({ line, what: `the table ${written.trim().slice(0, 60)} and what follows it above the text were not read` });
      break;
    }
    const pair = PAIR.exec(written);
    const name = pair?.[1] ?? pair?.[2] ?? pair?.[3] ?? '';
    let value = pair?.[4] ?? '';
    const start = line;
    while (value.startsWith('[') && readValue(value) === null && line + 1 < lines.length && line - start < MOST_LINES) value += ` ${(lines[++line] ?? '').replace(/^\s*#.*$/u, '')}`;
    const read = pair === null ? null : readValue(value);
    if (read !== null && /^\s*(?:#.*)?$/u.test(read.rest)) data.set(name, read.value);
    else {
      doubts.push({ line: start, what: `this line of the fields above the text was not read: ${written.trim().slice(0, 60)}` });
      line = start;
    }
  }
  return { data, doubts };
}

/** The value that a text begins with and what stands behind it; null when it is none that is read. */
function readValue(text: string): { value: unknown; rest: string } | null {
  if (/^\s*(?:"""|''')/u.test(text)) return null;
  const string = STRING.exec(text);
  if (string !== null) return { value: string[2] ?? unescaped(string[1] ?? ''), rest: text.slice(string[0].length) };
  if (/^\s*\[/u.test(text)) return readList(text.replace(/^\s*\[/u, ''));
  const other = OTHER.exec(text);
  if (other === null || /[{}=]/u.test(other[1] ?? '')) return null;
  const word = other[1] ?? '';
  return { value: word === 'true' ? true : word === 'false' ? false : word, rest: text.slice(other[0].length) };
}

function readList(from: string): { value: unknown[]; rest: string } | null {
  const value: unknown[] = [];
  let rest = from;
  while (!/^\s*\]/u.test(rest)) {
    const item = /^\s*\[/u.test(rest) ? null : readValue(rest);
    if (item === null) return null;
    value.push(item.value);
    rest = item.rest.replace(/^\s*,/u, '');
    if (rest === item.rest && !/^\s*\]/u.test(rest)) return null;
  }
  return { value, rest: rest.replace(/^\s*\]/u, '') };
}

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/giu, (whole, four?: string, eight?: string, letter?: string) => {
    const code = Number.parseInt(four ?? eight ?? '', 16);
    if (Number.isNaN(code)) return ESCAPES[letter ?? ''] ?? whole;
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
  });
}
