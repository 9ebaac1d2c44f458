import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { Callable, Option } from '../../command.ts';
import { userError } from '../../errors.ts';

type Flags = NonNullable<ParseArgsConfig['options']>;

/** Reads `--name value` flags and positional words; throws a user error for unknown flags and missing values. */
export function readFlags(args: readonly string[], flags: Flags): { values: Record<string, unknown>; words: string[] } {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: flags, allowPositionals: true, strict: true });
    return { values, words: positionals };
  } catch (error) {
    const known = Object.keys(flags).map((name) => `--${name}`);
    const message = error instanceof Error ? (error.message.split(/[.:] /u)[0] ?? error.message) : String(error);
    throw userError(`${message}.`, `Known here: ${known.join(', ')}. A text that begins with a dash goes after "--".`);
  }
}

/** A command's options as flags; the first one may be given as positional words instead. */
export function readCommandFlags(command: Callable, args: readonly string[]): Record<string, unknown> {
  const entries = Object.entries(command.options);
  const { values, words } = readFlags(args, Object.fromEntries(entries.map(([name, option]) => [name, flagOf(option)])));
  const [first] = entries;
  if (words.length === 0) return values;
  if (first === undefined) throw userError(`${command.name} takes no words: "${words.join(' ').slice(0, 80)}".`, 'Leave them out.');
  if (values[first[0]] !== undefined) throw userError(`Both --${first[0]} and words were given.`, `Give "${first[0]}" once.`);
  return { ...values, [first[0]]: words.join(' ') };
}

function flagOf(option: Option): { type: 'string' | 'boolean' } {
  return { type: option.type === 'boolean' ? 'boolean' : 'string' };
}
