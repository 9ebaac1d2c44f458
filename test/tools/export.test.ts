import { cp, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { TestArchive } from '../support/test-archive.ts';

let kept: TestArchive;
const at = (...names: readonly string[]): string => kept.at(...names);
beforeEach(async () => { kept = await TestArchive.make(); });
afterEach(async () => { await kept.remove(); });

const of = (archive: string): { readonly archive: string; readonly state: string } => ({ archive, state: `state-${archive}` });

const LONG = 'The harbour master told the council on Tuesday that the northern mole would be closed for repairs until the end of the year, that no vessel above forty tons may moor there, and that fishermen are asked to land their catch at the southern quay instead, where room was made for them.';
const SECOND = 'A spokeswoman of the fishermen said that nobody had asked them, that the southern quay has neither ice nor light, and that the market will have to wait for its fish in the mornings until somebody thinks of those who catch it, winter and summer alike.';

function page(publisher: string, texts: readonly string[], title = 'Mole closed until the end of the year'): string {
  return `${title} – ${publisher}\n\n${texts.join('\n\n')}\n\nMore:\n${title} – ${publisher}\n\n`;
}

describe('backfile export', () => {
  it('writes what comes in again as it went out: copies, reposts and odd characters too', async () => {
    // The same article on two pages, a repost with a small change, another version of it, and one of odd characters.
    await writeFile(at('data', 'a.txt'), page('The Gazette', [LONG, SECOND]));
    await writeFile(at('data', 'b.txt'), page('The Gazette', [LONG, SECOND]) + page('The Post', [LONG.replace('Tuesday', 'Monday'), SECOND]) + page('The Gazette', ['Quite another text under the same title, of another day.']));
    await writeFile(at('data', 'odd.txt'), page('L’Écho “du” \\soir\\', ['A line\u2028separator, a tab\tand "quotes", 🇮🇶 and مدرسة, e\u0301 decomposed, {"backfile":1}.', '</script><!-- __proto__ -->'], 'Ünïcödé & <b>co</b>'));
    await kept.answer(['latest'], of('data'));
    await kept.answer(['export', at('one.jsonl')], of('data'));
    const one = await readFile(at('one.jsonl'));
    const articles = one.toString().trimEnd().split('\n').map((line) => JSON.parse(line) as { id: string; alsoAt: unknown[] });
    expect(articles).toHaveLength(8);
    expect(articles.map(({ alsoAt }) => alsoAt.length).sort()).toEqual([0, 0, 0, 0, 0, 0, 0, 2]);

    await mkdir(at('second'));
    await cp(at('one.jsonl'), at('second', 'archive.jsonl'));
    const read = await kept.process(['latest'], of('second'));
    expect(read.stderr).not.toContain('not read');
    await kept.answer(['export', at('two.jsonl')], of('second'));
    expect((await readFile(at('two.jsonl'))).toString()).toBe(one.toString());
    // And to standard output.
    expect((await kept.process(['export'], of('second'))).stdout).toBe(one.toString());
  });

  it('streams a large archive as it is at one moment, and replaces a file only when told to', async () => {
    await mkdir(at('large'));
    await writeFile(at('large', 'page.txt'), page('The Gazette', [LONG]));
    await kept.answer(['latest'], of('large'));
    const file = await kept.storeFile('state-large');
    const store = await openSqliteStore(file);
    const [article] = (await store.list({}, { limit: 1 })).articles;
    if (article === undefined) throw new Error('Nothing was stored.');
    const many = Array.from({ length: 3_000 }, (_, place) => ({ ...article, id: `m${place}`, title: `Report ${place}`, paragraphs: [{ id: `m${place}.a`, number: 1, kind: 'prose' as const, text: `${LONG} ${place}` }] }));
    await store.replaceCollection({ id: 'made.txt', fingerprint: 'x' }, many);
    const exporting = store.all()[Symbol.asyncIterator]();
    expect((await exporting.next()).value).toMatchObject({ id: 'm0' });
    const other = await openSqliteStore(file);
    await other.removeCollection('made.txt');
    let rest = 0;
    while ((await exporting.next()).done !== true) rest++;
    expect(rest).toBe(3_000);
    await store.replaceCollection({ id: 'made.txt', fingerprint: 'x' }, many);
    await Promise.all([store.close(), other.close()]);

    await writeFile(at('there.jsonl'), 'precious');
    const refused = await kept.process(['export', at('there.jsonl'), '--json'], of('large'), 1);
    expect(refused.stdout).toContain('already');
    expect(await readFile(at('there.jsonl'), 'utf8')).toBe('precious');
    const told = await kept.process(['export', at('there.jsonl'), '--force', '--json'], of('large'));
    expect(JSON.parse(told.stdout)).toEqual({ file: at('there.jsonl'), articles: 3_001 });
    expect((await readFile(at('there.jsonl'), 'utf8')).trimEnd().split('\n')).toHaveLength(3_001);
    await rename(at('there.jsonl'), at('large', 'there.jsonl'));
    expect((await readdir(at())).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});
