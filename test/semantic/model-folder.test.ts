import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findModel, readModel } from '../../src/semantic/model-folder.ts';
import { temporaryFolder } from '../support/process.ts';
import { CONTENT, facts } from './model-server.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => { folder = await temporaryFolder(); });
afterEach(async () => { await folder.remove(); });

/** A folder with these files, beside a tokenizer and a model; null leaves one out. */
async function made(files: Readonly<Record<string, object | string | Buffer | null>>): Promise<string> {
  const path = join(folder.path, 'my-model');
  const all: typeof files = { ...CONTENT, ...files };
  for (const [name, content] of Object.entries(all)) {
    if (content === null) continue;
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  }
  return path;
}

describe('a model in a folder', () => {
  it('needs its two files; what nothing says is taken for granted, and told', async () => {
    const model = await readModel(await made({}));
    expect(model).toMatchObject({ name: 'my-model', pooling: 'mean', prefixes: { question: '', passage: '' }, dimensions: null, mostTokens: 256, licence: null });
    expect(model.facts).toEqual({ 'model.onnx': facts(CONTENT['model.onnx']), 'tokenizer.json': facts(CONTENT['tokenizer.json']) });
    expect(model.notes).toEqual([expect.stringContaining('"mean" is used'), expect.stringContaining('before questions')]);
  });

  it('is read as sentence-transformers lays it down', async () => {
    const path = await made({
      '1_Pooling/config.json': { word_embedding_dimension: 384, pooling_mode_cls_token: true, pooling_mode_mean_tokens: false, pooling_mode_max_tokens: false },
      'config.json': { hidden_size: 384, max_position_embeddings: 512 },
      'sentence_bert_config.json': { max_seq_length: 128, do_lower_case: true },
      'config_sentence_transformers.json': { prompts: { query: 'search_query: ', document: 'search_document: ', sts: 'x' }, default_prompt_name: null },
      'README.md': '---\nlanguage: en\nlicense: apache-2.0\ntags:\n- x\n---\n# My model\nlicense: none\n',
    });
    expect(await readModel(path)).toMatchObject({ pooling: 'cls', dimensions: 384, mostTokens: 128, prefixes: { question: 'search_query: ', passage: 'search_document: ' }, licence: 'apache-2.0', notes: [] });
  });

  it('is read with a prompt for both, the newer name for pooling, and no more tokens than time allows', async () => {
    const path = await made({
      '1_Pooling/config.json': { pooling_mode: 'mean' },
      'config.json': { hidden_size: 768, max_position_embeddings: 8_192 },
      'config_sentence_transformers.json': { prompts: { both: 'text: ' }, default_prompt_name: 'both' },
    });
    expect(await readModel(path)).toMatchObject({ pooling: 'mean', dimensions: 768, mostTokens: 256, prefixes: { question: 'text: ', passage: 'text: ' }, notes: [] });
  });

  it('may stand in onnx/, the smaller one first', async () => {
    const small = Buffer.alloc(2_000, 'small');
    const path = await made({ 'model.onnx': null, 'onnx/model.onnx': CONTENT['model.onnx'] });
    expect((await readModel(path)).files['model.onnx']).toBe(join(path, 'onnx/model.onnx'));
    await made({ 'model.onnx': null, 'onnx/model_quantized.onnx': small });
    expect(await readModel(path)).toMatchObject({ files: { 'model.onnx': join(path, 'onnx/model_quantized.onnx') }, facts: { 'model.onnx': facts(small) } });
  });

  it('is what somebody writes of it in backfile.json, and else what other files say', async () => {
    const path = await made({ 'backfile.json': { pooling: 'cls', prefixes: { question: 'Q: ' } }, '1_Pooling/config.json': { pooling_mode_mean_tokens: true }, 'config.json': { hidden_size: 512 } });
    expect(await readModel(path)).toMatchObject({ pooling: 'cls', prefixes: { question: 'Q: ', passage: '' }, dimensions: 512, notes: [] });
  });

  it('has an id that a copy keeps, and that all changes which vectors depend on', async () => {
    const path = await made({});
    const { id } = await readModel(path);
    await cp(path, join(folder.path, 'copy'), { recursive: true });
    expect((await readModel(join(folder.path, 'copy'))).id).toBe(id);
    const others = [];
    for (const files of [{ 'backfile.json': { pooling: 'cls' } }, { 'backfile.json': { prefixes: { passage: 'P: ' } } }, { 'backfile.json': { mostTokens: 64 } }, { 'backfile.json': {}, 'tokenizer.json': '{"version":"2.0"}' }]) others.push((await readModel(await made(files))).id);
    expect(new Set([id, ...others]).size).toBe(5);
  });

  it.each<[string, Readonly<Record<string, object | string | Buffer | null>>, RegExp]>([
    ['no model', { 'model.onnx': null }, /There is no model\.onnx in .*my-model/u],
    ['no tokenizer', { 'tokenizer.json': null }, /There is no tokenizer\.json in/u],
    ['a pointer of Git in place of the model', { 'model.onnx': 'version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 34014426\n' }, /model\.onnx has only \d+ bytes/u],
    ['a pooling that is not known', { '1_Pooling/config.json': { pooling_mode_max_tokens: true } }, /1_Pooling.config\.json asks for a pooling .*pooling_mode_max_tokens/u],
    ['two poolings at once', { '1_Pooling/config.json': { pooling_mode_cls_token: true, pooling_mode_mean_tokens: true } }, /pooling_mode_cls_token, pooling_mode_mean_tokens/u],
    ['a pooling of its own in backfile.json', { 'backfile.json': { pooling: 'last' } }, /backfile\.json says pooling "last"/u],
    ['a damaged file', { 'config.json': '{"hidden_size": ' }, /config\.json cannot be read/u],
    ['a list for an object', { 'config.json': '[]' }, /config\.json cannot be read: it holds no object/u],
    ['a model of another size than was installed', { 'backfile.json': { files: { 'model.onnx': { bytes: 5_000, sha256: 'aa' }, 'tokenizer.json': facts(CONTENT['tokenizer.json']) } } }, /model\.onnx in .* has 300000 bytes, not the 5000/u],
  ])('is refused with %s', async (_, files, message) => {
    const refused = readModel(await made(files));
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toMatchObject({ name: 'Fault', type: 'config', remedy: expect.stringMatching(/\w/u) as string });
  });

  it('is refused when there is no such folder, or it is a file', async () => {
    await expect(findModel({ folder: join(folder.path, 'absent') })).rejects.toThrow(/There is no folder .*absent/u);
    await writeFile(join(folder.path, 'file'), 'x');
    await expect(findModel({ folder: join(folder.path, 'file') })).rejects.toThrow(/There is no folder/u);
  });

  it('of a name that is not installed is told with the command that installs it', async () => {
    await expect(findModel({ model: 'bge-small-en-v1.5' }, folder.path)).rejects.toMatchObject({ message: expect.stringContaining('is not installed') as string, remedy: 'Run: npm run semantic:install -- bge-small-en-v1.5' });
    const path = join(folder.path, 'models', 'bge-small-en-v1.5');
    await cp(await made({}), path, { recursive: true });
    await rm(join(path, 'tokenizer.json'));
    await expect(findModel({ model: 'bge-small-en-v1.5' }, folder.path)).rejects.toMatchObject({ remedy: 'Install it again: npm run semantic:install -- bge-small-en-v1.5' });
  });
});
