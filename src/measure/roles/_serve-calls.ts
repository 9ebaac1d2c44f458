import { messageOf } from '../../errors.ts';
import type { Call, Returned } from '../bench/child.ts';

export type Calls = Readonly<Record<string, (input: never) => unknown>>;

/** Answers the calls of the process that started this one, in turn; ends with it. */
export function serveCalls(calls: Calls): void {
  let turn = Promise.resolve();
  process.on('disconnect', () => process.exit(0));
  process.on('message', (message) => {
    const { id, name, input } = message as Call;
    // What tells whether the process still listens must not wait behind what it is busy with.
    if (name === 'ping') send({ id });
    else turn = turn.then(async () => { send(await returned(calls, { id, name, input })); });
  });
}

function send(message: Returned): void {
  process.send?.(message);
}

async function returned(calls: Calls, { id, name, input }: Call): Promise<Returned> {
  try {
    const call = calls[name];
    if (call === undefined) throw new Error(`This role has no "${name}".`);
    return { id, output: await call(input as never) };
  } catch (error) {
    return { id, error: messageOf(error) };
  }
}
