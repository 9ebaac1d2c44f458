import { pipeline } from 'node:stream/promises';
import { config as loadEnvironment } from 'dotenv';
import { answer } from './answer.ts';
import { Fault, messageOf } from './errors.ts';
import { renderFault } from './hosts/terminal/render.ts';
import { endWhenUnread, exitCode, useColour } from './hosts/terminal/streams.ts';

/** `backfile COMMAND …`: one command or tool, its answer on standard output, everything else on standard error. */
async function main(): Promise<void> {
  endWhenUnread(process.stdout);
  loadEnvironment({ quiet: true });
  const args = process.argv.slice(2);
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const json = args.slice(0, end).includes('--json');
  const rest = args.filter((arg, place) => arg !== '--json' || place > end);
  try {
    const { data, text, failed = false } = await answer(rest[0], rest.slice(1), ({ where, what }) => { process.stderr.write(`${where}: ${what}\n`); });
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
