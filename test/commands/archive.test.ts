import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import archive from '../../commands/archive.ts';
import { OPERATOR, type Caller, type Context, type GivenArguments, type Reply } from '../../src/command.ts';
import { readArguments } from '../../src/command/arguments.ts';
import { findCallable } from '../../src/command/callables.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { contextOf } from '../support/context.ts';
import { article, collection } from '../store/articles.ts';
import { failing, MemoryOrigins, NOT_FOUND, origin } from '../support/origins.ts';
import { temporaryFolder } from '../support/process.ts';

const FEED = 'https://example.org/feed';
const OWNER: Caller = { ...OPERATOR, host: 'discord', id: '300000000000000007' };
const MEMBER: Caller = { ...OWNER, id: '300000000000000008', isOwner: false };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let context: Context;
beforeAll(async () => {
  folder = await temporaryFolder();
  const store = await openSqliteStore(`${folder.path}/s.sqlite`);
  await store.replaceCollection(collection('p'), [article('a', ['One.', 'Two.'])]);
  context = await contextOf(store, [archive]);
});
afterAll(async () => {
  await context.store.close();
  await folder.remove();
});

async function call(subcommand: string, given: GivenArguments, caller: Caller, origins: Context['origins']): Promise<Reply> {
  const command = findCallable([archive], 'archive', subcommand);
  if (command === null) throw new Error(`no ${subcommand}`);
  return command.run(readArguments(command, given, caller.words), { ...context, origins }, caller);
}
const textOf = ({ heading, lead, facts, notice }: Reply): string => [heading, lead, ...facts.map(({ label, text }) => `${label}\n${text}`), notice].join('\n');

describe('/archive status', () => {
  const folderPath = '/home/someone/notes';
  const some = [
    origin(folderPath, { kind: 'folder', listed: 'folder', articles: 1, lastSuccess: null, nextTry: null }),
    origin(FEED, { articles: 12, gone: 2, filling: { done: 40 } }),
    failing('https://gone.example/feed?key=secret'),
    origin('https://example.org/new', { state: 'new', kind: null, lastSuccess: null }),
  ];

  it('tells an owner all there is to know, what fails first', async () => {
    const reply = await call('status', {}, OWNER, new MemoryOrigins(some));
    expect(reply.visibility).toBe('private');
    expect(reply.lead).toMatch(/^1 article and 2 paragraphs in 1 collection, found by the index minisearch\. 4 origins: 1 failing, 1 new, 2 current\. Last refreshed November 22, 2026 at 2:05 PM UTC \(.+\)\. 2 articles are gone/u);
    expect(reply.facts.map(({ label }) => label)).toEqual(['https://gone.example/feed?key=secret', 'https://example.org/new', folderPath, FEED]);
    expect(reply.facts[0]?.text).toMatch(/answers 404\. Look at the address in a browser\.\nFailing since November 22, 2026 at 10:00 AM UTC \(.+\), 4 times in a row\n3 articles · feed · added with \/archive\nRefreshed November 22, 2026 at 2:05 PM UTC \(.+\); next try November 22, 2026 at 3:05 PM UTC/u);
    expect(reply.facts[3]?.text).toMatch(/12 articles, 2 of them gone from its site[\s\S]*40 older documents so far/u);
    expect(reply.data).toEqual({ articles: 1, paragraphs: 2, index: 'minisearch', origins: some });
  });

  it('tells a member of a server how it does, and nothing that is private', async () => {
    const reply = await call('status', {}, MEMBER, new MemoryOrigins(some));
    expect(textOf(reply)).toContain('It is not at its address (404).');
    for (const secret of ['/home', 'someone', 'secret', 'in a browser']) expect(JSON.stringify(reply)).not.toContain(secret);
    expect(reply.facts.map(({ label }) => label)).toContain('notes');
    expect(reply.actions).toEqual([]);
  });

  it('offers an owner to refresh all, and what fails by itself', async () => {
    const { actions } = await call('status', {}, OWNER, new MemoryOrigins(some));
    expect(actions.map(({ command, options }) => [command, options])).toEqual([['archive refresh', {}], ['archive refresh', { origin: 'https://gone.example/feed?key=secret' }]]);
  });

  it('shows twenty of 300 in a message and says how many more there are, and all on the terminal', async () => {
    const many = new MemoryOrigins([...Array.from({ length: 299 }, (_, place) => origin(`https://example.org/${place}`)), failing('https://gone.example/')]);
    const reply = await call('status', {}, OWNER, many);
    expect(reply.facts).toHaveLength(20);
    expect(reply.facts[0]?.label).toBe('https://gone.example/');
    expect(reply.notice).toContain('280 more origins are not shown');
    expect((await call('status', {}, OPERATOR, many)).facts).toHaveLength(300);
  });

  it('says plainly that nothing is fetched, or listed yet', async () => {
    const reply = await call('status', {}, MEMBER, null);
    expect(reply.notice).toContain('Nothing is fetched here');
    expect(reply.data).toMatchObject({ articles: 1, origins: [] });
    expect((await call('status', {}, OWNER, new MemoryOrigins())).notice).toContain('No origin is listed yet');
  });
});

