import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { defineCommand, reply, type Context } from '../../../src/command.ts';
import { readConfig } from '../../../src/config.ts';
import { userError } from '../../../src/errors.ts';
import { startDiscord } from '../../../src/hosts/discord/host.ts';
import { startLoopback, type Loopback } from '../../../src/hosts/loopback/loopback.ts';
import { createLogger } from '../../../src/log/logger.ts';
import type { OpenArchive } from '../../../src/open.ts';
import { openSample } from '../../support/archive.ts';
import { startFaultyApi, type FaultyApi } from './faulty-api.ts';

const TOKEN = 'MTIz.abc"quoted.s3cr3t-token';
const QUESTION = 'Zanzibar saffron ledger';
const WORDS = ['zanzibar', 'saffron', 'ledger'];
const text = { type: 'string', description: 'What', required: true, suggest: async (partial: string) => { throw new Error(`no choices for ${partial}`); } } as const;

/** Everything that a question can meet. */
const ends = defineCommand({
  name: 'ends',
  description: 'Ends in the way that is asked for',
  options: { how: { type: 'string', description: 'How', required: true }, question: text },
  async run({ how, question }) {
    if (how === 'defect') throw new Error(`cannot read ${question}`, { cause: new TypeError(`${question.toUpperCase()} is not a function`) });
    if (how === 'mistake') throw userError(`Nothing for ${question}.`, 'Ask otherwise.');
    if (how === 'late') await sleep(400);
    return reply({ heading: `${question}\n{"level":30}`, data: {} });
  },
});

let loopback: Loopback;
let api: FaultyApi;
let archive: OpenArchive;
let context: Context;

beforeAll(async () => {
  loopback = await startLoopback({ token: TOKEN, deadlineMs: 300 });
  api = await startFaultyApi(loopback.apiUrl);
  archive = await openSample();
  context = { ...archive.context, commands: [...archive.context.commands, ends] };
});
afterAll(async () => {
  await archive.close();
  await api.close();
  await loopback.close();
});

/** What is logged while people ask, and everything goes wrong that can. */
async function logged(settings: Record<string, string>): Promise<{ lines: Record<string, unknown>[]; all: string }> {
  let all = '';
  const config = readConfig({ DISCORD_TOKEN: TOKEN, DISCORD_API_URL: api.apiUrl, ...settings });
  const log = createLogger(config, { write: (line) => { all += line; } });
  const discord = await startDiscord(config, TOKEN, context, log);
  log.warn({ url: `https://discord.com/api/webhooks/1/aW50ZXJhY3Rpb24/messages/@original`, token: TOKEN }, `with ${TOKEN}`);
  const ask = async (how: string): Promise<string | null> => (await loopback.command({ name: 'ends', options: { how, question: QUESTION } })).failed;
  await loopback.command({ name: 'search', options: { question: QUESTION } });
  for (const how of ['well', 'defect', 'mistake']) expect(await ask(how)).toBeNull();
  expect(await ask('late')).not.toBeNull();
  await vi.waitFor(() => { expect(all).toContain('10062'); });
  for (const status of [401, 500]) {
    api.fail(status);
    expect(await ask('well')).not.toBeNull();
  }
  api.fail(null);
  expect((await loopback.autocomplete({ name: 'ends', option: 'question', partial: QUESTION })).choices).toEqual([]);
  await discord.stop();
  const lines = all.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
  return { lines, all };
}

function errorsIn(lines: readonly Record<string, unknown>[]): unknown[] {
  return lines.filter((line) => 'err' in line).map(({ err }) => err);
}

describe('the log', () => {
  it('tells every error with its cause and place, and nothing of what was asked or of any secret', async () => {
    const { lines, all } = await logged({ LOG_LEVEL: 'info' });
    const errors = errorsIn(lines);
    expect(errors).toContainEqual(expect.objectContaining({ type: 'Error', message: 'cannot read …', stack: expect.stringContaining('logs.test.ts') as string, cause: expect.objectContaining({ type: 'TypeError', message: '… … … is not a function' }) as object }));
    expect(errors).toContainEqual(expect.objectContaining({ type: 'DiscordAPIError[10062]', status: 404, method: 'POST', code: 10062 }));
    expect(errors).toContainEqual(expect.objectContaining({ status: 401 }));
    expect(errors).toContainEqual(expect.objectContaining({ type: 'HTTPError', status: 500 }));
    expect(lines.map(({ msg }) => msg)).toContain('autocomplete failed');
    for (const word of [...WORDS, 's3cr3t', 'aW50ZXJhY3Rpb24']) expect(all.toLowerCase()).not.toContain(word.toLowerCase());
    // Interactions' tokens are such: base64 of "interaction:".
    expect(all).not.toMatch(/requestBody|rawError|allowed_mentions|aW50ZXJh/u);
    expect(lines.filter(({ msg }) => msg === 'interaction')).toEqual([]);
  });

  it('has a line for each interaction at debug, without what was asked', async () => {
    const { lines, all } = await logged({ LOG_LEVEL: 'debug' });
    const told = lines.filter(({ msg }) => msg === 'interaction').map(({ kind, command, outcome }) => `${String(kind)} ${String(command)} ${String(outcome)}`);
    expect(told.sort()).toEqual([
      'autocomplete ends failed', 'command ends failed', 'command ends failed', 'command ends failed', 'command ends failed', 'command ends ok', 'command ends user error', 'command search absent',
    ]);
    for (const word of WORDS) expect(all.toLowerCase()).not.toContain(word);
  });

  it('has what was asked where LOG_QUERIES asks for it, a JSON object a line, and still no secret', async () => {
    const { lines, all } = await logged({ LOG_QUERIES: 'on' });
    const told = lines.filter(({ msg }) => msg === 'interaction');
    expect(told).toHaveLength(7);
    expect(told).toContainEqual(expect.objectContaining({ level: 30, command: 'search', outcome: 'absent', said: [QUESTION] }));
    expect(all).not.toMatch(/s3cr3t|aW50ZXJh/u);
  });
});
