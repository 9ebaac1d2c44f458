/** What is used of onnxruntime-node and @huggingface/tokenizers, which are not installed by default. */

export interface Tensor {
  readonly data: unknown;
  readonly dims: readonly number[];
}

export interface InferenceSession {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(feeds: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor | undefined>>>;
  release(): Promise<void>;
}

export interface Runtime {
  readonly Tensor: new (type: 'int64', data: BigInt64Array, dims: readonly number[]) => Tensor;
  readonly InferenceSession: {
    create(file: string, options: { readonly intraOpNumThreads: number; readonly interOpNumThreads: number }): Promise<InferenceSession>;
  };
}

export interface TokenizerPackage {
  readonly Tokenizer: new (tokenizer: object, config: object) => { encode(text: string): { readonly ids: readonly number[] } };
}

/** A text that every model must be able to read. */
export const MODEL_WORKS_ON = 'The archive answers.';
