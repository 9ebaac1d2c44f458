import { afterAll, beforeAll, expect, it } from 'vitest';
import search from '../../commands/search.ts';
import { OPERATOR, type GivenArguments, type Reply } from '../../src/command.ts';
import type { OpenArchive } from '../../src/open.ts';
import { openSample } from '../support/archive.ts';

let archive: OpenArchive;
beforeAll(async () => { archive = await openSample(); });
afterAll(async () => { await archive.close(); });

const run = async (given: GivenArguments): Promise<Reply> => search.run({ question: 'Iraq in May', ...given }, archive.context, { ...OPERATOR, host: 'discord', locale: 'en-GB' });
const publishers = ({ quotes }: Reply): string[] => [...new Set(quotes.map(({ article }) => article.publisher ?? ''))].sort();

it('keeps to a time in words, and says what was read before anything else', async () => {
  const since = await run({ when: 'since December 2021' });
  expect(since.lead).toMatch(/^Published from 1 December 2021 to today\./u);
  expect(publishers(since)).toEqual(['FRANCE 24', 'ReliefWeb']);
  expect(since.data).toMatchObject({ limits: { from: '2021-12-01', to: null, publisher: null, category: null, author: null } });
  expect(publishers(await run({ when: 'before September 2021' }))).not.toContain('ReliefWeb');
});

it('leaves a period in the question to the question', async () => {
  const { lead, data } = await run({ question: 'What happened in Iraq since May 2021?' });
  expect(lead ?? '').not.toContain('Published');
  expect(data).toMatchObject({ limits: { from: null, to: null } });
});

it('asks in private for what is unclear, and answers the reading that is pressed', async () => {
  const asked = await run({ when: '08/12/2021', publisher: 'france 24' });
  expect([asked.visibility, asked.quotes]).toEqual(['private', []]);
  const chosen = asked.actions.find(({ label }) => label === '8 December 2021');
  const answered = await search.run(chosen?.options ?? {}, archive.context, OPERATOR);
  expect(answered.lead).toContain('Published on December 8, 2021. Publisher: FRANCE 24.');
  expect(publishers(answered)).toEqual(['FRANCE 24']);
});
