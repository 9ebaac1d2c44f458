import { execFile } from 'node:child_process';
import { copyFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Fault, messageOf } from '../errors.ts';
import { writeFolder } from './draft-folder.ts';
import { npmCi } from './npm.ts';
import { SEMANTIC_HOME } from './places.ts';
import { binaryFolder, checkPlatform, packagesSum, platformHere, RUNTIME_PACKAGE, STAMP_FILE } from './runtime.ts';

const PACKAGE_FILES = ['package.json', 'package-lock.json'];
/** What is loaded; the rest is there for onnxruntime-node's install script, which is not run. */
const LOADED = ['@huggingface', 'onnxruntime-common', 'onnxruntime-node'];
const LOAD = `
const { createRequire } = require('node:module');
const load = createRequire(process.argv[1]);
load('onnxruntime-node').InferenceSession.create;
load('@huggingface/tokenizers').Tokenizer.name;
`;
const PATIENCE_MS = 60_000;

/** Installs the packages, takes out what this machine cannot use, and checks that the rest loads. Rejects with a `Fault`; then what was there before stays. */
export async function installRuntime(home: string = SEMANTIC_HOME): Promise<void> {
  checkPlatform();
  await writeFolder(join(home, 'node_modules'), async (draft) => {
    for (const name of PACKAGE_FILES) await copyFile(join(RUNTIME_PACKAGE, name), join(draft, name));
    await npmCi(draft);
    const modules = join(draft, 'node_modules');
    await prune(modules);
    await checkLoads(modules);
    await writeFile(join(modules, STAMP_FILE), `${JSON.stringify({ platform: platformHere(), packages: await packagesSum() }, null, 2)}\n`);
  }, { take: 'node_modules' });
}

async function prune(modules: string): Promise<void> {
  await keepOnly(modules, LOADED);
  const binaries = join(modules, binaryFolder());
  await keepOnly(dirname(binaries), [process.arch]);
  await keepOnly(dirname(dirname(binaries)), [process.platform]);
}

async function keepOnly(folder: string, names: readonly string[]): Promise<void> {
  for (const name of await readdir(folder)) if (!names.includes(name)) await rm(join(folder, name), { recursive: true });
}

/** In a process of its own: native code that does not fit this machine may end it. */
async function checkLoads(modules: string): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, ['-e', LOAD, join(modules, 'any.js')], { timeout: PATIENCE_MS });
  } catch (error) {
    const { stderr = '', signal } = error as { stderr?: string; signal?: string | null };
    const why = /^\w*Error: .*/mu.exec(stderr)?.[0] ?? (signal == null ? messageOf(error).split('\n')[0] ?? '' : `it ended with ${signal}`);
    throw new Fault('config', `The runtime does not load on this machine: ${why}.`, 'onnxruntime-node needs glibc 2.28 or newer, Windows 10, or macOS 13.4: update the system, or leave SEMANTIC unset.', { cause: error });
  }
}