describe('/archive add, remove and refresh', () => {
  it('add what an address gives, and say that older articles follow', async () => {
    const origins = new MemoryOrigins();
    const reply = await call('add', { address: ` ${FEED} ` }, OWNER, origins);
    expect(reply.visibility).toBe('private');
    expect(textOf(reply)).toMatch(/3 articles added\.[\s\S]*kept current from now on\. Older articles.* follow/u);
    expect(reply.data).toEqual({ reports: [{ id: FEED, outcome: 'changed', added: 3, changed: 0, gone: 0, problem: null, notice: null }] });
    expect((await origins.status()).map(({ id }) => id)).toEqual([FEED]);
  });

  it('say in words why nothing came, and what becomes of the address', async () => {
    const reply = await call('add', { address: FEED }, OWNER, new MemoryOrigins([], { [FEED]: NOT_FOUND }));
    expect(textOf(reply)).toMatch(/Nothing came\. .*404\. Look at the address in a browser\.\nIt is listed all the same, and tried again November 22, 2026 at 3:05 PM UTC/u);
    const unlisted = new MemoryOrigins();
    const forgetful = { add: unlisted.add.bind(unlisted), remove: unlisted.remove.bind(unlisted), refresh: unlisted.refresh.bind(unlisted), status: async () => [] };
    expect((await call('add', { address: FEED }, OWNER, forgetful)).notice).toContain('not added');
  });

  it('remove an origin and keep its articles, unless they shall go', async () => {
    const origins = new MemoryOrigins([origin(FEED), origin(`${FEED}2`)]);
    const kept = await call('remove', { origin: FEED }, OWNER, origins);
    expect(kept.lead).toBe('It is kept current no longer. 3 articles stay in the archive.');
    expect(kept.data).toEqual({ removed: { id: FEED, removed: 0, kept: 3 } });
    expect((await call('remove', { origin: `${FEED}2`, articles: true }, OWNER, origins)).lead).toBe('It is kept current no longer. 3 articles were removed.');
    await expect(call('remove', { origin: FEED }, OWNER, origins)).rejects.toMatchObject({ type: 'user', remedy: 'See /archive status.' });
  });

  it('refresh one, or all, and tell apart what failed', async () => {
    const origins = new MemoryOrigins([origin(FEED), failing('https://gone.example/feed')]);
    expect((await call('refresh', { origin: FEED }, OWNER, origins)).lead).toBe('Nothing is new.');
    const all = await call('refresh', {}, OWNER, origins);
    expect(all.lead).toBe('2 origins asked: 1 unchanged, 1 failed.');
    expect(all.facts).toEqual([{ label: 'https://gone.example/feed', text: expect.stringMatching(/^Nothing came\. .*404/u) as string }]);
    expect(all.data).toMatchObject({ reports: [{ id: FEED, outcome: 'unchanged' }, { outcome: 'failed' }] });
    expect((await call('refresh', {}, OWNER, new MemoryOrigins())).lead).toContain('No origin is listed');
  });

  it('are told plainly where nothing can be fetched', async () => {
    await expect(call('add', { address: FEED }, OPERATOR, null)).rejects.toMatchObject({ type: 'user', message: expect.stringMatching(/Nothing can be fetched here/u) as string });
  });
});

describe('who may do what', () => {
  const changes: [string, GivenArguments][] = [['add', { address: FEED }], ['remove', { origin: FEED }], ['refresh', {}], ['refresh', { origin: FEED }]];

  it.each(changes)('only an owner may %s %j: others change nothing, and are told whom to ask', async (subcommand, given) => {
    const origins = new MemoryOrigins([origin(FEED)]);
    const before = await origins.status();
    for (const caller of [MEMBER, { ...MEMBER, inDirectMessage: true }, { ...MEMBER, id: null }]) {
      await expect(call(subcommand, given, caller, origins)).rejects.toMatchObject({ type: 'user', remedy: expect.stringMatching(/OWNER_IDS names/u) as string });
    }
    expect(await origins.status()).toEqual(before);
  });

  it('an owner may, in direct messages and at the terminal too', async () => {
    for (const caller of [OWNER, { ...OWNER, inDirectMessage: true }, OPERATOR]) {
      expect((await call('refresh', {}, caller, new MemoryOrigins([origin(FEED)]))).data).toMatchObject({ reports: [{ id: FEED }] });
      expect((await call('status', {}, caller, new MemoryOrigins())).heading).toBe('The archive');
    }
  });

  it('in direct messages others may not even look', async () => {
    await expect(call('status', {}, { ...MEMBER, inDirectMessage: true }, new MemoryOrigins())).rejects.toMatchObject({ type: 'user', message: expect.stringMatching(/direct messages/u) as string });
  });

  it('without any owner, the refusal says how to name one, with the asker’s own id', async () => {
    const nobody = { ...MEMBER, ownersSet: false };
    await expect(call('add', { address: FEED }, nobody, new MemoryOrigins())).rejects.toMatchObject({ remedy: expect.stringMatching(/yours is 300000000000000008\) into \.env as OWNER_IDS/u) as string });
  });
});
