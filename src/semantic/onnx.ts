import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Embedder, Side } from './embedder.ts';
import { MODEL_WORKS_ON, type InferenceSession, type Runtime, type Tensor, type TokenizerPackage } from './runtime-types.ts';

/** What is needed of a model: see model-folder.ts. */
export interface ReadableModel {
  readonly id: string;
  readonly files: { readonly 'model.onnx': string; readonly 'tokenizer.json': string };
  readonly pooling: 'cls' | 'mean';
  readonly prefixes: Readonly<Record<Side, string>>;
  readonly mostTokens: number;
}

/** In UTF-16 units for each token that is read: taking a text of megabytes apart would only be thrown away. */
const LONGEST_TOKEN = 16;

/**
 * Loads the runtime from where it was installed, and a model into it. Rejects with whatever they say is wrong. A second thread
 * makes a third more vectors in a time: for where nobody waits for anything else.
 */
export async function openOnnx(home: string, model: ReadableModel, threads = 1): Promise<Embedder> {
  const from = createRequire(join(home, 'package.json'));
  const ort = from('onnxruntime-node') as Runtime;
  const { Tokenizer } = from('@huggingface/tokenizers') as TokenizerPackage;
  const tokenizer = new Tokenizer(JSON.parse(await readFile(model.files['tokenizer.json'], 'utf8')) as object, {});
  const session = await ort.InferenceSession.create(model.files['model.onnx'], { intraOpNumThreads: threads, interOpNumThreads: 1 });
  const encode = (text: string, side: Side): readonly number[] => {
    const ids = tokenizer.encode(model.prefixes[side] + text.slice(0, LONGEST_TOKEN * model.mostTokens).toWellFormed()).ids;
    // The last one closes every text.
    return ids.length <= model.mostTokens ? ids : [...ids.slice(0, model.mostTokens - 1), ids.at(-1) ?? 0];
  };
  const one = async (text: string, side: Side): Promise<Float32Array> => {
    const output = await run(ort, session, encode(text, side));
    return unit(pool(output, model.pooling));
  };
  const lengthOf = (text: string): number => tokenizer.encode(text.slice(0, LONGEST_TOKEN)).ids.length;
  const { length: dimensions } = await one(MODEL_WORKS_ON, 'passage');
  return {
    id: model.id, dimensions,
    embed: async (texts, side) => each(texts, async (text) => one(text, side)),
    // What a model puts around every text is there without a word, too.
    knows: (word) => lengthOf(word) === lengthOf('') + 1,
    close: async () => session.release(),
  };
}

async function run(ort: Runtime, session: InferenceSession, ids: readonly number[]): Promise<Tensor> {
  const shape = [1, ids.length];
  const tensor = (numbers: BigInt64Array): Tensor => new ort.Tensor('int64', numbers, shape);
  const feeds: Record<string, Tensor> = { input_ids: tensor(BigInt64Array.from(ids, BigInt)), attention_mask: tensor(new BigInt64Array(ids.length).fill(1n)) };
  if (session.inputNames.includes('token_type_ids')) feeds['token_type_ids'] = tensor(new BigInt64Array(ids.length));
  const outputs = await session.run(feeds);
  const name = session.outputNames.find((output) => output === 'sentence_embedding') ?? session.outputNames[0] ?? '';
  const output = outputs[name];
  if (output === undefined || !(output.data instanceof Float32Array)) throw new Error('the model gives no vectors of 32-bit numbers');
  return output;
}

/** Of `[1, tokens, numbers]` one vector; what is one already (`[1, numbers]`) stays. */
function pool({ data, dims }: Tensor, pooling: ReadableModel['pooling']): Float32Array {
  const all = data as Float32Array;
  const size = dims.at(-1) ?? 0;
  const pooled = Float32Array.from(all.subarray(0, size));
  if (pooling === 'cls' || dims.length < 3) return pooled;
  for (let from = size; from < all.length; from += size) for (let place = 0; place < size; place++) pooled[place] = (pooled[place] ?? 0) + (all[from + place] ?? 0);
  return pooled;
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  if (!Number.isFinite(length) || length === 0) throw new Error('the model gives vectors that are no numbers');
  return vector.map((value) => value / length);
}

/** One by one: several texts in one run are slower, since shorter ones are filled up to the longest. */
async function each<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (const item of items) {
    done.push(await work(item));
    // The runtime does its work at once: a question must not wait until a whole paragraph is read.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return done;
}
