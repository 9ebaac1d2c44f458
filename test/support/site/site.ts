import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Call, Control, Ready, Reply } from './control.ts';


type Remote = { readonly [Name in keyof Control]: (...args: Parameters<Control[Name]>) => Promise<ReturnType<Control[Name]>> };

export interface Site extends Remote {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly base: string;
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  readonly stop: () => Promise<void>;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

type Ask = (call: keyof Control, args: readonly unknown[]) => Promise<unknown>;

function asker(child: ChildProcess): Ask {
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  child.on('message', (message: Reply | Ready) => {
    if (!('id' in message)) return;
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if ('error' in message) call?.reject(new Error(message.error));
    else call?.resolve(message.result);
  });
  child.once('exit', () => {
    for (const call of waiting.values()) call.reject(new Error('the site has ended'));
    waiting.clear();
  });
  return (call, args) => new Promise((resolve, reject) => {
    const message: Call = { id: (calls += 1), call, args };
    waiting.set(message.id, { resolve, reject });
    child.send(message, (error) => {
      if (error === null) return;
      waiting.delete(message.id);
      reject(error);
    });
  });
}

function remote(ask: Ask): Remote {
  const to = <Name extends keyof Control>(name: Name) => async (...args: Parameters<Control[Name]>): Promise<ReturnType<Control[Name]>> =>
    (await ask(name, args)) as ReturnType<Control[Name]>;
  return {
    add: to('add'),
    edit: to('edit'),
    vanish: to('vanish'),
    bringBack: to('bringBack'),
    reorderFeed: to('reorderFeed'),
    rewriteGuids: to('rewriteGuids'),
    setRobots: to('setRobots'),
    hideValidators: to('hideValidators'),
    fault: to('fault'),
    clearFaults: to('clearFaults'),
    log: to('log'),
    posts: to('posts'),
  };
}

async function portOf(child: ChildProcess): Promise<number> {
  const ended = once(child, 'exit').then((): never => { throw new Error('the site ended before it listened'); });
  const [ready] = (await Promise.race([once(child, 'message'), ended])) as [Ready];
  return ready.port;
}

/** Starts a blog of so many posts in a process of its own. */
export async function startSite({ posts = 25 }: { readonly posts?: number } = {}): Promise<Site> {
  const child = fork(fileURLToPath(new URL('server.ts', import.meta.url)), [String(posts)], { execPath: process.execPath, execArgv: [] });
  const host = `127.0.0.1:${await portOf(child)}`;
  return {
    ...remote(asker(child)),
    base: `http://${host}`,
    host,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
