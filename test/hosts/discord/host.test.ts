import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineCommand, reply, type Context } from '../../../src/command.ts';
import { readConfig } from '../../../src/config.ts';
import { startDiscord, type DiscordHost } from '../../../src/hosts/discord/host.ts';
import { startLoopback, type Loopback } from '../../../src/hosts/loopback/loopback.ts';
import type { ShownMessage } from '../../../src/hosts/loopback/message.ts';
import { openSqliteStore } from '../../../src/store/sqlite.ts';
import { temporaryFolder } from '../../support/process.ts';
import { contextOf } from '../../support/context.ts';

const TOKEN = 'test.token.1';
const SECRET = 'a secret of the question';

const slow = defineCommand({
  name: 'slow',
  description: 'Takes longer than Discord waits',
  options: {},
  run: async () => {
    await sleep(3_500);
    return reply({ heading: 'done at last', data: {} });
  },
});
const broken = defineCommand({
  name: 'broken',
  description: 'Always fails',
  options: { question: { type: 'string', description: 'Anything', suggest: async () => Promise.reject(new Error('no suggestions')) } },
  run: async () => Promise.reject(new Error('the disk is on fire')),
});
const long = defineCommand({
  name: 'long',
  description: 'Suggests more and longer than Discord allows',
  options: { title: { type: 'string', description: 'Anything', suggest: async () => Array.from({ length: 40 }, (_, place) => ({ name: `${place} ${'🙂'.repeat(90)}`, value: place === 0 ? 'v'.repeat(101) : String(place) })) } },
  run: async () => reply({ heading: 'x', data: {} }),
});

let loopback: Loopback;
let host: DiscordHost;
let state: Awaited<ReturnType<typeof temporaryFolder>>;
let context: Context;
const logged: string[] = [];

beforeAll(async () => {
  loopback = await startLoopback({ token: TOKEN });
  state = await temporaryFolder();
  context = await contextOf(await openSqliteStore(`${state.path}/s.sqlite`), [slow, broken, long]);
  const sink = new Writable({ write: (chunk: Buffer, _encoding, done) => { logged.push(chunk.toString()); done(); } });
  host = await startDiscord(readConfig({ DISCORD_API_URL: loopback.apiUrl }), TOKEN, context, pino({}, sink));
});

afterAll(async () => {
  await host.stop();
  await context.store.close();
  await loopback.close();
  await state.remove();
});

function descriptionOf(message: ShownMessage | null): string {
  return JSON.stringify(message?.embeds ?? []);
}

describe('the Discord host', () => {
  it('defers what is slow, and then answers', async () => {
    const outcome = await loopback.command({ name: 'slow' });
    expect(outcome.failed).toBeNull();
    expect(outcome.deferred).toBe(true);
    expect(descriptionOf(outcome.message)).toContain('done at last');
  });

  it('tells a failure with an id to the asker alone, and logs the rest under it', async () => {
    const { message, failed } = await loopback.command({ name: 'broken', options: { question: SECRET } });
    expect(failed).toBeNull();
    expect(message?.ephemeral).toBe(true);
    const [, id = ''] = /error ([0-9a-f]{8})/u.exec(descriptionOf(message)) ?? [];
    expect(descriptionOf(message)).not.toContain('disk');
    const entry = logged.find((line) => line.includes(id));
    expect(entry).toContain('the disk is on fire');
    expect(logged.join('')).not.toContain(SECRET);
    expect(logged.join('')).not.toContain(TOKEN);
  });

  it('offers nothing, rather than an error, when suggestions fail', async () => {
    expect(await loopback.autocomplete({ name: 'broken', option: 'question', partial: 'x' })).toMatchObject({ failed: null, choices: [] });
  });

  it('cuts suggestions to what Discord allows', async () => {
    const { choices } = await loopback.autocomplete({ name: 'long', option: 'title', partial: '' });
    expect(choices).toHaveLength(25);
    expect(choices[0]?.value).toBe('1');
    expect(choices.every(({ name }) => name.length <= 100 && name.endsWith('…') && name.isWellFormed())).toBe(true);
  });

  it('finishes the answers under way before it stops', async () => {
    const second = await startDiscord(readConfig({ DISCORD_API_URL: loopback.apiUrl }), TOKEN, { ...context, commands: [slow] }, pino({ level: 'silent' }));
    await host.stop();
    const outcome = loopback.command({ name: 'slow' });
    await sleep(200);
    await second.stop();
    expect(descriptionOf((await outcome).message)).toContain('done at last');
  });
});
