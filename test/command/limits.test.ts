import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATOR, type Caller, type Context, type Reply } from '../../src/command.ts';
import { limitArticles } from '../../src/command/filter.ts';
import { readLimits, type Limits, type TypedLimits } from '../../src/command/limits.ts';
import { suggestAuthors, suggestPublishers } from '../../src/command/suggest.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { article, collection, stated } from '../store/articles.ts';
import { contextOf } from '../support/context.ts';
import { temporaryFolder } from '../support/process.ts';

const NOW = new Date('2026-11-22T23:59:59Z');
const MEMBER: Caller = { ...OPERATOR, host: 'discord', id: '300000000000000008', isOwner: false, locale: 'en-GB' };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let context: Context;
beforeAll(async () => {
  folder = await temporaryFolder();
  const store = await openSqliteStore(`${folder.path}/s.sqlite`);
  await store.replaceCollection(collection('p'), [
    article('a', ['1'], { publisher: 'The Hill', publisherAlias: 'Capitol Paper', author: 'Jane Doe and John Roe', published: stated('2021-05-01') }),
    article('b', ['2'], { publisher: 'The Post', author: 'Jane Dae', published: stated('2021-06-01') }),
    article('c', ['3'], { publisher: 'The Past', author: 'José Núñez', category: 'Économie' }),
    article('d', ['4'], { publisher: 'Al Jazeera English', author: '王小明', category: null }),
  ]);
  context = await contextOf(store, []);
});
afterAll(async () => {
  await context.store.close();
  await folder.remove();
});

async function limits(typed: TypedLimits, caller = MEMBER): Promise<Limits> {
  const read = await readLimits('search', typed, context, caller, NOW);
  if ('asked' in read) throw new Error(`asked: ${read.asked.lead ?? ''}`);
  return read;
}

async function asked(typed: TypedLimits & Record<string, string | number | boolean | undefined>): Promise<Reply> {
  const read = await readLimits('search', typed, context, MEMBER, NOW);
  if (!('asked' in read)) throw new Error(`read: ${read.told ?? ''}`);
  return read.asked;
}

describe('limits told back', () => {
  it('say nothing of no limits', async () => {
    expect(await limits({})).toEqual({ filter: {}, told: null, data: { from: null, to: null, publisher: null, category: null, author: null } });
  });

  it.each<[TypedLimits, string]>([
    [{ when: 'since May 2021' }, 'Published from 1 May 2021 to today.'],
    [{ when: 'last month' }, 'Published from 1 October 2026 to 31 October 2026.'],
    [{ after: 'May 2021', before: 'Christmas 2021' }, 'Published from 1 May 2021 to 25 December 2021.'],
    [{ publisher: 'the hill', category: 'economie', author: 'jane doe' }, 'Publisher: The Hill. Category: Économie. Author: Jane Doe.'],
    [{ publisher: 'capitol paper' }, 'Publisher: capitol paper.'],
    [{ publisher: 'Teh Hill' }, "Publisher: The Hill (you typed 'Teh Hill')."],
    [{ publisher: 'Al Jazera English', when: '2021' }, "Published from 1 January 2021 to 31 December 2021. Publisher: Al Jazeera English (you typed 'Al Jazera English')."],
    [{ publisher: 'hill' }, "Publisher: The Hill (you typed 'hill')."],
    [{ author: 'Roe' }, "Author: John Roe (you typed 'Roe')."],
    [{ author: 'jose nunes' }, "Author: José Núñez (you typed 'jose nunes')."],
  ])('%j: %s', async (typed, told) => { expect((await limits(typed)).told).toBe(told); });

  it('stand in the data as days and names of the archive', async () => {
    expect((await limits({ when: 'before Christmas 2021', author: 'jane doee' })).data).toEqual({ from: null, to: '2021-12-24', publisher: null, category: null, author: 'Jane Doe' });
  });

  it('keep to the articles that all of them fit', async () => {
    const kept = async (typed: TypedLimits): Promise<string[]> => [...((await limitArticles(context.store, (await limits(typed)).filter)).articles ?? [])].sort();
    expect(await kept({ author: 'John Roe' })).toEqual(['a']);
    expect(await kept({ when: 'after May 2021' })).toEqual(['b']);
    expect(await kept({ when: '2021', publisher: 'The Hill' })).toEqual(['a']);
    expect(await limitArticles(context.store, (await limits({ when: '2021' })).filter)).toMatchObject({ undated: 2 });
    expect(await limitArticles(context.store, {})).toEqual({ articles: null, undated: 0 });
  });
});

