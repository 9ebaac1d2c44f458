import { createInterface } from 'node:readline';
import { readArguments } from '../../command/arguments.ts';
import { callables } from '../../command/callables.ts';
import type { Context } from '../../command.ts';
import { Fault, messageOf } from '../../errors.ts';
import { readLine } from './line.ts';
import { operatorOf } from './operator.ts';
import { renderFault, renderReply } from './render.ts';

export interface PromptStreams {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean; readonly readableEnded?: boolean };
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly colour: boolean;
}

const GOODBYE = new Set(['/quit', '/exit', 'quit', 'exit']);

/**
 * Answers slash commands line by line until the input ends: on a terminal with a prompt, history (kept in memory only)
 * and Ctrl-C or Ctrl-D to leave; from a pipe without. Resolves at the end; never rejects for what a line holds.
 */
export async function runPrompt(context: Context, { input, output, colour }: PromptStreams): Promise<void> {
  // An input that has ended already does not say so again.
  if (input.readableEnded === true) return;
  const interactive = input.isTTY === true && output.isTTY === true;
  const lines = createInterface({ input, output: interactive ? output : undefined, terminal: interactive, prompt: '> ', crlfDelay: Infinity, completer: (line: string) => complete(line, context) });
  lines.on('SIGINT', () => { lines.close(); });
  if (interactive) lines.prompt();
  for await (const line of lines) {
    if (GOODBYE.has(line.trim())) break;
    if (line.trim() !== '') output.write(`${await answerLine(line, context, colour)}\n\n`);
    if (interactive) lines.prompt();
  }
  lines.close();
}

/** A reply or an error, as text. A defect is answered too: the prompt goes on. */
async function answerLine(line: string, context: Context, colour: boolean): Promise<string> {
  try {
    const { command, given } = readLine(line, context.commands);
    const operator = operatorOf(context.languages);
    return renderReply(await command.run(readArguments(command, given, operator.words), context, operator), colour, operator);
  } catch (error) {
    if (error instanceof Fault) return renderFault(error, colour);
    const detail = messageOf(error);
    return renderFault(new Fault('internal', `This failed, and not by your doing: ${detail}`, 'Please report it with the command that you typed.'), colour);
  }
}

function complete(line: string, { commands }: Context): [string[], string] {
  return [callables(commands).map(({ name }) => `/${name} `).filter((known) => known.startsWith(line)), line];
}
