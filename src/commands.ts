import type { Callable, Command, CommandGroup, Option } from './command.ts';
import { loadFolder } from './loader.ts';

const NAME = /^[a-z][a-z0-9-]{0,31}$/u;
const MAX_DESCRIPTION = 100;
/** Of options, and of subcommands. */
const MAX_OPTIONS = 25;

/** The commands of `commands/`, by file name: the folder is the list. One that does not fit stops start-up with its name. */
export async function loadCommands(folder = new URL('../commands/', import.meta.url)): Promise<readonly Command[]> {
  return loadFolder(folder, checkCommand);
}

/** What Discord would refuse is refused here first, whatever the host. */
function checkCommand(module: unknown): Command {
  const command = (module ?? {}) as Partial<Callable & CommandGroup>;
  const { name, description, subcommands } = command;
  if (typeof name !== 'string' || !NAME.test(name)) throw new Error('it needs a name of 1 to 32 lower-case letters, digits and dashes');
  checkDescription(name, description);
  if (subcommands === undefined) checkCall(command);
  else checkSubcommands(name, subcommands);
  return module as Command;
}

function checkSubcommands(group: string, subcommands: unknown): void {
  const each = Object.entries((subcommands ?? {}) as Record<string, Partial<Callable>>);
  if (each.length < 1 || each.length > MAX_OPTIONS) throw new Error(`it needs 1 to ${MAX_OPTIONS} subcommands`);
  for (const [name, subcommand] of each) {
    if (!NAME.test(name)) throw new Error(`the subcommand "${name}" needs a name of 1 to 32 lower-case letters, digits and dashes`);
    if (subcommand.name !== `${group} ${name}`) throw new Error(`the subcommand "${name}" was not made by defineCommandGroup`);
    checkDescription(name, subcommand.description);
    checkCall(subcommand);
  }
}

function checkCall({ options, run }: Partial<Callable>): void {
  if (typeof options !== 'object') throw new Error('it needs options, if only {}');
  if (typeof run !== 'function') throw new Error('it needs a function "run"');
  const each = Object.entries(options);
  if (each.length > MAX_OPTIONS) throw new Error(`it has ${each.length} options; Discord takes ${MAX_OPTIONS}`);
  let optional: string | undefined;
  for (const [option, definition] of each) {
    checkOption(option, definition);
    if (definition.required !== true) optional ??= option;
    else if (optional !== undefined) throw new Error(`the required option "${option}" stands behind the optional "${optional}"`);
  }
}

function checkOption(name: string, option: Option): void {
  if (!NAME.test(name)) throw new Error(`the option "${name}" needs a name of 1 to 32 lower-case letters, digits and dashes`);
  checkDescription(name, option.description);
  if (!['string', 'integer', 'boolean'].includes(option.type)) throw new Error(`the option "${name}" has no known type`);
}

function checkDescription(name: string, description: unknown): void {
  if (typeof description !== 'string' || description.length < 1 || description.length > MAX_DESCRIPTION) {
    throw new Error(`"${name}" needs a description of 1 to ${MAX_DESCRIPTION} characters`);
  }
}
