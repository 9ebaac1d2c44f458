import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Fault } from '../errors.ts';
import { ACCOUNT_FILE, readAccount, type Account, type Described } from './described.ts';
import { factsOf } from './file-facts.ts';
import { MODEL_FILES, MODELS, MOST_TOKENS, type FileFacts, type ModelChoice, type ModelFile, type Pooling, type Prefixes } from './models.ts';
import { modelHome, SEMANTIC_HOME } from './places.ts';
import { readUsualFiles } from './sentence-transformers.ts';

/** A model that lies on this machine, with all that is needed to use it. */
export interface Model {
  /** Its folder's. */
  readonly name: string;
  /** Absolute paths. */
  readonly files: Readonly<Record<ModelFile, string>>;
  readonly facts: Readonly<Record<ModelFile, FileFacts>>;
  readonly pooling: Pooling;
  readonly prefixes: Prefixes;
  /** Numbers in a vector; null where only the model itself can tell. */
  readonly dimensions: number | null;
  /** Of a text; the rest is cut off. At most {@link MOST_TOKENS}. */
  readonly mostTokens: number;
  /** Null where nothing beside it says. */
  readonly licence: string | null;
  /** Of all that vectors depend on: those of models with other ids cannot be compared. */
  readonly id: string;
  /** What was not said and had to be taken for granted; whole sentences. */
  readonly notes: readonly string[];
}

/** Where each file may stand; the first that is there. The usual places are those of models on Hugging Face. */
const PLACES: Readonly<Record<ModelFile, readonly string[]>> = {
  'model.onnx': ['model.onnx', 'onnx/model_quantized.onnx', 'onnx/model.onnx'],
  'tokenizer.json': ['tokenizer.json', 'onnx/tokenizer.json'],
};
/** In bytes. Git leaves smaller files where it has not fetched the large ones. */
const LEAST_MODEL = 1_024;
const NEEDED = `A model's folder holds ${PLACES['model.onnx'].join(' or ')}, and tokenizer.json.`;

/** The command that installs what a model needs, and one that has a name itself. */
export function installing(choice: ModelChoice): string {
  return `npm run semantic:install -- ${'model' in choice ? choice.model : '--runtime-only'}`;
}

/** The model that is asked for. Rejects with a `Fault` when it is not there, or not whole. */
export async function findModel(choice: ModelChoice, home: string = SEMANTIC_HOME): Promise<Model> {
  if ('folder' in choice) return readModel(choice.folder);
  const folder = modelHome(choice.model, home);
  const install = installing(choice);
  if (!(await isFolder(folder))) throw new Fault('config', `The model ${choice.model} is not installed: there is no ${folder}.`, `Run: ${install}`);
  try {
    return await readModel(folder);
  } catch (error) {
    throw error instanceof Fault ? new Fault('config', error.message, `Install it again: ${install}`, { cause: error }) : error;
  }
}

/** The model in a folder: as `semantic:install` lays it down, or as models lie on Hugging Face. Rejects with a `Fault` that names what is missing. */
export async function readModel(folder: string): Promise<Model> {
  if (!(await isFolder(folder))) throw new Fault('config', `There is no folder ${folder}.`, 'Give the folder that holds model.onnx and tokenizer.json, or the name of a model.');
  const [model, tokenizer] = [await locate(folder, 'model.onnx'), await locate(folder, 'tokenizer.json')];
  const account = await readAccount(folder);
  const facts = account?.facts == null ? { 'model.onnx': await factsOf(model.path), 'tokenizer.json': await factsOf(tokenizer.path) } : account.facts;
  checkSizes(folder, facts, { 'model.onnx': model.bytes, 'tokenizer.json': tokenizer.bytes });
  const described = merge([account, knownBy(facts), await readUsualFiles(folder)]);
  const notes: string[] = [];
  if (described.pooling === null) notes.push(`Nothing in ${folder} says how it pools; "mean" is used.`);
  if (described.prefixes === null) notes.push(`Nothing in ${folder} says what to put before questions; nothing is. If the model's page does, write it into ${ACCOUNT_FILE}.`);
  const used = { pooling: described.pooling ?? 'mean', prefixes: described.prefixes ?? { question: '', passage: '' }, mostTokens: Math.min(described.mostTokens ?? MOST_TOKENS, MOST_TOKENS) };
  const files = { 'model.onnx': model.path, 'tokenizer.json': tokenizer.path };
  return { name: basename(folder), files, facts, ...used, dimensions: described.dimensions, licence: described.licence, id: idOf(facts, used), notes };
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then((found) => found.isDirectory(), () => false);
}

async function locate(folder: string, name: ModelFile): Promise<{ readonly path: string; readonly bytes: number }> {
  for (const place of PLACES[name]) {
    const path = join(folder, place);
    const found = await stat(path).catch(() => null);
    if (found?.isFile() !== true) continue;
    if (name === 'model.onnx' && found.size < LEAST_MODEL) throw new Fault('config', `${path} has only ${found.size} bytes: it stands for a file that was not fetched.`, 'Run "git lfs pull" where it was cloned, or download the file itself, and copy that.');
    return { path, bytes: found.size };
  }
  throw new Fault('config', `There is no ${name} in ${folder}.`, NEEDED);
}

function checkSizes(folder: string, facts: Record<ModelFile, FileFacts>, found: Record<ModelFile, number>): void {
  const odd = MODEL_FILES.find((name) => facts[name].bytes !== found[name]);
  if (odd !== undefined) throw new Fault('config', `${odd} in ${folder} has ${found[odd]} bytes, not the ${facts[odd].bytes} that ${ACCOUNT_FILE} tells.`, 'Copy the folder again, whole; or take "files" out of it if you changed the model.');
}

/** A copy of one of the named models under whatever name. */
function knownBy(facts: Record<ModelFile, FileFacts>): Described | null {
  return MODELS.find(({ files }) => MODEL_FILES.every((name) => files[name].sha256 === facts[name].sha256)) ?? null;
}

/** Of each, what the first says that says anything. */
function merge(all: readonly (Account | Described | null)[]): Described {
  const first = <Key extends keyof Described>(key: Key): Described[Key] | null => all.map((each) => each?.[key] ?? null).find((value) => value !== null) ?? null;
  return { pooling: first('pooling'), prefixes: first('prefixes'), dimensions: first('dimensions'), mostTokens: first('mostTokens'), licence: first('licence') };
}

function idOf(facts: Record<ModelFile, FileFacts>, { pooling, prefixes, mostTokens }: { readonly pooling: Pooling; readonly prefixes: Prefixes; readonly mostTokens: number }): string {
  const told = [...MODEL_FILES.map((name) => facts[name].sha256), pooling, prefixes.passage, prefixes.question, mostTokens];
  return createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 32);
}
