import { appendFile, cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Article, Paragraph } from '../../src/archive/article.ts';
import { lockForIngest } from '../../src/store/lock.ts';
import { statePath } from '../../src/state-file.ts';
import { openSqliteState } from '../../src/state/sqlite.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { finished, printed, startBackfile } from '../support/process.ts';
import { TestArchive, type Failed } from '../support/test-archive.ts';

let kept: TestArchive;
const at = (...names: readonly string[]): string => kept.at(...names);
const STORY = ['The zeppelin Quorvandra was moored at the northern mast.', 'Its captain, Ilse Brantwirk, refused to speak of the cargo.'];
const OTHER = ['The market opened at six as it does on every day of the week.', 'Fish was dear and apples were cheap.'];

function page(title: string, paragraphs: readonly string[]): string {
  return `${title} – The Gazette\n\n${paragraphs.join('\n\n')}\n\nMore:\n${title} – The Gazette\n\n`;
}

beforeEach(async () => {
  kept = await TestArchive.make(['iraq.txt']);
  await writeFile(at('data', 'page.txt'), page('Zeppelin Quorvandra moored at last', ['An earlier wording about Murgelstein.', ...STORY]) + page('Market day in town', OTHER));
});
afterEach(async () => { await kept.remove(); });

interface Source { readonly article: Article; readonly paragraphs: Paragraph[] }

/** The files of STATE_DIR that hold any of these, in bytes and whatever their case. */
async function filesWith(words: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const name of await readdir(at('state'))) {
    const bytes = (await readFile(at('state', name))).toString('latin1').toLowerCase();
    for (const word of words) if (bytes.includes(Buffer.from(word).toString('latin1').toLowerCase())) found.push(`${name}: ${word}`);
  }
  return found;
}

describe.each(['minisearch', 'fts5'])('backfile remove, with %s', (index) => {
  it('keeps no other article out: neither one of the same title nor one that shares most of its text', async () => {
    const closing = ['Write to us at the old customs house.', 'Letters may be cut.'];
    const letters = (extra: string): string => ['The pier is a disgrace.', 'The pier is a joy.', extra].map((first, day) =>
      JSON.stringify({ title: 'Letters to the editor', publisher: 'Gull', date: `2024-01-0${day + 1}`, text: [first, ...closing].join('\n\n') })).join('\n');
    await writeFile(at('data', 'letters.jsonl'), letters('Gulls are loud.'));
    const { quotes: [quote] } = await kept.answer<{ quotes: { article: Article }[] }>(['search', 'pier disgrace'], { index });
    await kept.answer(['remove', quote?.article.id ?? '', '--purge'], { index });
    await writeFile(at('data', 'letters.jsonl'), letters('Gulls are hungry.'));
    const found = async (question: string): Promise<unknown> => (await kept.answer<{ quotes: { excerpt: { text: string } }[] }>(['search', question], { index })).quotes[0]?.excerpt.text;
    expect(await found('pier joy')).toBe('The pier is a joy.');
    expect(await found('gulls hungry')).toBe('Gulls are hungry.');
    expect(await found('pier disgrace')).not.toBe('The pier is a disgrace.');
  });

  it('leaves nothing of the article in STATE_DIR, says so of its id, and no ingest brings it back', async () => {
    await kept.answer(['latest'], { index });
    // Edited once, so that there is a revision.
    await writeFile(at('data', 'page.txt'), page('Zeppelin Quorvandra moored at last', STORY) + page('Market day in town', OTHER));
    const { article: { id }, paragraphs } = await kept.answer<Source>(['source', 'Zeppelin Quorvandra moored at last'], { index });
    // What a crash of a process that kept its index leaves.
    await writeFile(`${await kept.storeFile()}.minisearch.0000.tmp`, STORY.join(' '));
    const traces = [...STORY, 'Quorvandra', 'Brantwirk', 'Murgelstein', 'quorvandra mo', 'brantwirk refus'];
    expect((await filesWith(traces)).length).toBeGreaterThan(0);

    const refused = await kept.answer<Failed>(['remove', id], { index }, 1);
    expect(refused.error.message).toContain('for good');
    expect(refused.error.remedy).toContain(`remove ${id} --purge`);
    const { removed } = await kept.printed<{ removed: { id: string; at: string } }>(['remove', paragraphs[1]?.id ?? '', '--purge'], { index });
    expect(removed).toEqual({ id, at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/u) as string });
    expect(await filesWith(traces)).toEqual([]);

    for (const wanted of [id, paragraphs[0]?.id ?? '']) expect(await kept.answer(['source', wanted], { index })).toEqual({ removed });
    expect(await kept.answer(['remove', id, '--purge'], { index })).toEqual({ removed });
    await appendFile(at('data', 'page.txt'), '\n');
    await cp(at('data', 'page.txt'), at('data', 'again.txt'));
    const found = await kept.answer<{ confidence: string; quotes: { article: Article }[] }>(['search', 'zeppelin Quorvandra captain Brantwirk'], { index });
    expect(found.quotes.filter(({ article }) => article.title.includes('Zeppelin'))).toEqual([]);
    // The question itself, which its asker may take away.
    await kept.answer(['privacy', '--delete'], { index });
    expect(await filesWith(traces)).toEqual([]);
    expect((await kept.answer<Source>(['source', 'Market day in town'], { index })).paragraphs.map(({ text }) => text)).toEqual(OTHER);
  });
});