describe('what is unclear', () => {
  it('is asked in private, each reading a button of the same call with the clear date', async () => {
    const reply = await asked({ question: 'who', private: true, after: '08/12/2021', publisher: 'The Hill' });
    expect(reply).toMatchObject({ visibility: 'private', again: null, heading: 'Which time do you mean?' });
    expect(reply.lead).toBe('"08/12/2021" can be read with the day or the month first. It can be read as 12 August 2021 or 8 December 2021.');
    const options = { question: 'who', private: 'true', publisher: 'The Hill' };
    expect(reply.actions).toEqual([
      { label: '12 August 2021', command: 'search', options: { ...options, after: '2021-08-12' } },
      { label: '8 December 2021', command: 'search', options: { ...options, after: '2021-12-08' } },
    ]);
  });

  it.each([
    [{ when: '08/12/2021' }, ['12 August 2021', '8 December 2021']],
    [{ when: 'since 08/12/2021' }, ['from 12 August 2021 to today', 'from 8 December 2021 to today']],
    [{ when: 'May' }, ['May 2026', 'May 2025', 'May 2024']],
    [{ when: 'between June and March 2021' }, ['June 2020 – March 2021', 'March – June 2021']],
    [{ publisher: 'The Pist' }, ['The Post', 'The Past']],
    [{ author: 'Jane' }, ['Jane Dae', 'Jane Doe']],
    [{ publisher: 'jazee' }, ['Al Jazeera English']],
  ])('%j offers %j', async (typed, labels) => {
    const { actions } = await asked(typed);
    expect(actions.map(({ label }) => label.replace(/[\u2009\u202f]/gu, ' ')).sort()).toEqual([...labels].sort());
    for (const { options } of actions) expect((await limits(options)).told).not.toBeNull();
  });

  it('is an error at the terminal, which lists what to write', async () => {
    await expect(limits({ when: '08/12/2021' }, OPERATOR)).rejects.toMatchObject({ type: 'user', message: expect.stringMatching(/2021-08-12 or 2021-12-08/u) as string });
    await expect(limits({ publisher: 'The Pist' }, OPERATOR)).rejects.toMatchObject({ type: 'user', message: expect.stringMatching(/The (?:Post or The Past|Past or The Post)/u) as string });
  });

  it.each<[TypedLimits, RegExp, RegExp]>([
    [{ when: 'some day' }, /"some day" cannot be read as a date for "when"/u, /since May 2021, last month, 2019\.\.2020/u],
    [{ when: `x${' y'.repeat(5_000)}` }, /^"x[y ]{0,80}" cannot be read/u, /since May 2021/u],
    [{ before: 'since May 2021' }, /cannot be read as a date for "before"/u, /2021-12-31, May 2021, 2021/u],
    [{ after: '2022', before: '2021' }, /wrong way round/u, /earlier date/u],
    [{ when: 'after 2021 and before 2020' }, /wrong way round/u, /since May 2021/u],
    [{ publisher: 'The Daily Moon' }, /No publisher "The Daily Moon"/u, /The archive has: .*The Hill/u],
    [{ author: 'x' }, /No author "x"/u, /The archive has: /u],
    [{ category: 'Sport' }, /No category "Sport"/u, /The archive has: .*Économie/u],
  ])('%j is an error with a remedy', async (typed, message, remedy) => {
    await expect(limits(typed)).rejects.toMatchObject({ type: 'user', message: expect.stringMatching(message) as string, remedy: expect.stringMatching(remedy) as string });
  });
});

describe('names offered while typing', () => {
  it.each([
    ['', 4], ['the', 3], ['HILL', 1], ['jazeera', 1], ['jazera', 1], ['teh po', 1], ['zzzz', 0], ['🙂', 0], ['x'.repeat(6_000), 0],
  ])('%j gives %d publishers', async (partial, count) => {
    expect(await suggestPublishers(partial, context)).toHaveLength(count);
  });

  it('come by their beginning, then by a word’s, then by a part, then with slips', async () => {
    expect((await suggestAuthors('jo', context)).map(({ name }) => name)).toEqual(['John Roe', 'José Núñez']);
    expect((await suggestAuthors('nun', context)).map(({ name }) => name)).toEqual(['José Núñez']);
    expect((await suggestAuthors('jane do', context)).map(({ name }) => name)).toEqual(['Jane Doe', 'Jane Dae']);
  });

  it('are at most 25 of 50,000, told in a time that grows no faster than their number', async () => {
    const herald = (place: number): string => place.toString(26).replace(/\w/gu, (digit) => String.fromCharCode(97 + parseInt(digit, 26)));
    const names = Array.from({ length: 50_000 }, (_, place) => ({ name: `${herald(place)} herald of ${place % 7 === 0 ? 'Kuala' : 'Bergen'}`, articles: 1 }));
    const time = async (count: number, rounds: number): Promise<number> => {
      const some = names.slice(0, count);
      const store = Object.assign(Object.create(context.store) as Context['store'], { publishers: async () => some });
      await suggestPublishers('herlad', { ...context, store });
      const started = performance.now();
      for (let round = 0; round < rounds; round++) expect(await suggestPublishers('herlad', { ...context, store })).toHaveLength(25);
      return (performance.now() - started) / rounds;
    };
    const few = await time(5_000, 20);
    expect(await time(50_000, 4)).toBeLessThan(few * 10 * 3);
  });
});
