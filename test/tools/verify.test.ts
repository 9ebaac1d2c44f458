import { truncate, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openArchive } from '../../src/open.ts';
import { chooseIndex } from '../../src/search/choose.ts';
import { follow } from '../../src/search/follow.ts';
import { verify } from '../../src/verify.ts';
import { withStore } from '../../src/with-store.ts';
import { TestArchive, type Failed } from '../support/test-archive.ts';

let kept: TestArchive;
const at = (...names: readonly string[]): string => kept.at(...names);
beforeEach(async () => { kept = await TestArchive.make(); });
afterEach(async () => { await kept.remove(); });

interface Verified {
  readonly ok: boolean;
  readonly paragraphs: number;
  readonly checks: readonly { readonly name: string; readonly looked: number; readonly wrong: number; readonly examples: readonly string[]; readonly remedy: string | null }[];
}

const wrong = ({ checks }: Verified): string[] => checks.filter((check) => check.wrong > 0).map(({ name }) => name);

async function damage(sql: string): Promise<void> {
  const db = new DatabaseSync(await kept.storeFile());
  db.exec(sql);
  db.close();
}

describe('backfile verify', () => {
  it.each(['minisearch', 'fts5'])('finds nothing wrong with an archive as it is read, also after an edit and a removal, with %s', async (index) => {
    const page = (text: string): string => `Mole closed – The Gazette\n\n${text}\n\n***\n\n中国 \u2028 🇮🇶\n\nMore:\nMole closed – The Gazette\n\n – The Gazette\n`;
    await writeFile(at('data', 'page.txt'), page('The northern mole is closed until the end of the year.'));
    await kept.answer(['latest'], { index });
    await writeFile(at('data', 'page.txt'), page('The northern mole is closed until the end of the next year.'));
    await kept.answer(['latest'], { index });
    const { articles } = await kept.answer<{ articles: { id: string }[] }>(['latest', '--count', '5'], { index });
    await kept.answer(['remove', articles.at(-1)?.id ?? '', '--purge'], { index });
    const verified = await kept.answer<Verified>(['verify'], { index });
    expect(wrong(verified)).toEqual([]);
    expect(verified.checks.map(({ name }) => name)).toEqual(['file', 'references', 'articles', 'keys', 'titles', 'index', 'found', 'excerpts']);
    expect(verified.checks.every(({ looked }) => looked > 0)).toBe(true);
    expect(verified).toMatchObject({ ok: true });
  });

  it.each<[string, string, string, string[]]>([
    ['a changed text', 'minisearch', "UPDATE paragraphs SET text = replace(text, 'Iraq', 'Zembla')", ['keys', 'index']],
    ['a changed text', 'fts5', "UPDATE paragraphs SET text = replace(text, 'Iraq', 'Zembla')", ['keys', 'index']],
    ['a changed title', 'minisearch', "UPDATE articles SET title = 'Zembla', title_folded = 'zembla' WHERE row = 1", ['keys', 'index']],
    ['a lost row of the index', 'fts5', 'DELETE FROM fts_rows WHERE row = 7', ['found']],
    ['a lost text of the index', 'fts5', 'DELETE FROM fts_words WHERE rowid = 7', ['found']],
    ['a changed count of the index', 'fts5', "UPDATE fts_terms SET text = text + 1 WHERE term = 'iraqi'", ['index']],
    ['a lost paragraph', 'minisearch', 'DELETE FROM paragraphs WHERE row = 7', ['articles']],
    ['lost keys', 'minisearch', 'DELETE FROM keys WHERE article = 2', ['keys']],
    ['a lost search for titles', 'minisearch', "INSERT INTO title_parts (title_parts) VALUES ('delete-all')", ['titles']],
    ['an article without its collection', 'minisearch', "PRAGMA foreign_keys = OFF; UPDATE articles SET collection = 'gone' WHERE row = 2", ['references']],
  ])('finds %s (%s)', async (_what, index, sql, expected) => {
    const config = readConfig(kept.settings({ index }));
    await (await openArchive(config)).close();
    await damage(sql);
    const checks = await withStore(config, async (store, file) => verify(store, async () => {
      const opened = await (await chooseIndex(index, 1)).open({ storeFile: file, storeId: await store.identity() });
      await follow(opened, store);
      return opened;
    }, Infinity));
    expect(checks.filter(({ problems }) => problems.length > 0).map(({ name }) => name)).toEqual(expected);
  });

  it('says what to do about what it found, and ends with code 2', async () => {
    await kept.answer(['latest'], { index: 'fts5' });
    await damage('DELETE FROM fts_rows WHERE row = 7');
    const verified = await kept.printed<Verified>(['verify'], { index: 'fts5' }, 2);
    expect(verified.ok).toBe(false);
    expect(verified.checks.filter(({ remedy }) => remedy !== null)).toEqual([
      { name: 'found', looked: 65, wrong: 1, examples: [expect.stringMatching(/^\w+\.\w+ is not found by its own words$/u)], remedy: expect.stringContaining('--rebuild') as string },
    ]);
  });

  it('makes the index anew when told to', async () => {
    await kept.answer(['latest'], { index: 'fts5' });
    await damage('DELETE FROM fts_rows WHERE row = 7');
    expect(wrong(await kept.answer<Verified>(['verify', '--rebuild'], { index: 'fts5' }))).toEqual([]);
    expect(wrong(await kept.answer<Verified>(['verify'], { index: 'fts5' }))).toEqual([]);
  });

  it('finds a store whose file is cut short, and leaves it as it is', async () => {
    await kept.answer(['latest']);
    const file = await kept.storeFile();
    await truncate(file, 40_960);
    const { error } = await kept.printed<Failed>(['verify'], {}, 2);
    expect(error).toMatchObject({ type: 'store', message: expect.stringContaining('damaged') as string });
  });

  it('draws a table without --json', async () => {
    await kept.answer(['latest']);
    const { stdout } = await kept.process(['verify']);
    expect(stdout).toMatch(/^check +looked at +found\nfile +\d+ pages +ok\n/u);
    expect(stdout).toMatch(/excerpts +65 paragraphs +ok/u);
  });
});