describe('backfile remove', () => {
  it('takes a title that one article has, and asks for an id where several have it', async () => {
    await writeFile(at('data', 'more.txt'), page('Market day in town', ['A quite different text about another town, on another day, with other goods.']));
    await kept.answer(['latest']);
    const several = await kept.answer<Failed>(['remove', 'market day in town', '--purge'], {}, 1);
    expect(several.error.message).toContain('2 articles');
    await kept.answer(['remove', 'zeppelin quorvandra MOORED at last', '--purge']);
    expect((await kept.answer<Failed>(['source', 'Zeppelin Quorvandra moored at last'], {}, 1)).error.message).toContain('No article');
    expect((await kept.answer<Failed>(['remove', 'no such thing', '--purge'], {}, 1)).error.message).toContain('No article');
    expect((await kept.answer<Failed>(['remove', '--purge'], {}, 1)).error.message).toContain('No article is named');
  });

  it('removes nothing while another process is in the way, and says so', async () => {
    const { article: { id } } = await kept.answer<Source>(['source', 'Zeppelin Quorvandra moored at last']);
    const file = await kept.storeFile();
    const other = new DatabaseSync(file);
    other.exec('BEGIN; SELECT * FROM articles');
    other.prepare('SELECT count(*) FROM articles').get();
    // Something to checkpoint, so that the reader's view matters.
    const writer = new DatabaseSync(file);
    writer.exec('UPDATE counter SET corrections = corrections');
    writer.close();
    const { error } = await kept.printed<Failed>(['remove', id, '--purge'], {}, 2);
    expect(error).toMatchObject({ type: 'store', message: expect.stringContaining('locked by another process') as string });
    expect(other.prepare('SELECT count(*) AS found FROM articles WHERE id = ?').get(id)).toMatchObject({ found: 1 });
    other.close();
    await kept.answer(['remove', id, '--purge']);
    expect(await filesWith(STORY)).toEqual([]);
  });

  it('forgets what buttons of replies keep of the article, while a bot has that open, and nothing else', async () => {
    const { article: { id }, paragraphs } = await kept.answer<Source>(['source', 'Zeppelin Quorvandra moored at last']);
    const state = await openSqliteState(statePath(await kept.storeFile()));
    const [about, other] = await Promise.all([['Who is Brantwirk?', paragraphs[1]?.id], ['Who is it?', 'else.x']].map(async ([question, paragraph]) =>
      state.keep({ userId: '7', guildId: null, kind: 'results', body: { question, ids: [paragraph] } })));
    expect(await filesWith(['Brantwirk?'])).toHaveLength(1);
    await kept.printed(['remove', id, '--purge']);
    expect([await state.kept(about ?? ''), (await state.kept(other ?? ''))?.id]).toEqual([null, other]);
    expect(await filesWith(['Brantwirk?', `"${id}.`])).toEqual([]);
    await state.close();
  });

  it('says what is left when what buttons keep cannot be looked through, and the same command finishes it', async () => {
    const { article: { id } } = await kept.answer<Source>(['source', 'Zeppelin Quorvandra moored at last']);
    const file = statePath(await kept.storeFile());
    await writeFile(file, 'This is a letter, not a database. '.repeat(100));
    const { error } = await kept.answer<Failed>(['remove', id, '--purge'], {}, 2);
    expect(error.message).toMatch(/is removed and is found no more.*State is damaged/u);
    expect(error.remedy).toContain(`Move the file away (${file}`);
    await rm(file);
    await kept.answer(['remove', id, '--purge']);
  });

  it('waits for an ingest of another process, and says so', async () => {
    const { article: { id } } = await kept.answer<Source>(['source', 'Zeppelin Quorvandra moored at last']);
    const file = await kept.storeFile();
    const lock = await lockForIngest(file);
    const child = startBackfile(['remove', id, '--purge', '--json'], kept.settings());
    const ended = finished(child);
    await printed(child, 'stderr', /waits until it is done/u);
    const store = await openSqliteStore(file);
    expect(await store.article(id)).toMatchObject({ id });
    await store.close();
    lock.release();
    expect(JSON.parse((await ended).stdout)).toMatchObject({ removed: { id } });
  });

  it('says what to do where nothing is stored yet', async () => {
    expect((await kept.answer<Failed>(['remove', 'x', '--purge'], {}, 2)).error.message).toContain('Nothing is stored yet');
  });
});
