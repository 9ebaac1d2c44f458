import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import privacy from '../../commands/privacy.ts';
import { OPERATOR, type Caller, type Context, type Reply } from '../../src/command.ts';
import { readArguments } from '../../src/command/arguments.ts';
import { openSqliteState } from '../../src/state/sqlite.ts';
import type { Keeping, State } from '../../src/state/state.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { contextOf } from '../support/context.ts';
import { temporaryFolder } from '../support/process.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let context: Context;
let state: State;
let today: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  today = '2026-03-01';
  state = await openSqliteState(`${folder.path}/s.state`, { now: () => new Date(`${today}T10:00:00Z`) });
  context = await contextOf(await openSqliteStore(`${folder.path}/s.sqlite`), [privacy], { state });
});
afterEach(async () => {
  await state.close();
  await context.store.close();
  await folder.remove();
});

const asker: Caller = { ...OPERATOR, host: 'discord', id: '7', isOwner: false };
const keep = async (parts: Partial<Keeping> = {}): Promise<string> => state.keep({ userId: '7', guildId: '9', kind: 'results', body: { question: 'Who?' }, ...parts });
const ask = async (options: Record<string, string> = {}, caller = asker): Promise<Reply> => privacy.run(readArguments(privacy, options, caller.words), context, caller);

describe('/privacy', () => {
  it('says that nothing is kept of somebody who asked nothing', async () => {
    await keep({ userId: '8' });
    const { lead, actions, visibility, data } = await ask();
    expect([lead, actions, visibility]).toEqual(['Nothing is kept about you.', [], 'private']);
    expect(data).toEqual({ kept: 0, entries: [], deleted: null });
  });

  it('shows privately what is kept of the asker alone, since when, and until when', async () => {
    await keep({ body: { question: 'Who attacked\nthe prime minister?', ids: ['a.1'] } });
    today = '2026-03-05';
    await keep({ kind: 'call', body: { command: 'search', options: { question: 'drones', after: '2021' } } });
    await keep({ kind: 'other', body: {} });
    await keep({ userId: '8', body: { question: 'Somebody else\'s' } });
    const { lead, facts, actions, notice, visibility, again, data } = await ask();
    expect(lead).toBe('3 entries, the oldest of Mar 1, 2026, the newest of Mar 5, 2026: what the buttons of your replies need. Each goes by itself after 90 days. Nothing else is kept about you.');
    expect(facts).toEqual([
      { label: 'Mar 5, 2026', text: 'For a button (other).' },
      { label: 'Mar 5, 2026', text: 'For a button: /search question:drones after:2021' },
      { label: 'Mar 1, 2026', text: 'You asked: Who attacked the prime minister?' },
    ]);
    expect([notice, visibility, again]).toEqual([null, 'private', null]);
    expect(actions).toEqual([{ label: 'Delete all of it', command: 'privacy', options: { delete: 'true' }, inPlace: true }]);
    expect(data).toMatchObject({ kept: 3, entries: [{ kind: 'other' }, { kind: 'call' }, { kind: 'results', keptAt: '2026-03-01T10:00:00.000Z', what: 'Who attacked\nthe prime minister?' }], deleted: null });
  });

  it('lists the newest ten and counts the rest; a long question is cut', async () => {
    for (let place = 0; place < 23; place++) await keep({ body: { question: `${place} ${'🙂'.repeat(400)}` } });
    const { facts, notice, data } = await ask();
    expect(facts.map(({ text }) => text.split(' ')[2])).toEqual(Array.from({ length: 10 }, (_, place) => String(22 - place)));
    expect(Math.max(...facts.map(({ text }) => text.length))).toBeLessThan(250);
    expect(facts.every(({ text }) => text.isWellFormed())).toBe(true);
    expect(notice).toBe('13 older entries more of the same kinds.');
    expect(data).toMatchObject({ kept: 23 });
  });

  it('writes days as the asker\'s language does', async () => {
    await keep();
    expect((await ask({}, { ...asker, locale: 'de' })).facts[0]?.label).toBe('01.03.2026');
  });

  it('deletes all of the asker\'s with the button that it shows, and nothing of others', async () => {
    const [own, other] = [await keep(), await keep({ userId: '8' })];
    await keep();
    const [button] = (await ask()).actions;
    const { lead, data, actions } = await ask(button?.options);
    expect(lead).toContain('2 entries deleted.');
    expect([data, actions]).toEqual([{ kept: 0, entries: [], deleted: 2 }, []]);
    expect([await state.kept(own), (await state.kept(other))?.userId]).toEqual([null, '8']);
    expect((await ask({ delete: 'true' })).data).toEqual({ kept: 0, entries: [], deleted: 0 });
  });

  it('at the terminal is about what was asked there', async () => {
    await keep({ userId: null, guildId: null, body: { question: 'At the desk' } });
    await keep();
    expect((await ask({}, OPERATOR)).data).toMatchObject({ kept: 1, entries: [{ what: 'At the desk' }] });
    expect((await ask({ delete: 'true' }, OPERATOR)).data).toMatchObject({ deleted: 1 });
    expect(await state.ofUser('7')).toHaveLength(1);
  });

  it('says so where what is kept cannot be read', async () => {
    context = { ...context, state: null };
    for (const options of [{}, { delete: 'true' }]) {
      const { lead, data } = await ask(options);
      expect(lead).toContain('cannot be read or deleted');
      expect(data).toEqual({ kept: null, entries: [], deleted: null });
    }
  });
});
