import { readdirSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Article, Paragraph } from '../src/archive/article.ts';
import { printed, finished, ROOT, runBackfile, runNpm, startBackfile, startNpm, temporaryFolder, type Finished } from './support/process.ts';
import { TestArchive } from './support/test-archive.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let sample: TestArchive;
const USERS = { error: { type: 'user', message: expect.stringMatching(/\w/u) as string, remedy: expect.stringMatching(/\w/u) as string } };

beforeAll(async () => {
  [folder, sample] = await Promise.all([temporaryFolder(), TestArchive.make()]);
});
afterAll(async () => {
  await Promise.all([folder.remove(), sample.remove()]);
});

function backfile(args: readonly string[], settings: Record<string, string> = {}): Promise<Finished> {
  return runBackfile(args, { STATE_DIR: folder.path, ...settings });
}

async function json<T>(args: readonly string[], settings: Record<string, string> = {}): Promise<T> {
  const { stdout, code } = await backfile([...args, '--json'], settings);
  expect(code).toBe(0);
  return JSON.parse(stdout) as T;
}

interface SearchResult {
  readonly confidence: string;
  readonly score: number;
  readonly missing: string[];
  readonly notice: string | null;
  readonly quotes: { excerpt: { text: string; marks: [number, number][] }; paragraph: Paragraph; article: Article; citation: { id: string }; also: unknown[] }[];
}

