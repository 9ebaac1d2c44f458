import type { Callable, Command } from './command.ts';
import { readArguments } from './command/arguments.ts';
import { callables, isGroup } from './command/callables.ts';
import { loadCommands } from './commands.ts';
import { readConfig } from './config.ts';
import { userError, type Fault } from './errors.ts';
import { Bar } from './hosts/terminal/bar.ts';
import { readCommandFlags } from './hosts/terminal/flags.ts';
import { findSubcommand } from './hosts/terminal/line.ts';
import { operatorOf } from './hosts/terminal/operator.ts';
import { renderReply } from './hosts/terminal/render.ts';
import { saveFiles, takeSave } from './hosts/terminal/save.ts';
import { useColour } from './hosts/terminal/streams.ts';
import type { Warning } from './ingest/format.ts';
import { openArchive } from './open.ts';
import { loadLanguages } from './words/words.ts';
import { loadTool, loadTools, type ToolResult } from './tools.ts';

/**
 * What a command or a tool answers to words of the command line, `--json` taken out; settings are those of the environment.
 * `warn` is called with what was odd about the archive's files, before the answer. Throws a `Fault` for what can be mended.
 */
export async function answer(name: string | undefined, args: readonly string[], warn: (warning: Warning) => void): Promise<ToolResult> {
  const tool = name === undefined ? null : await loadTool(name);
  if (tool !== null) return tool.run(args);
  const { path: saveTo, rest: words } = takeSave(args);
  const { command, rest } = await findCall(name, words);
  const operator = operatorOf(await loadLanguages());
  const given = readArguments(command, readCommandFlags(command, rest), operator.words);
  const bar = new Bar();
  const archive = await openArchive(readConfig(process.env), { mayBeEmpty: command.worksEmpty === true, meaningProgress: (reach) => { bar.meaning(reach); }, warn });
  try {
    archive.warnings.forEach(warn);
    const reply = await command.run(given, archive.context, operator);
    const saved = saveTo === null ? [] : await saveFiles(reply.files, saveTo);
    return { data: reply.data, text: [renderReply(reply, useColour(process.stdout), operator), ...saved.map((file) => `Saved: ${file}`)].join('\n') };
  } finally {
    bar.end();
    await archive.close();
  }
}

/** The command, or the subcommand that the next word names, and what is left for its options. */
async function findCall(name: string | undefined, args: readonly string[]): Promise<{ readonly command: Callable; readonly rest: readonly string[] }> {
  const commands = await loadCommands();
  const command = commands.find((one) => one.name === name?.replace(/^\//u, '').toLowerCase());
  if (command === undefined) throw await unknown(name, commands);
  return isGroup(command) ? { command: findSubcommand(args[0] ?? '', command), rest: args.slice(1) } : { command, rest: args };
}

async function unknown(name: string | undefined, commands: readonly Command[]): Promise<Fault> {
  const all = [...callables(commands), ...(await loadTools())];
  const width = Math.max(...all.map((one) => one.name.length));
  const listed = all.map((one) => `  ${one.name.padEnd(width)} ${one.description}`).join('\n');
  if (name !== undefined && !name.startsWith('-')) return userError(`There is no command "${name.slice(0, 50)}".`, `There are:\n${listed}`);
  return userError('Name a command.', `npm run -s backfile -- COMMAND …\n${listed}\nWith --json the answer is one JSON object.`);
}
