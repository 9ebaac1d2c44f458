import { Child } from '../process/child.ts';

/** All that it sees of the environment: a model is anybody's, and its runtime native code. No token is among them. */
const SEEN = ['PATH', 'HOME', 'USERPROFILE', 'TMPDIR', 'TEMP', 'TMP', 'LANG', 'SystemRoot', 'LD_LIBRARY_PATH', 'NODE_COMPILE_CACHE', 'NODE_V8_COVERAGE'];

/** Starts the process that compares by meaning: see work.ts for what it answers to. */
export function startWorker(events: { readonly onTold: (told: unknown) => void; readonly onEnd: (reason: string) => void }): Child {
  const env: NodeJS.ProcessEnv = {};
  for (const name of SEEN) if (process.env[name] !== undefined) env[name] = process.env[name];
  return new Child(new URL('worker.ts', import.meta.url), { serialization: 'advanced', env, ...events });
}
