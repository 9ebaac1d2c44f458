import { Fault, messageOf } from '../errors.ts';
import type { Call, Returned, Told } from './child.ts';

export type Calls = Readonly<Record<string, (input: never) => unknown>>;

/** Answers the calls of the process that started this one, in turn, but for those that are not to wait; ends with it. */
export function serveCalls(calls: Calls, atOnce: readonly string[] = []): void {
  let turn = Promise.resolve();
  process.on('disconnect', () => process.exit(0));
  process.on('message', (message) => {
    const { id, name, input } = message as Call;
    // What tells whether the process still listens must not wait behind what it is busy with.
    if (name === 'ping') send({ id });
    else if (atOnce.includes(name)) void returned(calls, { id, name, input }).then(send);
    else turn = turn.then(async () => { send(await returned(calls, { id, name, input })); });
  });
}

/** Tells the process that started this one something that it did not ask for. */
export function tell(told: unknown): void {
  send({ told });
}

function send(message: Returned | Told): void {
  process.send?.(message);
}

async function returned(calls: Calls, { id, name, input }: Call): Promise<Returned> {
  try {
    const call = calls[name];
    if (call === undefined) throw new Error(`This process has no "${name}".`);
    return { id, output: await call(input as never) };
  } catch (error) {
    return { id, error: error instanceof Fault ? `${error.message} ${error.remedy}` : messageOf(error) };
  }
}
