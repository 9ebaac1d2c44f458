import { pipeline } from 'node:stream/promises';
import { config as loadEnvironment } from 'dotenv';
import { OPERATOR, type Callable, type Command } from './command.ts';
import { readArguments } from './command/arguments.ts';
import { callables, isGroup } from './command/callables.ts';
import { loadCommands } from './commands.ts';
import { readConfig } from './config.ts';
import { Fault, messageOf, userError } from './errors.ts';
import { readCommandFlags } from './hosts/terminal/flags.ts';
import { findSubcommand } from './hosts/terminal/line.ts';
import { renderFault, renderReply } from './hosts/terminal/render.ts';
import { endWhenUnread, exitCode, useColour } from './hosts/terminal/streams.ts';
import { openArchive } from './open.ts';
import { loadTool, loadTools, type ToolResult } from './tools.ts';

/** `backfile COMMAND …`: one command or tool, its answer on standard output, everything else on standard error. */
async function run(name: string | undefined, args: readonly string[]): Promise<ToolResult> {
  const tool = name === undefined ? null : await loadTool(name);
  if (tool !== null) return tool.run(args);
  const { command, rest } = await findCall(name, args);
  const given = readArguments(command, readCommandFlags(command, rest));
  const archive = await openArchive(readConfig(process.env), { mayBeEmpty: command.worksEmpty === true });
  try {
    for (const { where, what } of archive.warnings) process.stderr.write(`${where}: ${what}\n`);
    const reply = await command.run(given, archive.context, OPERATOR);
    return { data: reply.data, text: renderReply(reply, useColour(process.stdout)) };
  } finally {
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

async function main(): Promise<void> {
  endWhenUnread(process.stdout);
  loadEnvironment({ quiet: true });
  const args = process.argv.slice(2);
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const json = args.slice(0, end).includes('--json');
  const rest = args.filter((arg, place) => arg !== '--json' || place > end);
  try {
    const { data, text, failed = false } = await run(rest[0], rest.slice(1));
    if (failed) process.exitCode = exitCode('store');
    if (!json) process.stdout.write(text === null ? '' : `${text}\n`);
    else if (text === null) return;
    else if (Symbol.asyncIterator in data) await pipeline(data, process.stdout, { end: false });
    else process.stdout.write(`${JSON.stringify(data)}\n`);
  } catch (error) {
    const { type, message, remedy } = asFault(error);
    process.exitCode = exitCode(type);
    if (json) process.stdout.write(`${JSON.stringify({ error: { type, message, remedy } })}\n`);
    else process.stderr.write(`${renderFault({ message, remedy }, useColour(process.stderr))}\n`);
  }
}

/** A defect is told like an error, with what a report needs; its stack only on request. */
function asFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  if (process.env['LOG_LEVEL'] === 'debug') console.error(error);
  const message = messageOf(error);
  return new Fault('internal', `This failed, and not by your doing: ${message}`, 'Please report it with the command; LOG_LEVEL=debug adds the details.', { cause: error });
}

await main();
