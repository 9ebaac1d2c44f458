import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KEPT_DAYS, type Body, type Keeping, type State } from '../../src/state/state.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const START = Date.parse('2026-01-31T12:00:00.000Z');

export function results(parts: Partial<Keeping> = {}): Keeping {
  return { userId: '7', guildId: '9', kind: 'results', body: { question: 'Who?', ids: ['a.1'] }, ...parts };
}

type Clock = () => Date;

/** What every State must do; each one's own test calls it. `open` gives an empty one each time. */
export function testState(name: string, openState: (now: Clock) => Promise<State>): void {
  describe(`${name} as a State`, () => {
    let state: State;
    let time: number;
    beforeEach(async () => {
      time = START;
      state = await openState(() => new Date(time));
    });
    afterEach(async () => { await state.close(); });

    const keepAll = async (...all: readonly Partial<Keeping>[]): Promise<string[]> => {
      const ids = [];
      for (const parts of all) ids.push(await state.keep(results(parts)));
      return ids;
    };

    it('gives back what was kept, as it was, with when', async () => {
      const [id = '', other = ''] = await keepAll({}, { userId: null, guildId: null, kind: 'call', body: {} });
      expect(await state.kept(id)).toEqual({ ...results(), id, keptAt: '2026-01-31T12:00:00.000Z' });
      expect(await state.kept(other)).toMatchObject({ userId: null, guildId: null, kind: 'call', body: {} });
    });

    it('keeps any JSON to the last character', async () => {
      await fc.assert(
        fc.asyncProperty(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'grapheme' })), async (body) => {
          const id = await state.keep(results({ body }));
          expect((await state.kept(id))?.body).toEqual(JSON.parse(JSON.stringify(body)));
        }),
        { numRuns: 100 },
      );
    });

    it('has what is kept soon at once, for everything that can be done with it', async () => {
      const id = await state.keepSoon(results());
      expect(await state.kept(id)).toMatchObject({ id, ...results() });
      const other = await state.keepSoon(results());
      expect(await state.change(other, results().body, { changed: true })).toBe(true);
      expect((await state.kept(other))?.body).toEqual({ changed: true });
      const last = await state.keepSoon(results());
      expect((await state.ofUser(results().userId)).map((kept) => kept.id).sort()).toEqual([id, other, last].sort());
      await state.keepSoon(results());
      expect(await state.forgetUser(results().userId)).toBe(4);
      expect(await state.kept(last)).toBeNull();
    });

    it('gives ids that fit into a button, none twice and none like another', async () => {
      const ids = await Promise.all(Array.from({ length: 500 }, async () => state.keep(results())));
      for (const id of ids) expect(id).toMatch(/^[\w-]{1,16}$/u);
      expect(new Set(ids).size).toBe(500);
      // Each of the first four characters takes many values: no counter, no time.
      for (const place of [0, 1, 2, 3]) expect(new Set(ids.map((id) => id[place])).size).toBeGreaterThan(30);
    });

    it('gives null for what was never kept', async () => {
      for (const id of ['', 'nothing', '\0', '%', 'x'.repeat(10_000), '\ud800']) expect(await state.kept(id)).toBeNull();
    });

    it('forgets a user everywhere, and nobody else', async () => {
      const ids = await keepAll({ userId: '1' }, { userId: '1', guildId: null }, { userId: '11' }, { userId: null });
      expect(await state.forgetUser('1')).toBe(2);
      expect((await Promise.all(ids.map(async (id) => state.kept(id)))).map((kept) => kept?.userId)).toEqual([undefined, undefined, '11', null]);
      expect(await state.forgetUser('1')).toBe(0);
      expect(await state.forgetUser(null)).toBe(1);
    });

    it('forgets a server with all of it, and no other', async () => {
      const ids = await keepAll({ guildId: '1' }, { guildId: '1', userId: '8' }, { guildId: '2' }, { guildId: null });
      expect(await state.guilds()).toEqual(['1', '2']);
      expect(await state.forgetGuild('1')).toBe(2);
      expect((await Promise.all(ids.map(async (id) => state.kept(id)))).map((kept) => kept?.guildId)).toEqual([undefined, undefined, '2', null]);
      expect(await state.guilds()).toEqual(['2']);
    });

    it('lists what is of a user, newest first', async () => {
      const [first] = await keepAll({ userId: '1' }, { userId: '2' });
      time += 1;
      const [second, third] = await keepAll({ userId: '1' }, { userId: '1' });
      expect((await state.ofUser('1')).map(({ id }) => id)).toEqual([third, second, first]);
      expect(await state.ofUser('3')).toEqual([]);
      expect(await state.ofUser(null)).toEqual([]);
      const [terminal] = await keepAll({ userId: null });
      expect((await state.ofUser(null)).map(({ id }) => id)).toEqual([terminal]);
    });

    describe('changing', () => {
      it('puts a body in the place of the one that was expected, whatever the order of its keys, and once only', async () => {
        const [id = ''] = await keepAll({ body: { a: 1, b: [{ c: 2, d: null }] } });
        const [from, to]: Body[] = [{ b: [{ d: null, c: 2 }], a: 1 }, { a: 2 }];
        expect(await Promise.all([state.change(id, from ?? {}, to ?? {}), state.change(id, from ?? {}, { a: 3 })])).toEqual([true, false]);
        expect((await state.kept(id))?.body).toEqual(to);
      });

      it('changes nothing else, and does not make it younger', async () => {
        const [id = '', other = ''] = await keepAll({ body: { a: 1 } }, { body: { a: 1 } });
        const before = await state.kept(id);
        time += DAY_MS;
        await state.change(id, { a: 1 }, { a: 2 });
        expect(await state.kept(id)).toEqual({ ...before, body: { a: 2 } });
        expect((await state.kept(other))?.body).toEqual({ a: 1 });
      });

      it('changes nothing that is not kept', async () => {
        expect(await state.change('nothing', {}, {})).toBe(false);
        const [id = ''] = await keepAll({ body: {} });
        time += (KEPT_DAYS + 1) * DAY_MS;
        expect(await state.change(id, {}, { a: 1 })).toBe(false);
      });
    });

    it('gives nothing back that is too old, although nobody removed it yet', async () => {
      const [old = ''] = await keepAll({ userId: '1', guildId: '1' });
      time += DAY_MS;
      const [young = ''] = await keepAll({ userId: '1', guildId: '2' });
      time = START + KEPT_DAYS * DAY_MS;
      expect(await state.kept(old)).not.toBeNull();
      time += 1;
      expect(await state.kept(old)).toBeNull();
      expect((await state.ofUser('1')).map(({ id }) => id)).toEqual([young]);
      expect(await state.guilds()).toEqual(['2']);
    });

    it('removes what is too old at a time, and says how much that was', async () => {
      await keepAll({}, {});
      time += DAY_MS;
      const young = await state.keep(results());
      expect(await state.expire(new Date(START + KEPT_DAYS * DAY_MS))).toBe(0);
      expect(await state.expire(new Date(START + KEPT_DAYS * DAY_MS + 1))).toBe(2);
      expect((await state.ofUser('7')).map(({ id }) => id)).toEqual([young]);
    });

    it('forgets what names an article or a paragraph of it, wherever in a body, and nothing else', async () => {
      const about: Body[] = [{ article: 'abc' }, { deep: [{ ids: ['x.1', 'abc.k2'] }] }, { call: 'x.1,abc.k2' }, { 'abc.k2': true }, { text: 'See\nabc' }];
      const others: Body[] = [{ article: 'abcd' }, { article: 'xabc' }, { ids: ['x.abcd', 'abd'] }, { article: 'ABC' }, {}];
      await keepAll(...[...about, ...others].map((body) => ({ body })));
      expect(await state.forgetAbout('abc')).toBe(about.length);
      expect((await state.ofUser('7')).map(({ body }) => body)).toEqual(others.toReversed());
      expect(await state.forgetAbout('abc')).toBe(0);
      expect(await state.forgetAbout('.*')).toBe(0);
    });

    it('does what was asked in the order in which it was asked', async () => {
      const [kept, forgotten] = await Promise.all([state.keep(results()), state.forgetUser('7')]);
      expect([forgotten, await state.kept(kept)]).toEqual([1, null]);
    });

    it('keeps what is under way when it is closed', async () => {
      const asked = Promise.all(Array.from({ length: 20 }, async () => state.keep(results())));
      await state.close();
      expect(new Set(await asked).size).toBe(20);
      state = await openState(() => new Date(time));
    });
  });
}
