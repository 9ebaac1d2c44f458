import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '../errors.ts';
import { readJson } from './json-file.ts';
import { SEMANTIC_HOME } from './places.ts';

/** What the runtime is made of: the package files that are copied and installed. */
export const RUNTIME_PACKAGE = fileURLToPath(new URL('runtime/', import.meta.url));
/** In `node_modules`: what was installed, for which machine. */
export const STAMP_FILE = 'backfile.json';

/** `elsewhere`: copied from a machine of another kind. `older`: installed for another version of Backfile. */
export type RuntimeState = 'ready' | 'missing' | 'elsewhere' | 'older';

/** For which onnxruntime-node has binaries; linux with glibc. */
const PLATFORMS: readonly string[] = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'win32-x64', 'win32-arm64'];

/** `linux-x64`, `linux-x64-musl`. */
export function platformHere(): string {
  return `${process.platform}-${process.arch}${isMusl() ? '-musl' : ''}`;
}

/** Throws a `Fault` where there is no runtime for a machine of that kind. */
export function checkPlatform(platform: string = platformHere()): void {
  if (PLATFORMS.includes(platform)) return;
  const remedy = platform.endsWith('-musl')
    ? 'Use a Linux with glibc, such as Debian (as an image: node:24-slim instead of node:24-alpine), or leave SEMANTIC unset: words answer without it.'
    : 'Leave SEMANTIC unset here: words answer without it.';
  throw new Fault('config', `There is no runtime for ${platform}: onnxruntime-node has ${PLATFORMS.join(', ')}.`, remedy);
}

/** Where that machine's binaries lie, relative to `node_modules`. */
export function binaryFolder(platform: string = platformHere()): string {
  return join('onnxruntime-node', 'bin', 'napi-v6', ...platform.split('-').slice(0, 2));
}

/** Reads two small files; loads nothing. */
export async function runtimeState(home: string = SEMANTIC_HOME): Promise<RuntimeState> {
  const stamp = await readJson(join(home, 'node_modules', STAMP_FILE)).catch(() => null);
  if (stamp === null) return 'missing';
  if (stamp['platform'] !== platformHere()) return 'elsewhere';
  if (!existsSync(join(home, 'node_modules', binaryFolder()))) return 'missing';
  return stamp['packages'] === (await packagesSum()) ? 'ready' : 'older';
}

/** What is wrong with it, in a sentence. */
export function lacking(state: Exclude<RuntimeState, 'ready'>, home: string): string {
  if (state === 'missing') return `The runtime that meanings are compared with is not installed in ${home}.`;
  return `The runtime in ${home} was installed for ${state === 'older' ? 'another version of Backfile' : 'a machine of another kind'}.`;
}

/** Of exactly which packages are installed. */
export async function packagesSum(): Promise<string> {
  return createHash('sha256').update(await readFile(join(RUNTIME_PACKAGE, 'package-lock.json'))).digest('hex');
}

/** The report names glibc's version where Node was built for it. Without the network in it, which is looked up by name and may take seconds. */
function isMusl(): boolean {
  if (process.platform !== 'linux') return false;
  const report = process.report as typeof process.report & { excludeNetwork: boolean };
  const before = report.excludeNetwork;
  report.excludeNetwork = true;
  const { header } = report.getReport() as { header?: { glibcVersionRuntime?: string } };
  report.excludeNetwork = before;
  return header?.glibcVersionRuntime === undefined;
}
