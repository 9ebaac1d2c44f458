import { cp, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { ROOT, runBackfile, temporaryFolder, type Finished } from '../support/process.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const at = (...names: readonly string[]): string => join(folder.path, ...names);
beforeEach(async () => { folder = await temporaryFolder(); });
afterEach(async () => { await folder.remove(); });

async function backfile(args: readonly string[], archive: string, code = 0): Promise<Finished> {
  const ended = await runBackfile(args, { ARCHIVE_DIR: at(archive), STATE_DIR: at(`state-${archive}`) });
  expect(ended).toMatchObject({ code });
  return ended;
}

const LONG = 'The harbour master told the council on Tuesday that the northern mole would be closed for repairs until the end of the year, that no vessel above forty tons may moor there, and that fishermen are asked to land their catch at the southern quay instead, where room was made for them.';
const SECOND = 'A spokeswoman of the fishermen said that nobody had asked them, that the southern quay has neither ice nor light, and that the market will have to wait for its fish in the mornings until somebody thinks of those who catch it, winter and summer alike.';

function page(publisher: string, texts: readonly string[], title = 'Mole closed until the end of the year'): string {
  return `${title} – ${publisher}\n\n${texts.join('\n\n')}\n\nMore:\n${title} – ${publisher}\n\n`;
}

describe('backfile export', () => {
  it('writes what comes in again as it went out: copies, reposts and odd characters too', async () => {
    await cp(join(ROOT, 'data'), at('first'), { recursive: true });
    // The same article on two pages, a repost with a small change, another version of it, and one of odd characters.
    await writeFile(at('first', 'a.txt'), page('The Gazette', [LONG, SECOND]));
    await writeFile(at('first', 'b.txt'), page('The Gazette', [LONG, SECOND]) + page('The Post', [LONG.replace('Tuesday', 'Monday'), SECOND]) + page('The Gazette', ['Quite another text under the same title, of another day.']));
    await writeFile(at('first', 'odd.txt'), page('L’Écho “du” \\soir\\', ['A line\u2028separator, a tab\tand "quotes", 🇮🇶 and مدرسة, e\u0301 decomposed, {"backfile":1}.', '</script><!-- __proto__ -->'], 'Ünïcödé & <b>co</b>'));
    await backfile(['latest'], 'first');
    await backfile(['export', at('one.jsonl')], 'first');
    const one = await readFile(at('one.jsonl'));
    const articles = one.toString().trimEnd().split('\n').map((line) => JSON.parse(line) as { id: string; alsoAt: unknown[] });
    expect(articles).toHaveLength(8);
    expect(articles.map(({ alsoAt }) => alsoAt.length).sort()).toEqual([0, 0, 0, 0, 0, 0, 0, 2]);

    await mkdir(at('second'));
    await cp(at('one.jsonl'), at('second', 'archive.jsonl'));
    const read = await backfile(['latest'], 'second');
    expect(read.stderr).not.toContain('not read');
    await backfile(['export', at('two.jsonl')], 'second');
    expect((await readFile(at('two.jsonl'))).toString()).toBe(one.toString());
    // And to standard output.
    expect((await backfile(['export'], 'second')).stdout).toBe(one.toString());
  });

  it('streams a large archive as it is at one moment, and replaces a file only when told to', async () => {
    await mkdir(at('large'));
    await writeFile(at('large', 'page.txt'), page('The Gazette', [LONG]));
    await backfile(['latest'], 'large');
    const [name = ''] = (await readdir(at('state-large'))).filter((file) => file.endsWith('.sqlite'));
    const store = await openSqliteStore(at('state-large', name));
    const [article] = (await store.list({}, { limit: 1 })).articles;
    if (article === undefined) throw new Error('Nothing was stored.');
    const many = Array.from({ length: 3_000 }, (_, place) => ({ ...article, id: `m${place}`, title: `Report ${place}`, paragraphs: [{ id: `m${place}.a`, number: 1, kind: 'prose' as const, text: `${LONG} ${place}` }] }));
    await store.replaceCollection({ id: 'made.txt', fingerprint: 'x' }, many);
    const exporting = store.all()[Symbol.asyncIterator]();
    expect((await exporting.next()).value).toMatchObject({ id: 'm0' });
    const other = await openSqliteStore(at('state-large', name));
    await other.removeCollection('made.txt');
    let rest = 0;
    while ((await exporting.next()).done !== true) rest++;
    expect(rest).toBe(3_000);
    await store.replaceCollection({ id: 'made.txt', fingerprint: 'x' }, many);
    await Promise.all([store.close(), other.close()]);

    await writeFile(at('there.jsonl'), 'precious');
    const refused = await backfile(['export', at('there.jsonl'), '--json'], 'large', 1);
    expect(refused.stdout).toContain('already');
    expect(await readFile(at('there.jsonl'), 'utf8')).toBe('precious');
    const told = await backfile(['export', at('there.jsonl'), '--force', '--json'], 'large');
    expect(JSON.parse(told.stdout)).toEqual({ file: at('there.jsonl'), articles: 3_001 });
    expect((await readFile(at('there.jsonl'), 'utf8')).trimEnd().split('\n')).toHaveLength(3_001);
    await rename(at('there.jsonl'), at('large', 'there.jsonl'));
    expect((await readdir(at())).filter((file) => file.endsWith('.tmp'))).toEqual([]);
  });
});
