import { parseDocument } from 'yaml';

export interface ReadFields {
  readonly data: unknown;
  /** With 0-based lines of the block. */
  readonly doubts: readonly { readonly line: number; readonly what: string }[];
}

/** An alias stands for what is written elsewhere; a page of aliases of aliases would fill the memory. */
const MOST_ALIASES = 20;

/** Reads fields so that dates and numbers stay as written. `isFields` is false for what is no list of fields. */
export function readYaml(text: string): ReadFields & { readonly isFields: boolean } {
  try {
    const document = parseDocument(text, { schema: 'failsafe', customTags: ['null', 'bool'], uniqueKeys: false, prettyErrors: true, logLevel: 'silent' });
    const [error] = document.errors;
    if (error === undefined) {
      const data: unknown = document.toJS({ maxAliasCount: MOST_ALIASES, mapAsMap: true });
      return { data, doubts: [], isFields: data instanceof Map };
    }
    return broken(text, (error.linePos?.[0].line ?? 1) - 1, error.message.split('\n')[0] ?? '');
  } catch (error) {
    // Too many aliases, or nested too deeply.
    if (!(error instanceof Error)) throw error;
    return broken(text, 0, error.message);
  }
}

/** What was meant can often be read from each line alone: `title: A day: the end` breaks YAML, but not a reader. */
function broken(text: string, line: number, why: string): ReadFields & { readonly isFields: boolean } {
  const data = new Map<string, unknown>();
  for (const [, name = '', value = ''] of text.matchAll(/^([A-Za-z][\w-]*)[ \t]*:[ \t]+([^\s&*!|>[{][^\n]*)$/gmu)) {
    const plain = value.trim().replace(/^(["'])(.*)\1$/u, '$2');
    if (!data.has(name)) data.set(name, plain);
  }
  const doubts = [{ line, what: `the fields above the text are no valid YAML (${why.slice(0, 120)}); only those that stand on one line were read` }];
  return { data, doubts, isFields: data.size > 0 };
}
