import { fork, type ChildProcess } from 'node:child_process';

/** A call to a role, and what comes back. */
export interface Call {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

export interface Returned {
  readonly id: number;
  readonly output?: unknown;
  readonly error?: string;
}

/** What it tells without being asked. */
export interface Told {
  readonly told: unknown;
}

interface ChildOptions {
  readonly args?: readonly string[];
  /** `advanced` carries sets, maps and bytes, too. */
  readonly serialization?: 'json' | 'advanced';
  /** All that it sees of the environment; else it sees what this process does. */
  readonly env?: NodeJS.ProcessEnv;
  readonly onTold?: (told: unknown) => void;
  /** When it has ended, and why; also when it was stopped. */
  readonly onEnd?: (reason: string) => void;
}

interface Waiting {
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A process of its own. It is told what to do by calls: see serve-calls.ts. When it dies, of too much memory for example,
 * every call that waits rejects with what it wrote last, and this process goes on.
 */
export class Child {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #calls = 0;
  #lastWords = '';
  #ended: string | null = null;

  constructor(script: URL, { args = [], serialization = 'json', env = process.env, onTold, onEnd }: ChildOptions = {}) {
    // No flags: what is measured must run as the bot runs.
    this.#process = fork(script, [...args], { execArgv: [], serialization, env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => { this.#lastWords = (this.#lastWords + text).slice(-4_000); });
    this.#process.on('message', (message: Returned | Told) => {
      if ('told' in message) onTold?.(message.told);
      else this.#receive(message);
    });
    this.#process.on('error', (error) => {
      if (this.#process.pid === undefined) this.#end(error.message);
      // It cannot be talked to any more, mostly because it is dying: how it ends says more.
      else this.#process.kill('SIGKILL');
    });
    this.#process.on('close', (code, signal) => {
      this.#end(`ended with ${signal ?? `code ${String(code)}`}`);
      onEnd?.(this.#ended ?? '');
    });
  }

  get pid(): number {
    return this.#process.pid ?? -1;
  }

  /**
   * Rejects when the call throws, when the process ends, and after `timeoutMs`: then the process is killed, unless it is to be
   * spared.
   */
  async call<T>(name: string, input: unknown = null, timeoutMs = 1_200_000, isSpared = false): Promise<T> {
    if (this.#ended !== null) throw new Error(this.#ended);
    const id = ++this.#calls;
    const timer = setTimeout(() => {
      const late = `took more than ${timeoutMs / 1_000} s for "${name}"`;
      this.#waiting.get(id)?.reject(new Error(late));
      if (isSpared) return;
      this.#end(late);
      this.#process.kill('SIGKILL');
    }, timeoutMs);
    try {
      return await new Promise<T>((resolve, reject) => {
        this.#waiting.set(id, { resolve: (output) => { resolve(output as T); }, reject });
        this.#process.send({ id, name, input } satisfies Call);
      });
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(id);
    }
  }

  /** Ends the process, whatever it is at, and waits until it is gone. */
  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const gone = new Promise((resolve) => this.#process.once('close', resolve));
    this.#process.kill('SIGKILL');
    await gone;
  }

  #receive({ id, output, error }: Returned): void {
    const waiting = this.#waiting.get(id);
    if (error === undefined) waiting?.resolve(output);
    else waiting?.reject(new Error(error));
  }

  #end(how: string): void {
    const reason = /FATAL ERROR: (.*)/u.exec(this.#lastWords)?.[1] ?? this.#lastWords.trim().split('\n').at(-1) ?? '';
    this.#ended ??= reason === '' ? how : `${how}: ${reason}`;
    for (const { reject } of this.#waiting.values()) reject(new Error(this.#ended));
    this.#waiting.clear();
  }
}