describe('backfile on the command line', () => {
  it('searches: verbatim quotes with paragraph, article and citation', async () => {
    const found = await json<SearchResult>(['search', 'who attacked the prime minister', '--limit', '3']);
    expect(found.quotes).toHaveLength(3);
    expect(Object.keys(found).sort()).toEqual(['confidence', 'didYouMean', 'limits', 'missing', 'notice', 'query', 'quotes', 'score', 'stage']);
    for (const { excerpt, paragraph, article, citation, also } of found.quotes) {
      expect(paragraph.text).toContain(excerpt.text);
      expect(Object.keys(paragraph)).toEqual(['id', 'number', 'kind', 'text']);
      expect(Object.keys(article)).toEqual(['id', 'title', 'publisher', 'publisherAlias', 'section', 'author', 'published', 'url', 'category', 'attribution', 'credits', 'origin']);
      expect(citation.id).toBe(article.id);
      expect(also).toEqual([]);
    }
  });

  it('says absent with exit code 0', async () => {
    const found = await json<SearchResult>(['search', 'Kabul airport evacuation flights']);
    expect(found.confidence).toBe('absent');
    expect(found.missing).toContain('Kabul');
  });

  it('lists and tells sources', async () => {
    const latest = await json<{ order: { basis: string }; articles: (Article & { opening: string })[] }>(['latest', '--count', '2']);
    expect(latest.order.basis).toBe('page');
    expect(latest.articles.map(({ publisher }) => publisher)).toEqual(['Al Jazeera English', 'The Hill']);
    expect(latest.articles[0]?.opening).toMatch(/^United States-led forces .*Iraqi forces\.$/u);
    const source = await json<{ article: Article; paragraphs: Paragraph[]; styles: { apa: string } }>(['source', latest.articles[1]?.id ?? '']);
    expect(source.article.author).toBe('Eric R. Mandel');
    expect(source.paragraphs).toHaveLength(16);
    expect(source.styles.apa).toMatch(/^Mandel, E\. R\. \(n\.d\.\)/u);
    const matches = await json<{ matches: Article[] }>(['source', 'Iraq']);
    expect(matches.matches.length).toBeGreaterThan(1);
    const byParagraph = await json<{ article: Article }>(['source', source.paragraphs[3]?.id ?? '']);
    expect(byParagraph.article.id).toBe(source.article.id);
  });

  it('tells how the archive does', async () => {
    expect(await json(['archive', 'status'])).toMatchObject({ articles: 5, paragraphs: 65, index: 'minisearch', origins: expect.any(Array) as unknown[] });
    expect((await backfile(['archive', 'status'])).stdout).toContain('5 articles and 65 paragraphs in 1 collection');
  });

  it('shows what a file gives, and stores nothing', async () => {
    const state = join(folder.path, 'dry');
    const report = await json<{ articles: { paragraphs: Paragraph[]; duplicateOf: number | null }[]; warnings: unknown[] }>(['ingest', 'data/iraq.txt', '--dry-run'], { STATE_DIR: state });
    expect(report.articles.map(({ paragraphs }) => paragraphs.length)).toEqual([19, 16, 21, 5, 4]);
    await expect(mkdir(state)).resolves.toBeUndefined();
  });

  it('answers through npm, in plain text without colours when it is not on a terminal', async () => {
    const { stdout, code } = await runNpm(['run', '-s', 'backfile', '--', 'search', 'JCPOA'], { STATE_DIR: folder.path });
    expect(code).toBe(0);
    expect(stdout).toContain('Joint Comprehensive Plan of Action (JCPOA)');
    expect(stdout).not.toContain('\u001b');
  });

  it('keeps two archives apart that share a STATE_DIR', async () => {
    const other = join(folder.path, 'other');
    await mkdir(other);
    await writeFile(join(other, 'page.txt'), 'A ferry sinks in the bay – The Gazette\n\nThe ferry sank at noon.\n\nMore:\nA ferry sinks in the bay – The Gazette\n');
    expect((await json<SearchResult>(['search', 'ferry'], { ARCHIVE_DIR: other })).quotes.map(({ article }) => article.publisher)).toEqual(['The Gazette']);
    expect((await json<SearchResult>(['search', 'ferry'])).quotes).toEqual([]);
  });

  it.each<[string, string[]]>([
    ['no question', ['search']],
    ['an empty question', ['search', '']],
    ['a group alone', ['archive']],
    ['an unknown subcommand', ['archive', 'fly']],
    ['a path as an address', ['archive', 'add', '/etc']],
    ['an unknown flag', ['search', 'x', '--color']],
    ['an unknown article', ['source', 'no such thing']],
    ['a path that is not there', ['ingest', '/nowhere', '--dry-run']],
    ['a device that never ends', ['ingest', '/dev/zero', '--dry-run']],
    ['a pattern that finds nothing', ['ingest', '/nowhere/*.xml', '--dry-run']],
    ['an address', ['ingest', 'https://example.org/', '--dry-run']],
    ['dates the wrong way round', ['search', 'Iraq', '--after', '2022', '--before', '2021']],
    ['a publisher that is not there', ['latest', '--publisher', 'The Daily Moon']],
    ['a count out of range', ['latest', '--count', '99']],
  ])('tells %s as an error of the user', async (_what, args) => {
    expect(await sample.answer(args, {}, 1)).toEqual(USERS);
  });

  it.each<[string, string[]]>([
    ['no command', []],
    ['an unknown command', ['fly']],
    ['an empty standard input', ['ingest', '-', '--dry-run']],
  ])('prints one JSON error for %s, and ends with code 1', async (_what, args) => {
    expect(await sample.printed(args, {}, 1)).toEqual(USERS);
  });

  it('is silent when its reader goes away', async () => {
    const child = startBackfile(['search', 'Iraq', '--limit', '50', '--json'], { STATE_DIR: folder.path });
    child.stdout.once('data', () => child.stdout.destroy());
    let stderr = '';
    child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
    expect(stderr).not.toMatch(/EPIPE|^\s+at /mu);
  });
});

