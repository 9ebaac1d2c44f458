import { afterAll, beforeAll, expect, it } from 'vitest';
import { OPERATOR, type Context, type Reply } from '../../src/command.ts';
import { readArguments } from '../../src/command/arguments.ts';
import { findCallable } from '../../src/command/callables.ts';
import type { OpenArchive } from '../../src/open.ts';
import type { State } from '../../src/state/state.ts';
import { openSample } from '../support/archive.ts';

let archive: OpenArchive;
beforeAll(async () => { archive = await openSample(); });
afterAll(async () => { await archive.close(); });

/** A State whose disk is full from some point on. */
function full(state: State, fails: readonly (keyof State)[]): State {
  return new Proxy(state, {
    get: (target, name) => {
      if (fails.includes(name as keyof State)) return async () => Promise.reject(new Error('the disk is full'));
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
    },
  });
}

async function run(name: string, given: Record<string, string>, context: Context): Promise<Reply> {
  const command = findCallable(archive.context.commands, name, null);
  if (command === null) throw new Error(name);
  return command.run(readArguments(command, given, OPERATOR.words), context, OPERATOR);
}

const QUESTION = { question: 'drone attack on the prime minister' };

it('a search whose list cannot be kept answers without further pages', async () => {
  const { state } = archive.context;
  if (state === null) throw new Error('no State');
  for (const nothing of [null, full(state, ['keep', 'keepSoon'])]) {
    const { quotes, actions, again } = await run('search', QUESTION, { ...archive.context, state: nothing });
    expect([quotes.length, actions.map(({ command }) => command), again]).toEqual([5, Array.from({ length: 5 }, () => 'source'), null]);
  }
});

it('a further page is shown although its order cannot be kept', async () => {
  const { state } = archive.context;
  const { again } = await run('search', QUESTION, archive.context);
  const list = again?.options['list'] ?? '';
  const second = await run('results', { list, page: '2' }, { ...archive.context, state: state === null ? null : full(state, ['change']) });
  expect(second.quotes).toHaveLength(5);
  expect((await run('results', { list, page: '2' }, archive.context)).quotes).toEqual(second.quotes);
});

it('a page behind the last is the last one, and says so', async () => {
  const { again } = await run('search', QUESTION, archive.context);
  const list = again?.options['list'] ?? '';
  const last = await run('results', { list, page: '40' }, archive.context);
  expect(last.notice).toContain('no further passages');
  expect(last.actions.map(({ label }) => label)).not.toContain('Next');
  expect(last.quotes.length).toBeGreaterThan(0);
});

it.each([[1, 1], [3, 3], [9, 9]])('context shows as many paragraphs of the article as the owner allows: %i', async (contextParagraphs, shown) => {
  const { quotes: [first] } = await run('search', QUESTION, archive.context);
  const { quotes, data } = await run('context', { paragraph: first?.paragraph.id ?? '' }, { ...archive.context, contextParagraphs });
  expect(quotes).toHaveLength(shown);
  expect(quotes.map(({ paragraph }) => paragraph.id)).toContain(first?.paragraph.id);
  expect(data).toMatchObject({ of: expect.any(Number) as number });
});

it('context that the owner turned off is offered nowhere, and refused', async () => {
  const none = { ...archive.context, contextParagraphs: 0 };
  const { quotes } = await run('search', QUESTION, none);
  expect(quotes.flatMap(({ actions = [] }) => actions.map(({ command }) => command))).not.toContain('context');
  await expect(run('context', { paragraph: quotes[0]?.paragraph.id ?? '' }, none)).rejects.toMatchObject({ type: 'user', message: expect.stringContaining('turned context off') as string });
});
