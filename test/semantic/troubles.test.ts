import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SemanticStage } from '../../src/semantic/stage.ts';
import { article, collection } from '../store/articles.ts';
import { ASKED, StagedStore } from './staged-store.ts';

let at: StagedStore;

beforeEach(async () => {
  at = await StagedStore.open();
});

afterEach(async () => {
  await at.close();
});

describe('what cannot be compared by meaning', () => {
  it('is told when the model is missing, and nothing is started', async () => {
    at.stage = new SemanticStage('bge', 'It is not installed. Run: npm run semantic:install', {});
    await at.stage.open();
    expect(await at.stage.follow()).toBeNull();
    expect(await at.best('the vessel sank')).toBe('missing');
    expect(at.stage.state()).toMatchObject({ state: 'missing', why: 'It is not installed. Run: npm run semantic:install' });
  });

  it.each(['broken', 'nothing', 'abort'])('is told when the model is no good: %s', async (does) => {
    await at.started(does, { firstPauseMs: 60_000 });
    expect(await at.best('the vessel sank')).toBe('broken');
    expect(at.stage.state().state).toBe('broken');
    expect(at.stage.state().why).toMatch(does === 'broken' ? /protobuf parsing failed/u : does === 'nothing' ? /no numbers/u : /SIGABRT|code/u);
    expect(at.warned).toHaveLength(1);
  });

  it('is told when the runtime is not there', async () => {
    await at.start('', { firstPauseMs: 60_000 });
    await rm(join(at.folder, 'home'), { recursive: true });
    await at.stage.open();
    expect(at.stage.state().state).toBe('broken');
    expect(at.stage.state().why).toMatch(/Cannot find module/u);
  });

  it('comes back when the model works again', async () => {
    await at.started('broken');
    await writeFile(join(at.folder, 'model.onnx'), '');
    await at.becomes('ready');
    expect(await at.best('the vessel sank')).toBe('a.a');
  });

  it('is one question when the process dies of it: the next is answered', async () => {
    await at.started();
    expect(await at.best('abort')).toBe('broken');
    await at.becomes('ready');
    expect(await at.best('the vessel sank')).toBe('a.a');
    expect(at.warned).toHaveLength(1);
  });

  it('is not waited for', async () => {
    await at.started();
    const asked = performance.now();
    expect(await at.best('hang on')).toBe('late');
    expect(performance.now() - asked).toBeLessThan(2_800);
    expect(at.stage.state().state).toBe('ready');
    await vi.waitFor(async () => { expect(await at.best('the vessel sank')).toBe('a.a'); }, { timeout: 10_000 });
  });

  it('is what comes too much at once, but no more than that', async () => {
    await at.started();
    const all = await Promise.all(Array.from({ length: 400 }, async (_, place) => at.stage.near({ ...ASKED, question: `the vessel number ${place}` })));
    expect(all.filter((one) => typeof one !== 'string').length).toBeGreaterThanOrEqual(100);
    expect(all.filter((one) => one === 'busy').length).toBeGreaterThan(0);
    expect(await at.best('the vessel sank')).toBe('a.a');
  });

  it('is a paragraph that the process dies of: it is passed over, and all others are read', async () => {
    await at.store.replaceCollection(collection('z.txt'), [article('y', ['One more.', 'abort', 'And another.'])]);
    await at.started();
    await vi.waitFor(() => { expect(at.stage.state()).toEqual({ model: 'stand-in', state: 'ready', done: 6, total: 6, why: null }); }, { timeout: 15_000 });
    expect(await at.best('and another')).toBe('y.c');
    expect((await at.near({ question: 'what is there', limit: 10 })).near.map(({ id }) => id).sort()).toEqual(['a.a', 'a.b', 'b.a', 'y.a', 'y.c']);
    // The same fault again is no news.
    expect(at.warned).toHaveLength(1);
  });

  it('is a paragraph that is not made a question of either', async () => {
    const deadly = 'Nothing but abort stands in these reports of the harbour, abort and abort again. '.repeat(3);
    await at.store.replaceCollection(collection('z.txt'), Array.from({ length: 12 }, (_, place) => article(`r${place}`, [place === 5 ? deadly : `Number ${place} tells of the harbour, the market and all that was bought and sold there in those days.`])));
    await at.started();
    await vi.waitFor(() => { expect(at.stage.state()).toMatchObject({ state: 'ready', done: 15, total: 15 }); }, { timeout: 15_000 });
    await vi.waitFor(async () => { expect((await at.near({ question: 'the harbour' })).level).toBeGreaterThan(0.2); }, { timeout: 10_000 });
    expect(at.warned).toHaveLength(1);
  });

  it('is a paragraph that the model fails at', async () => {
    await at.store.replaceCollection(collection('z.txt'), [article('y', ['throw', 'And another.'])]);
    await at.started();
    expect(at.stage.state().why).toMatch(/not this one/u);
    await vi.waitFor(async () => { expect(await at.stage.follow()).toMatchObject({ done: 5, elsewhere: false, sequence: await at.store.sequence() }); }, { timeout: 10_000 });
    expect(at.stage.state()).toMatchObject({ state: 'ready', why: null });
    expect(at.warned).toHaveLength(1);
  });

  it('is tried again ever later when it dies again and again', async () => {
    await at.started('abort', { firstPauseMs: 100 });
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    // After .1, .2, .4, .8 and 1.6 seconds, besides what a start takes.
    const { length: loads } = await readFile(join(at.folder, 'model.onnx.loads'), 'utf8');
    expect(loads).toBeGreaterThan(1);
    expect(loads).toBeLessThanOrEqual(5);
    expect(at.warned).toHaveLength(1);
  });

  it('is a process that fails at question after question: it is started anew', async () => {
    await at.started();
    for (let times = 0; times < 3; times++) expect(await at.best('throw')).toBe('broken');
    expect(at.stage.state().state).toBe('broken');
    await at.becomes('ready');
    expect(await at.best('the vessel sank')).toBe('a.a');
  });

  it('is a process that is stuck: it is ended and started anew', async () => {
    await at.started('', { aliveMs: 300 });
    const all = await Promise.all(['hang', 'hang', 'hang'].map(async (question) => at.best(question)));
    expect(all).toEqual(['late', 'late', 'late']);
    await at.becomes('broken');
    await at.becomes('ready');
    expect(await at.best('the vessel sank')).toBe('a.a');
  });

  it('learns nothing of what this process knows', async () => {
    vi.stubEnv('DISCORD_TOKEN', 'a-secret');
    await at.started('token', { firstPauseMs: 60_000 });
    vi.unstubAllEnvs();
    expect(at.stage.state().why).toContain('it saw undefined');
  });

  it('is no fault when all processes of a group are told to end', async () => {
    await at.started();
    const children = (await readFile(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').catch(() => '')).trim().split(' ').map(Number);
    for (const child of children) if ((await readFile(`/proc/${child}/cmdline`, 'utf8').catch(() => '')).includes('semantic/worker')) process.kill(child, 'SIGINT');
    expect(await at.best('the vessel sank')).toBe('a.a');
    expect(at.warned).toEqual([]);
  });
});
