import { join } from 'node:path';
import { Fault } from '../errors.ts';
import { countOf, objectOf, readJson, textOf, type Json } from './json-file.ts';
import { MODEL_FILES, type FileFacts, type ModelFile, type Pooling, type Prefixes } from './models.ts';

/** What the files beside a model say of it; null for what they do not. */
export interface Described {
  readonly pooling: Pooling | null;
  readonly prefixes: Prefixes | null;
  readonly dimensions: number | null;
  readonly mostTokens: number | null;
  /** SPDX, or what its makers call it. */
  readonly licence: string | null;
}

/** What `backfile.json` says: our own account of a model, or what somebody wrote for one of theirs, with as much as they know. */
export interface Account extends Described {
  /** Null where it was not installed by name. */
  readonly facts: Readonly<Record<ModelFile, FileFacts>> | null;
}

export const ACCOUNT_FILE = 'backfile.json';

/** Null when there is none. Rejects with a `Fault` that names what is wrong in it. */
export async function readAccount(folder: string): Promise<Account | null> {
  const file = join(folder, ACCOUNT_FILE);
  const json = await readJson(file);
  if (json === null) return null;
  const prefixes = objectOf(json['prefixes']);
  return {
    pooling: poolingOf(json, file),
    prefixes: prefixes === null ? null : { question: textOf(prefixes['question']) ?? '', passage: textOf(prefixes['passage']) ?? '' },
    dimensions: countOf(json['dimensions']),
    mostTokens: countOf(json['mostTokens']),
    licence: textOf(json['licence']),
    facts: factsIn(objectOf(json['files'])),
  };
}

function poolingOf({ pooling }: Json, file: string): Pooling | null {
  if (pooling === undefined || pooling === 'cls' || pooling === 'mean') return pooling ?? null;
  throw new Fault('config', `${file} says pooling ${JSON.stringify(pooling)}.`, 'It can be "cls" or "mean"; the model\'s page says which.');
}

function factsIn(files: Json | null): Account['facts'] {
  const [model, tokenizer] = MODEL_FILES.map((name) => {
    const facts = objectOf(files?.[name]);
    const [bytes, sha256] = [countOf(facts?.['bytes']), textOf(facts?.['sha256'])];
    return bytes === null || sha256 === null ? null : { bytes, sha256 };
  });
  return model == null || tokenizer == null ? null : { 'model.onnx': model, 'tokenizer.json': tokenizer };
}
