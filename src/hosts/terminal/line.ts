import type { Callable, Command, CommandGroup } from '../../command.ts';
import { isGroup } from '../../command/callables.ts';
import { userError } from '../../errors.ts';

export interface CommandLine {
  readonly command: Callable;
  /** Raw values by option name. */
  readonly given: Readonly<Record<string, string>>;
}

/**
 * Reads `/search who was hurt`, `/search question:who was hurt publisher:The Hill`, `/archive add https://…` or both
 * mixed, as Discord shows commands. Text without a slash is a question. Only an option's own name and a colon begin a new
 * option, so other colons are text.
 */
export function readLine(line: string, commands: readonly Command[]): CommandLine {
  const { word, rest } = /^\/(?<word>\S*)\s*(?<rest>[\s\S]*)$/u.exec(line.trim())?.groups ?? { word: 'search', rest: line.trim() };
  const command = findCommand(word ?? '', commands);
  if (!isGroup(command)) return { command, given: readOptions(command, rest ?? '') };
  const [, name = '', text = ''] = /^(\S*)\s*([\s\S]*)$/u.exec(rest ?? '') ?? [];
  const subcommand = findSubcommand(name, command);
  return { command: subcommand, given: readOptions(subcommand, text) };
}

export function findCommand(name: string, commands: readonly Command[]): Command {
  const command = commands.find((known) => known.name === name.toLowerCase());
  if (command !== undefined) return command;
  throw userError(`There is no command "/${name}".`, `There are: ${commands.map((known) => `/${known.name}`).join(', ')}.`);
}

/** `name`: empty where none was given. */
export function findSubcommand(name: string, { name: group, subcommands }: CommandGroup): Callable {
  const found = Object.entries(subcommands).find(([own]) => own === name.toLowerCase());
  if (found !== undefined) return found[1];
  const remedy = `There are: ${Object.values(subcommands).map((one) => `/${one.name}`).join(', ')}.`;
  throw name === '' ? userError(`/${group} needs to be told what to do.`, remedy) : userError(`There is no "/${group} ${name.slice(0, 50)}".`, remedy);
}

function readOptions(command: Callable, text: string): Record<string, string> {
  const names = Object.keys(command.options);
  const given: Record<string, string> = {};
  const [first] = names;
  if (first === undefined) {
    if (text !== '') throw userError(`/${command.name} takes nothing more.`, `Type /${command.name} alone.`);
    return given;
  }
  let [name, from] = [first, 0];
  const keep = (until: number): void => {
    const value = text.slice(from, until).trim();
    if (value !== '' || name !== first) given[name] = name === first ? value : unquote(value);
  };
  for (const match of text.matchAll(new RegExp(`(?<=^|\\s)(${names.join('|')}):`, 'gu'))) {
    keep(match.index);
    [name, from] = [match[1] ?? first, match.index + match[0].length];
  }
  keep(text.length);
  return given;
}

/** `publisher:"The Hill"`; in a question quotes have a meaning of their own and stay. */
function unquote(value: string): string {
  return /^(["'])(.*)\1$/u.exec(value)?.[2] ?? value;
}
