import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadableModel } from '../../src/semantic/onnx.ts';

/**
 * In the place of the runtime: a package that takes each word as a direction by chance, and does what native code may do. The file
 * `model.onnx` holds what it shall do when it is loaded, the one beside it a dot for each time; the words `abort`, `hang` and `throw` in a text are obeyed.
 */
const RUNTIME = `
const { appendFileSync, readFileSync } = require('node:fs');
const SIZE = 64;
exports.Tensor = class { constructor(type, data, dims) { Object.assign(this, { type, data, dims }); } };
exports.InferenceSession = {
  async create(file) {
    const does = readFileSync(file, 'utf8');
    appendFileSync(file + '.loads', '.');
    if (does.startsWith('broken')) throw new Error('Load model failed: protobuf parsing failed');
    if (does.startsWith('abort')) process.abort();
    if (does.startsWith('token')) throw new Error('it saw ' + process.env.DISCORD_TOKEN);
    return {
      inputNames: ['input_ids', 'attention_mask'], outputNames: ['last_hidden_state'],
      async run({ input_ids: { data } }) {
        if (data.includes(1n)) process.abort();
        if (data.includes(3n)) throw new Error('not this one');
        if (data.includes(2n)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3_000);
        const output = new Float32Array(data.length * SIZE);
        data.forEach((id, place) => { for (let n = 0, seed = Number(id); n < 6; n++) { seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0; output[place * SIZE + (seed >>> 8) % SIZE] += does.startsWith('nothing') ? NaN : seed & 1 ? 1 : -1; } });
        return { last_hidden_state: { data: output, dims: [1, data.length, SIZE] } };
      },
      async release() {},
    };
  },
};
`;
const TOKENIZERS = `
exports.Tokenizer = class {
  encode(text) {
    const words = text.toLowerCase().match(/[a-z]+/g) ?? ['none'];
    return { ids: words.map((word) => word === 'abort' ? 1 : word === 'hang' ? 2 : word === 'throw' ? 3 : [...word].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0, 7) % 100000 + 4) };
  }
};
`;

export interface StandIn {
  readonly home: string;
  readonly model: ReadableModel;
}

/** Lays it down in a folder, as an install would. */
export async function standIn(folder: string, does = ''): Promise<StandIn> {
  for (const [name, code] of [['onnxruntime-node', RUNTIME], ['@huggingface/tokenizers', TOKENIZERS]] as const) {
    const home = join(folder, 'home', 'node_modules', ...name.split('/'));
    await mkdir(home, { recursive: true });
    await writeFile(join(home, 'index.js'), code);
    await writeFile(join(home, 'package.json'), JSON.stringify({ name, version: '1.0.0', main: 'index.js', type: 'commonjs' }));
  }
  const files = { 'model.onnx': join(folder, 'model.onnx'), 'tokenizer.json': join(folder, 'tokenizer.json') };
  await writeFile(files['model.onnx'], does);
  await writeFile(files['tokenizer.json'], '{}');
  return { home: join(folder, 'home'), model: { id: 'stand-in', files, pooling: 'mean', prefixes: { question: '', passage: '' }, mostTokens: 256 } };
}
