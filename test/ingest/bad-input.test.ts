import { spawnSync } from 'node:child_process';
import { chmod, mkdir, open, readdir, symlink, truncate } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Format } from '../../src/ingest/format.ts';
import { ingestPaths, type PathsReport } from '../../src/ingest/ingest-paths.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { finished, runBackfile, startBackfile, type Finished } from '../support/process.ts';
import { TestFolder } from './folder.ts';
import { tiny } from './parsed.ts';
import { zipped } from './zipped.ts';

let folder: TestFolder;
beforeEach(async () => { folder = await TestFolder.make(); });
afterEach(async () => { await folder.remove(); });

const MIB = 2 ** 20;
const page = (...titles: string[]): string => `tiny\n${titles.map((title) => `# ${title}\nSome text of ${title}.\n`).join('')}`;
/** Of ordinary bytes, of which so many make one line; written without being held. */
async function longLine(name: string, bytes: number): Promise<string> {
  const path = await folder.write(name, page('Long'));
  const file = await open(path, 'a');
  const part = Buffer.alloc(MIB, 'a long line without an end ');
  for (let written = 0; written < bytes; written += part.length) await file.write(part);
  await file.close();
  return path;
}

describe('Bad input among good', () => {
  let store: Store;
  beforeEach(async () => { store = await openSqliteStore(':memory:'); });
  afterEach(async () => { await store.close(); });

  const take = async (formats: readonly Format[] = [tiny]): Promise<PathsReport> => ingestPaths(store, { inputs: [folder.at('in')], archiveDir: folder.at('archive'), formats });
  const titles = async (): Promise<string[]> => (await store.list({}, { limit: 100 })).articles.map(({ title }) => title).sort();
  /** What a bad file beside good ones leads to: the good ones go in, the bad one is named, and all is so again. */
  async function expectNamed(warning: RegExp, expected: readonly string[] = ['A', 'Z']): Promise<void> {
    await folder.write('in/a.txt', page('A'));
    await folder.write('in/z.txt', page('Z'));
    for (let time = 1; time <= 2; time++) {
      const { warnings } = await take();
      expect(await titles()).toEqual(expected);
      if (time === 1) expect(warnings.map(({ where, what }) => `${where} ${what}`)).toEqual([expect.stringMatching(warning)]);
    }
  }

  it('a line of 1 GB is refused without being held', async () => {
    await truncate(await longLine('in/m.txt', MIB), 1_024 * MIB);
    const before = process.memoryUsage().rss;
    await expectNamed(/m\.txt has 1024 MiB; files of this kind above 256 MiB are passed over/u);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * MIB);
  });

  it('a file of holes is no text', async () => {
    await truncate(await folder.write('in/m.txt', page('M')), 1_024 * MIB);
    await expectNamed(/m\.txt:1 .*not text/u);
  });

  it('a paragraph or a title of megabytes is passed over, in gzip and in a zip too', async () => {
    const line = `${page('A')}${'a long line '.repeat(2 * MIB)}\n# B\nSome text of B.\n# ${'title '.repeat(2 * MIB)}\nmore\n`;
    await folder.write('in/l.txt', line);
    await folder.write('in/m.gz', gzipSync(line.replaceAll('B', 'M'), { level: 1 }));
    await folder.write('in/n.zip', await zipped({ 'm.txt': line.replaceAll('B', 'N') }));
    const { warnings } = await take();
    expect(warnings.map(({ where, what }) => `${where} ${what}`)).toEqual(['l.txt:2', 'l.txt:7', 'm.gz:2', 'm.gz:7', 'n.zip/m.txt:2', 'n.zip/m.txt:7'].map((place) => `${place} an article here has more than 1000000 letters in one piece and is passed over: is it text?`));
    expect(await titles()).toEqual(['B', 'M', 'N']);
  });

  it('a long line that streams is read piece by piece', async () => {
    await longLine('in/m.txt', 64 * MIB);
    let [most, units] = [0, 0];
    const counting: Format = {
      name: 'counting', description: 'Counts', accepts: tiny.accepts,
      async *stream({ chunks }) {
        for await (const chunk of chunks) {
          most = Math.max(most, chunk.length);
          units += chunk.length;
        }
        yield { leftOut: 'line' };
      },
    };
    const before = process.memoryUsage().rss;
    await take([counting]);
    expect(units).toBeGreaterThan(64 * MIB);
    expect(most).toBeLessThan(MIB);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * MIB);
  });

  it('a picture that is called a text is named', async () => {
    await folder.write('in/m.txt', Buffer.concat([Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(10_000, 7)]));
    await expectNamed(/m\.txt:1 .*not text/u);
  });

  it('bytes without order are named', async () => {
    await folder.write('in/m.txt', Buffer.from(Array.from({ length: 5_000 }, (_, place) => (place * 2_654_435_761) >>> 24)));
    await expectNamed(/m\.txt:1 .*not text/u);
  });

  it('a text that declares a wrong character set is read as what it is, which is told', async () => {
    await folder.write('in/m.txt', iconv.encode(`tiny\n# M <meta charset="utf-8">\nIt’s a “café”.\n`, 'windows-1252'));
    await expectNamed(/m\.txt:1 .*says that it is utf-8, and is not; it was read as windows-1252/u, ['A', 'M <meta charset="utf-8">', 'Z']);
    const [m] = (await store.list({}, { limit: 9 })).articles.filter(({ title }) => title.startsWith('M'));
    expect((await store.paragraphsOf(m?.id ?? '')).map(({ text }) => text)).toEqual(['It’s a “café”.']);
  });

  it('a gzip file that is cut gives the articles before the cut', async () => {
    const packed = gzipSync(page(...Array.from({ length: 200 }, (_, place) => `M${String(place).padStart(3, '0')} ${(place * 2_654_435_761 % 4_294_967_296).toString(36)}`)));
    await folder.write('in/m.gz', packed.subarray(0, packed.length >> 1));
    const { warnings } = await take();
    expect(warnings.map(({ where, what }) => `${where} ${what}`)).toEqual([expect.stringMatching(/^m\.gz:\d{2,3} .*cut short here \(its end is missing\).*stays/u)]);
    const found = await titles();
    expect(found.length).toBeGreaterThan(50);
    expect(found.length).toBeLessThan(150);
    // The last lines may be cut: no article stands half.
    for (const { id, title } of (await store.list({}, { limit: 200 })).articles) expect((await store.paragraphsOf(id)).map(({ text }) => text)).toEqual([`Some text of ${title}.`]);
  });

  it.each<[string, (bytes: Buffer) => Uint8Array]>([
    ['is cut', (bytes) => bytes.subarray(0, bytes.length - 20)],
    ['is damaged', (bytes) => Buffer.from(bytes.map((byte, place) => (place === bytes.length >> 1 ? byte ^ 1 : byte)))],
    ['becomes a bomb', () => gzipSync(Buffer.alloc(70 * MIB, 'tiny\n'))],
  ])('what a gzip file gave stays when it %s later', async (_, damage) => {
    const packed = gzipSync(page('M1', 'M2', 'M3', 'M4'));
    await folder.write('in/m.gz', packed);
    await folder.write('in/n.zip', await zipped({ 'n.txt.gz': packed.subarray(0), 'o.txt': page('O') }));
    await take();
    await folder.write('in/m.gz', damage(packed));
    await folder.write('in/n.zip', await zipped({ 'n.txt.gz': damage(packed), 'o.txt': page('O') }));
    const report = await take();
    expect(report).toMatchObject({ added: 0, changed: 0, removed: 0 });
    expect(report.warnings.map(({ where }) => where.replace(/\d+$/u, ''))).toEqual(['m.gz:', 'n.zip/n.txt.gz:']);
    expect(await titles()).toEqual(['M1', 'M2', 'M3', 'M4', 'O']);
    await folder.write('in/m.gz', gzipSync(page('M1', 'M2')));
    await folder.write('in/n.zip', await zipped({ 'o.txt': page('O') }));
    await take();
    expect(await titles()).toEqual(['M1', 'M2', 'O']);
  });

  it('a zip that names a member outside of itself gives the others, and writes nothing', async () => {
    await folder.write('in/m.zip', await zipped({ 'm.txt': page('M'), 'xxxxxxxxxxx': page('Evil') }, { names: { xxxxxxxxxxx: '../evil.txt' } }));
    await expectNamed(/^m\.zip\/\.\.\/evil\.txt:1 .*outside of the zip/u, ['A', 'M', 'Z']);
    expect((await readdir(folder.at('in'))).sort()).toEqual(['a.txt', 'm.zip', 'z.txt']);
    expect(await readdir(folder.path)).toEqual(['in']);
  });

  it('a zip bomb is not unpacked, and the others go in', async () => {
    await folder.write('in/m.zip', await zipped({ 'bomb.txt': Buffer.alloc(70 * MIB, 'tiny\n'), 'm.txt': page('M') }));
    await expectNamed(/m\.zip\/bomb\.txt:1 .*200 times/u, ['A', 'M', 'Z']);
  });

  it('a link out of the folder is not followed', async () => {
    await folder.write('secret/s.txt', page('Secret'));
    await mkdir(folder.at('in'));
    await symlink('../secret', folder.at('in/m'));
    await expectNamed(/m:1 .*leads out of the folder/u);
  });
});

