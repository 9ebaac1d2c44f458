import { readToml } from './toml.ts';
import { readYaml } from './yaml.ts';

/** The fields that stand above a text, in the writing of some site generator. */
export interface FrontMatter {
  /** An object or a Map; null when none could be read. */
  readonly data: unknown;
  /** What could not be read, and on which 0-based line of the file. */
  readonly doubts: readonly { readonly line: number; readonly what: string }[];
  /** UTF-16 units from the file's start to the text behind. */
  readonly end: number;
  /** Lines before the text. */
  readonly lines: number;
}

/** The marks, what language is named behind the first, what stands between, and the end of the block. */
const BLOCK = /^(---|\+\+\+|;;;)[ \t]*([a-z]*)[ \t]*\n(?:([^]*?)\n)?(?:\1|\.\.\.)[ \t]*(?:\n|$)/iu;
/** Fields that a person wrote; more is a trap. */
const LONGEST = 100_000;
const LONGEST_SEEN = LONGEST + 10;

/** Whether a text begins with front matter: marks around fields, not around prose. */
export function hasFrontMatter(text: string): boolean {
  const block = blockOf(text);
  return block !== null && /^[ \t]*["']?[\p{L}\p{M}\p{N}_-]+["']?[ \t]*[:=]|^\s*\{\s*"/mu.test(block.between);
}

/** Null when the text begins with none. Nothing is ever executed: what is no YAML, TOML or JSON is left unread. */
export function readFrontMatter(text: string): FrontMatter | null {
  const block = blockOf(text);
  if (block === null) return readJsonBlock(text);
  const { language, between, end } = block;
  const placed = (data: unknown, doubts: FrontMatter['doubts']): FrontMatter => ({ data, doubts: doubts.map(({ line, what }) => ({ line: line + 1, what })), end, lines: text.slice(0, end).split('\n').length - 1 });
  if (language === 'yaml') {
    const read = readYaml(between);
    // Prose between two rules is no front matter.
    return read.isFields || hasFrontMatter(text) || between.trim() === '' ? placed(read.data, read.doubts) : null;
  }
  if (language === 'toml') {
    const read = readToml(between);
    return placed(read.data, read.doubts);
  }
  if (language === 'json') return placed(...readJson(between));
  return placed(null, [{ line: -1, what: `the fields above the text are written in “${language}”, which is a program or unknown; they were not read and not executed` }]);
}

function blockOf(text: string): { language: string; between: string; end: number } | null {
  const start = /^\s*/u.exec(text)?.[0].length ?? 0;
  const match = BLOCK.exec(text.slice(start, start + LONGEST_SEEN));
  if (match === null) return null;
  const [whole, marks = '', named = '', between = ''] = match;
  const usual = { '---': 'yaml', '+++': 'toml', ';;;': 'json' }[marks] ?? '';
  const language = { '': usual, yml: 'yaml' }[named.toLowerCase()] ?? named.toLowerCase();
  return { language, between, end: start + whole.length };
}

function readJson(text: string): [unknown, FrontMatter['doubts']] {
  try {
    const trimmed = text.trim();
    return [JSON.parse(trimmed.startsWith('{') ? trimmed : `{${trimmed}}`), []];
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    return [null, [{ line: 0, what: 'the fields above the text are no JSON, so they were not read' }]];
  }
}

/** Hugo's: an object on lines of its own, without marks around it. */
function readJsonBlock(text: string): FrontMatter | null {
  const match = /^\s*\{[^]*?\n\}[ \t]*(?:\n|$)/u.exec(text.slice(0, LONGEST_SEEN));
  if (match === null || !/^\s*\{\s*"/u.test(match[0])) return null;
  const [data, doubts] = readJson(match[0]);
  return data === null ? null : { data, doubts, end: match[0].length, lines: match[0].split('\n').length - 1 };
}
