import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../errors.ts';
import type { Described } from './described.ts';
import { countOf, objectOf, readJson, textOf, type Json } from './json-file.ts';
import type { Pooling, Prefixes } from './models.ts';

/**
 * What the files say that sentence-transformers writes beside a model, as they are on Hugging Face; any of them may be missing.
 * https://sbert.net/docs/package_reference/sentence_transformer/models.html
 */
export async function readUsualFiles(folder: string): Promise<Described> {
  const json = async (...names: string[]): Promise<Json> => (await readJson(join(folder, ...names))) ?? {};
  const [config, sizes, pooling, prompts] = [await json('config.json'), await json('sentence_bert_config.json'), await json('1_Pooling', 'config.json'), await json('config_sentence_transformers.json')];
  return {
    pooling: poolingOf(pooling, join(folder, '1_Pooling', 'config.json')),
    prefixes: prefixesOf(prompts),
    dimensions: countOf(pooling['word_embedding_dimension']) ?? countOf(config['hidden_size']),
    mostTokens: countOf(sizes['max_seq_length']) ?? countOf(config['max_position_embeddings']),
    licence: await licenceOf(folder),
  };
}

const POOLING: Readonly<Record<string, Pooling>> = { pooling_mode_cls_token: 'cls', pooling_mode_mean_tokens: 'mean', cls: 'cls', mean: 'mean' };

/** Older files have a flag for each way, newer ones the way's name. Others than these two are rare, and give vectors that mean nothing here. */
function poolingOf(json: Json, file: string): Pooling | null {
  const named = textOf(json['pooling_mode']);
  const ways = named === null ? Object.keys(json).filter((key) => key.startsWith('pooling_mode_') && json[key] === true) : [named];
  const [way] = ways;
  if (way === undefined) return null;
  const pooling = ways.length === 1 ? POOLING[way] : undefined;
  if (pooling === undefined) throw new Fault('config', `${file} asks for a pooling that is not known here: ${ways.join(', ')}.`, 'Use a model that pools by "cls" or "mean" alone.');
  return pooling;
}

/** As `encode_query` and `encode_document` look for them. */
function prefixesOf(json: Json): Prefixes | null {
  const prompts = objectOf(json['prompts']);
  const usual = textOf(prompts?.[textOf(json['default_prompt_name']) ?? '']);
  const first = (...names: readonly string[]): string | null => names.map((name) => textOf(prompts?.[name])).find((text) => text !== null) ?? usual;
  const [question, passage] = [first('query'), first('document', 'passage', 'corpus')];
  return question === null && passage === null ? null : { question: question ?? '', passage: passage ?? '' };
}

/** As the head of a model's page says it. */
async function licenceOf(folder: string): Promise<string | null> {
  const page = await readFile(join(folder, 'README.md'), 'utf8').catch(() => '');
  const [, head = ''] = /^---\r?\n([\s\S]*?)\r?\n---/u.exec(page) ?? [];
  return /^license:[ \t]*["']?([\w.+-]{1,60})/mu.exec(head)?.[1] ?? null;
}