describe('a wrong setting or an unusable store', () => {
  const at = (name: string): string => join(folder.path, name);
  const storeIn = (name: string): string => join(at(name), readdirSync(at(name)).find((file) => file.endsWith('.sqlite')) ?? 'none');
  const refused = async (settings: Record<string, string>, message: RegExp, user: { readonly uid?: number } = {}): Promise<void> => {
    const { code, stdout, stderr } = await runBackfile(['latest', '--json'], { STATE_DIR: folder.path, ...settings }, user);
    const { error } = JSON.parse(stdout) as { error: { message: string; remedy: string } };
    expect(error.message).toMatch(message);
    expect(error.remedy).toMatch(/\w/u);
    expect(code).toBe(2);
    expect(stderr).not.toMatch(/^\s+at /mu);
  };

  it('stops with code 2 when ARCHIVE_DIR is missing, a file, or holds nothing that could be read', async () => {
    await mkdir(at('empty'));
    await writeFile(join(at('empty'), 'README.md'), 'Nothing here.');
    await mkdir(at('binary'));
    await writeFile(join(at('binary'), 'page.txt'), Buffer.from([0, 1, 2, 3, 0, 255, 254, 0, 7]));
    await writeFile(at('file'), 'x');
    await refused({ ARCHIVE_DIR: '/nowhere' }, /ARCHIVE_DIR does not exist: "\/nowhere"/u);
    await refused({ ARCHIVE_DIR: at('file') }, /ARCHIVE_DIR is not a folder/u);
    await refused({ ARCHIVE_DIR: at('empty') }, /ARCHIVE_DIR holds no articles/u);
    await refused({ ARCHIVE_DIR: at('binary') }, /ARCHIVE_DIR holds no articles/u);
  });

  it('stops with code 2 when LOG_LEVEL, INDEX or STATE_DIR cannot be used', async () => {
    await refused({ INDEX: 'crystal-ball' }, /INDEX cannot be "crystal-ball"/u);
    await refused({ LOG_LEVEL: 'loud' }, /LOG_LEVEL cannot be "loud"/u);
    await refused({ STATE_DIR: '/dev/null/state' }, /STATE_DIR cannot be made/u);
  });

  it('stops with code 2 when this user may not read the archive or write the state', async ({ skip }) => {
    if (process.getuid?.() !== 0) skip('only root can become somebody who may not');
    await mkdir(at('secret'), { mode: 0o700 });
    await mkdir(at('sealed'), { mode: 0o755 });
    await chmod(folder.path, 0o755);
    await refused({ ARCHIVE_DIR: at('secret'), STATE_DIR: at('sealed') }, /ARCHIVE_DIR cannot be read/u, { uid: 65_534 });
    await refused({ STATE_DIR: at('sealed') }, /store cannot be opened or written/u, { uid: 65_534 });
  });

  it('leaves a damaged or newer store as it is, and stops with code 2', async () => {
    await runBackfile(['latest'], { STATE_DIR: at('newer') });
    const newer = new DatabaseSync(storeIn('newer'));
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    await refused({ STATE_DIR: at('newer') }, /written by a newer Backfile/u);
    await cp(at('newer'), at('damaged'), { recursive: true });
    await writeFile(storeIn('damaged'), 'this is not a database, and long enough to be looked at as one');
    await refused({ STATE_DIR: at('damaged') }, /store is damaged/u);
    expect(await readFile(storeIn('damaged'), 'utf8')).toMatch(/^this is not a database/u);
  });

  it('answers all the same when one of the files cannot be read as text, and names it', async () => {
    await mkdir(at('mixed'));
    await cp(join(ROOT, 'data', 'iraq.txt'), join(at('mixed'), 'iraq.txt'));
    await writeFile(join(at('mixed'), 'photo.txt'), Buffer.from([0, 1, 2, 3, 0, 255, 254, 0, 7]));
    const { code, stdout, stderr } = await runBackfile(['search', 'JCPOA'], { ARCHIVE_DIR: at('mixed'), STATE_DIR: folder.path });
    expect(code).toBe(0);
    expect(stdout).toContain('JCPOA');
    expect(stderr).toContain('photo.txt is not text');
  });
});

describe('npm start without a token', () => {
  it('answers from a pipe and ends, and says how to go online', async () => {
    const { code, stdout } = await runNpm(['start'], { STATE_DIR: folder.path }, '/search who attacked the prime minister\n\n/fly\nJCPOA\n/latest count:1\n');
    expect(code).toBe(0);
    for (const part of ['DISCORD_TOKEN', 'prime minister', 'There is no command "/fly"', 'Joint Comprehensive Plan of Action', 'The latest article']) expect(stdout).toContain(part);
    expect(stdout).not.toContain('\u001b');
  });

  it('leaves no child behind when it is stopped by SIGTERM at the prompt', async () => {
    const child = startNpm(['start'], { STATE_DIR: folder.path });
    const end = finished(child);
    await printed(child, 'stdout', /No DISCORD_TOKEN is set/u);
    child.kill('SIGTERM');
    expect((await end).code).toBe(0);
  });
});
