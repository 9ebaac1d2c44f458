import type { Command, Option } from './command.ts';
import { loadFolder } from './loader.ts';

const NAME = /^[a-z][a-z0-9-]{0,31}$/u;
const MAX_DESCRIPTION = 100;

/** The commands of `commands/`, by file name: the folder is the list. One that does not fit stops start-up with its name. */
export async function loadCommands(): Promise<readonly Command[]> {
  return loadFolder(new URL('../commands/', import.meta.url), checkCommand);
}

/** What Discord would refuse is refused here first, whatever the host. */
function checkCommand(module: unknown): Command {
  const { name, description, options, run } = (module ?? {}) as Partial<Command>;
  if (typeof name !== 'string' || !NAME.test(name)) throw new Error('it needs a name of 1 to 32 lower-case letters, digits and dashes');
  checkDescription(name, description);
  if (typeof options !== 'object') throw new Error('it needs options, if only {}');
  if (typeof run !== 'function') throw new Error('it needs a function "run"');
  let optional: string | undefined;
  for (const [option, definition] of Object.entries(options)) {
    checkOption(option, definition);
    if (definition.required !== true) optional ??= option;
    else if (optional !== undefined) throw new Error(`the required option "${option}" stands behind the optional "${optional}"`);
  }
  return module as Command;
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