describe('A machine that gives no room', () => {
  const news = (from: number, count: number): string => Array.from({ length: count }, (_, place) => {
    const header = `Report number ${from + place} from the harbour – The Gazette`;
    return `${header}\n\nThe ferry zeta${from + place} left on time. ${'Nothing else was seen of it that day by anybody on the quay. '.repeat(20)}\n\nMore:\n${header}`;
  }).join('\n\n');
  const run = async (args: string[], settings: Record<string, string> = {}, user: { uid?: number } = {}): Promise<Finished> =>
    runBackfile([...args, '--json'], { ARCHIVE_DIR: folder.at('archive'), STATE_DIR: folder.at('state'), ...settings }, user);
  const error = ({ stdout }: Finished): { type: string; message: string; remedy: string } => (JSON.parse(stdout) as { error: { type: string; message: string; remedy: string } }).error;
  const stored = async (): Promise<string[]> => {
    const { stdout } = await run(['search', 'zeta1']);
    return (JSON.parse(stdout) as { quotes?: { article: { title: string } }[] }).quotes?.map(({ article }) => article.title) ?? [stdout];
  };
  const FIRST = 'Report number 1 from the harbour';
  beforeEach(async () => {
    await folder.write('archive/a.txt', news(1, 3));
    await mkdir(folder.at('state'));
  });

  it('a full disk is told with its remedy, and what was stored stays', async ({ skip }) => {
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'none', folder.at('state')]).status !== 0) skip('only root can make a small disk');
    try {
      expect((await run(['ingest', folder.at('archive')])).code).toBe(0);
      const failed = await run(['ingest', await folder.write('big.txt', news(10, 2_500))]);
      expect(failed.code).toBe(2);
      expect(error(failed)).toMatchObject({ type: 'store', message: expect.stringContaining('disk is full') as string, remedy: expect.stringMatching(/\w/u) as string });
      const child = startBackfile(['ingest', '-', '--json'], { ARCHIVE_DIR: folder.at('archive'), STATE_DIR: folder.at('state') }, { open: true });
      child.stdin.on('error', () => undefined);
      child.stdin.end(news(10, 2_500));
      const piped = await finished(child);
      expect([piped.code, error(piped).type]).toEqual([2, 'config']);
      expect(error(piped).message).toMatch(/Standard input could not be kept.*ENOSPC/u);
      expect((await readdir(folder.at('state'))).filter((name) => name.endsWith('.spool'))).toEqual([]);
      expect(spawnSync('mount', ['-o', 'remount,size=256m', folder.at('state')]).status).toBe(0);
      expect(await stored()).toContain(FIRST);
      expect(await run(['ingest', folder.at('big.txt')])).toMatchObject({ code: 0 });
    } finally {
      spawnSync('umount', [folder.at('state')]);
    }
  });

  it('a folder that may not be written to is told, and a dry run needs none', async ({ skip }) => {
    if (process.getuid?.() !== 0) skip('only root can become somebody who may not');
    await Promise.all([chmod(folder.path, 0o755), chmod(folder.at('state'), 0o555)]);
    const refused = await run(['ingest', folder.at('archive')], {}, { uid: 65_534 });
    expect([refused.code, error(refused).type]).toEqual([2, 'store']);
    expect(error(refused).remedy).toContain('STATE_DIR');
    expect((await run(['ingest', folder.at('archive'), '--dry-run'], {}, { uid: 65_534 })).code).toBe(0);
    const child = startBackfile(['ingest', '-', '--json'], { STATE_DIR: folder.at('state') }, { uid: 65_534, open: true });
    child.stdin.end('text');
    const piped = await finished(child);
    expect([piped.code, error(piped).message]).toEqual([2, expect.stringMatching(/STATE_DIR.*EACCES/u)]);
  });

  it('a store that another process writes to is told as locked, and stays as it was', async () => {
    expect((await run(['ingest', folder.at('archive')])).code).toBe(0);
    const [name = ''] = (await readdir(folder.at('state'))).filter((file) => file.endsWith('.sqlite'));
    const other = new DatabaseSync(folder.at(`state/${name}`));
    other.exec('BEGIN IMMEDIATE');
    await folder.write('archive/b.txt', news(10, 3));
    const refused = await run(['ingest', folder.at('archive')]);
    expect([refused.code, error(refused)]).toEqual([2, { type: 'store', message: expect.stringContaining('locked by another process') as string, remedy: expect.stringMatching(/wait/u) as string }]);
    other.exec('ROLLBACK');
    other.close();
    expect(await stored()).toContain(FIRST);
  });
});
