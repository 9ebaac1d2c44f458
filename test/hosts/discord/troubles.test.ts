import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ShownMessage } from '../../../src/hosts/loopback/message.ts';
import { buttonsOf, EPHEMERAL, quotesOf, shown, Talk, textOf } from './talk.ts';

const QUESTION = 'drone attack on the prime minister';

let talk: Talk;
let message: ShownMessage;
beforeAll(async () => { talk = await Talk.start({}, { deadlineMs: 1_500 }); });
beforeEach(async () => {
  talk.api.fail(null);
  message = await talk.ask('search', { question: QUESTION, private: true });
});
afterAll(async () => { await talk.close(); });

/** As many messages as the bot has sent to a channel, replies and further ones. */
function sentSince(before: number): number {
  return talk.loopback.bodies.slice(before).filter(({ path, status, method }) => method === 'POST' && status < 300 && (/\/webhooks\//u.test(path) || /callback/u.test(path))).length;
}

function shares(): unknown[] {
  return talk.loopback.bodies.filter(({ path, status, body }) => /\/webhooks\//u.test(path) && status < 300 && JSON.stringify(body).includes('Shared by'));
}

describe('Discord that does not take a reply', () => {
  it.each([429, 500, 502])('once, with %i: it is sent again, and stands there once', async (status) => {
    const before = talk.loopback.bodies.length;
    talk.api.fail(status, { times: 1 });
    const answered = await talk.ask('search', { question: QUESTION });
    expect(quotesOf(answered)).toHaveLength(5);
    expect(sentSince(before)).toBe(1);
  });

  it('for as long as it waits: nobody can be told, and the next question is answered', async () => {
    talk.api.fail(500);
    expect((await talk.loopback.command({ name: 'search', options: { question: QUESTION } })).failed).toContain('no response');
    talk.api.fail(null);
    expect(quotesOf(await talk.ask('search', { question: QUESTION }))).toHaveLength(5);
  });

  it('in the middle of sharing: the button stays, and shares once when all is well again', async () => {
    talk.api.fail(500, { at: '/webhooks/' });
    await talk.loopback.press(message, 'Share');
    // Tried several times, and then given up.
    await expect.poll(() => talk.api.refused).toBeGreaterThan(3);
    talk.api.fail(null);
    await expect.poll(async () => {
      await talk.loopback.press(message, 'Share').catch(() => undefined);
      return buttonsOf(message);
    }).not.toContain('Share');
    expect(shares()).toHaveLength(1);
  });
});

describe('a place where the bot may not write', () => {
  it('is told to whoever wanted to share there', async () => {
    const before = shares().length;
    talk.api.fail(403, { at: '/webhooks/', times: 1, code: 50_013 });
    const told = await (await talk.loopback.press(message, 'Share')).nextFollowUp();
    expect([told.flags, textOf(told)]).toEqual([EPHEMERAL, expect.stringContaining('the bot may not write in this place')]);
    expect([shares().length - before, buttonsOf(message).includes('Share')]).toEqual([0, true]);
  });
});

describe('buttons that the bot does not know', () => {
  it('are answered with what to do', async () => {
    const asked = await talk.ask('search', { question: QUESTION });
    await talk.archive.context.state?.forgetUser(asked.askerId);
    const told = shown(await talk.loopback.press(asked, 'Next'));
    expect([told.flags, textOf(told)]).toEqual([EPHEMERAL, expect.stringContaining('Ask again with /search.')]);
  });
});
