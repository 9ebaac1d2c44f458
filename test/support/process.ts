import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Environment = Readonly<Record<string, string>>;

/** The environment that npm and Node need, without any setting of Backfile's own; DISCORD_TOKEN is empty so that no .env fills it. */
export function environment(settings: Environment): NodeJS.ProcessEnv {
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env;
  return { PATH, HOME, NODE_COMPILE_CACHE, DISCORD_TOKEN: '', DISCORD_API_URL: '', DISCORD_GUILD_ID: '', ARCHIVE_DIR: 'data', STATE_DIR: 'var', INDEX: '', SEMANTIC: '', LOG_LEVEL: '', ...settings };
}

/** Starts an npm script as a user would: for tests of npm's part in it. */
export function startNpm(args: readonly string[], settings: Environment): ChildProcessWithoutNullStreams {
  return spawn('npm', [...args], { cwd: ROOT, env: environment(settings), stdio: 'pipe' });
}

/** Runs an npm script to its end, with `input` on its standard input. */
export async function runNpm(args: readonly string[], settings: Environment, input = ''): Promise<Finished> {
  return finishedWith(input, startNpm(args, settings));
}

async function finishedWith(input: string, child: ChildProcessWithoutNullStreams): Promise<Finished> {
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return finished(child);
}

/** `npm start` without npm's own time to start; its standard input stays open. */
export function startMain(settings: Environment): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, ['src/main.ts'], { cwd: ROOT, env: environment(settings), stdio: 'pipe' });
}

/** The same to its end, with `input` on its standard input. */
export async function runMain(settings: Environment, input = ''): Promise<Finished> {
  return finishedWith(input, startMain(settings));
}

/** `npm run -s backfile -- …` likewise. Its standard input ends at once, unless it is left `open`. */
export function startBackfile(args: readonly string[], settings: Environment, { open = false, ...user }: { readonly uid?: number; readonly open?: boolean } = {}): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, ['src/cli.ts', ...args], { cwd: ROOT, env: environment(settings), stdio: 'pipe', ...user });
  if (!open) child.stdin.end();
  return child;
}

export async function runBackfile(args: readonly string[], settings: Environment, user: { readonly uid?: number } = {}): Promise<Finished> {
  return finished(startBackfile(args, settings, user));
}

/** Waits for its streams to close too, so that a child left behind, which holds them, keeps this waiting. */
export async function finished(child: ChildProcessWithoutNullStreams): Promise<Finished> {
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { code, stdout, stderr };
}

/** Resolves with the match once the stream has printed it; rejects when the process ends first. */
export async function printed(child: ChildProcessWithoutNullStreams, stream: 'stdout' | 'stderr', pattern: RegExp): Promise<RegExpExecArray> {
  let seen = '';
  return new Promise((resolve, reject) => {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      seen += text;
      const match = pattern.exec(seen);
      if (match !== null) resolve(match);
    });
    child.on('close', (code) => { reject(new Error(`ended with ${String(code)} before ${String(pattern)}:\n${seen}`)); });
  });
}

/** A folder of the test's own; `remove` when done. */
export async function temporaryFolder(): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'backfile-test-'));
  return { path, remove: async () => rm(path, { recursive: true, force: true }) };
}
