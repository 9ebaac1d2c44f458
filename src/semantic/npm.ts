import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { Fault } from '../errors.ts';

/** What npm says went wrong, by its codes, and what to do. */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/\bENOSPC\b|\bEDQUOT\b/u, 'Free some space on that disk (some 300 MB while it installs), then run it again.'],
  [/\b(?:EACCES|EPERM|EROFS)\b/u, 'Let this user write to the folder .semantic and to npm\'s cache, then run it again.'],
  [/\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENETUNREACH|EHOSTUNREACH)\b/u, 'Check that this machine reaches npm\'s registry, or install on another machine of its kind and copy the folder .semantic here.'],
  [/\bE40[134]\b|\bETARGET\b/u, 'Check which registry npm uses (npm config get registry): it must have these packages.'],
];
/** In UTF-16 units, from the beginning: behind it npm shows its help. */
const MOST_SAID = 4_000;
/** Scripts are not run: onnxruntime-node's would fetch CUDA. */
const CI = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--omit=dev', '--loglevel=error'];

/** `npm ci` in a folder, by the npm that runs this, else by the one on the PATH. Rejects with a `Fault` that says what npm said. */
export async function npmCi(folder: string, environment: NodeJS.ProcessEnv = process.env): Promise<void> {
  const [program, first] = npmOf(environment);
  const { code, complaint } = await new Promise<{ code: number | null; complaint: string }>((resolve, reject) => {
    // On Windows npm is a script, which only a shell starts.
    const child = spawn(program, [...first, ...CI], { cwd: folder, env: environment, stdio: ['ignore', 'ignore', 'pipe'], shell: first.length === 0 && process.platform === 'win32' });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => { said += said.length < MOST_SAID ? text : ''; });
    child.once('error', (error) => { reject(new Fault('config', `npm cannot be started: ${error.message}.`, 'Run it as "npm run semantic:install", or put npm on the PATH.', { cause: error })); });
    child.once('close', (ended) => { resolve({ code: ended, complaint: said }); });
  });
  if (code === 0) return;
  const remedy = REMEDIES.find(([pattern]) => pattern.test(complaint))?.[1] ?? 'Run it again; what npm says tells more.';
  throw new Fault('config', `npm could not install the runtime: ${sentences(complaint) || `it ended with ${String(code)}`}.`, remedy);
}

/** What npm says for people: codes stand in front of it, and where its log is behind. */
function sentences(complaint: string): string {
  const lines = complaint.split('\n').flatMap((line) => /^npm error[ \t]+(?!(?:code|syscall|errno|type|path|dest|at)\b|A complete log)(.*\S)/u.exec(line)?.[1] ?? []);
  return lines.slice(0, 3).join(' ').replace(/\.$/u, '');
}

/** A program, and arguments that come first. */
function npmOf({ npm_execpath: script }: NodeJS.ProcessEnv): readonly [string, readonly string[]] {
  return script !== undefined && basename(script) === 'npm-cli.js' ? [process.execPath, [script]] : ['npm', []];
}
