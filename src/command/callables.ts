import type { Callable, Command, CommandGroup } from '../command.ts';

export function isGroup(command: Command): command is CommandGroup {
  return 'subcommands' in command;
}

/** All that is listed, in that order: commands, and of a group its subcommands. */
export function callables(commands: readonly Command[]): Callable[] {
  return commands.flatMap((command) => (isGroup(command) ? Object.values(command.subcommands) : command.unlisted === true ? [] : [command]));
}

/** `subcommand`: null where none was named. Null when there is no such call. */
export function findCallable(commands: readonly Command[], name: string, subcommand: string | null): Callable | null {
  const command = commands.find((one) => one.name === name);
  if (command === undefined) return null;
  if (!isGroup(command)) return subcommand === null ? command : null;
  return subcommand !== null && Object.hasOwn(command.subcommands, subcommand) ? (command.subcommands[subcommand] ?? null) : null;
}

/** The call that stands in the menu of messages under this name; null for none. */
export function inMessageMenu(commands: readonly Command[], label: string): Callable | null {
  return callables(commands).find(({ messageMenu }) => messageMenu === label) ?? null;
}

/** `/search question [publisher] [category]`, without what is for the terminal alone. */
export function usage({ name, options }: Callable): string {
  const shown = Object.entries(options).filter(([, option]) => option.terminalOnly !== true);
  return [`/${name}`, ...shown.map(([option, { required }]) => (required === true ? option : `[${option}]`))].join(' ');
}
