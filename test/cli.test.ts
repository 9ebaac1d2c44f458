import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Article, Paragraph } from '../src/archive/article.ts';
import { ROOT, runNpm, temporaryFolder, type Finished } from './support/process.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(async () => {
  await folder.remove();
});

function backfile(args: readonly string[], settings: Record<string, string> = {}): Promise<Finished> {
  return runNpm(['run', '-s', 'backfile', '--', ...args], { STATE_DIR: folder.path, ...settings });
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
    expect(Object.keys(found).sort()).toEqual(['confidence', 'didYouMean', 'missing', 'notice', 'query', 'quotes', 'score', 'stage']);
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

  it('shows what a file gives, and stores nothing', async () => {
    const state = join(folder.path, 'dry');
    const report = await json<{ articles: { paragraphs: Paragraph[]; duplicateOf: number | null }[]; warnings: unknown[] }>(['ingest', 'data/iraq.txt', '--dry-run'], { STATE_DIR: state });
    expect(report.articles.map(({ paragraphs }) => paragraphs.length)).toEqual([19, 16, 21, 5, 4]);
    await expect(mkdir(state)).resolves.toBeUndefined();
  });

  it('answers in plain text without colours when it is not on a terminal', async () => {
    const { stdout, code } = await backfile(['search', 'JCPOA']);
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

  it.each<[string, string[], number, string]>([
    ['no command', [], 1, 'user'],
    ['an unknown command', ['fly'], 1, 'user'],
    ['no question', ['search'], 1, 'user'],
    ['an empty question', ['search', ''], 1, 'user'],
    ['an unknown flag', ['search', 'x', '--color'], 1, 'user'],
    ['an unknown article', ['source', 'no such thing'], 1, 'user'],
    ['a path that is not there', ['ingest', '/nowhere', '--dry-run'], 1, 'user'],
    ['a count out of range', ['latest', '--count', '99'], 1, 'user'],
  ])('tells %s as one JSON error', async (_what, args, expected, type) => {
    const { stdout, code } = await backfile([...args, '--json']);
    const { error } = JSON.parse(stdout) as { error: Record<string, string> };
    expect(code).toBe(expected);
    expect(error).toEqual({ type, message: expect.stringMatching(/\w/u) as string, remedy: expect.stringMatching(/\w/u) as string });
  });

  it('ends with code 2 when a setting or the store is wrong', async () => {
    const empty = join(folder.path, 'empty');
    await mkdir(empty);
    await writeFile(join(empty, 'README.md'), 'Nothing here.');
    const damaged = join(folder.path, 'damaged');
    await cp(join(ROOT, 'data'), join(folder.path, 'data'), { recursive: true });
    await backfile(['latest'], { STATE_DIR: damaged });
    const [name = ''] = (await import('node:fs')).readdirSync(damaged).filter((file) => file.endsWith('.sqlite'));
    await writeFile(join(damaged, name), 'this is not a database, and long enough to be looked at as one');
    for (const [settings, pattern] of [
      [{ ARCHIVE_DIR: '/nowhere' }, /ARCHIVE_DIR does not exist/u],
      [{ ARCHIVE_DIR: empty }, /holds no articles/u],
      [{ LOG_LEVEL: 'loud' }, /LOG_LEVEL/u],
      [{ STATE_DIR: '/dev/null/state' }, /STATE_DIR/u],
      [{ STATE_DIR: damaged }, /sqlite/u],
    ] as const) {
      const { code, stdout, stderr } = await backfile(['latest', '--json'], settings);
      const { error } = JSON.parse(stdout) as { error: { message: string } };
      expect(code).toBe(2);
      expect(error.message).toMatch(pattern);
      expect(stderr).not.toMatch(/^\s+at /mu);
    }
  });
});

describe('npm start without a token', () => {
  it('answers from a pipe and ends, and says how to go online', async () => {
    const { code, stdout } = await runNpm(['start'], { STATE_DIR: folder.path }, '/search who attacked the prime minister\n\n/fly\nJCPOA\n/latest count:1\n');
    expect(code).toBe(0);
    for (const part of ['DISCORD_TOKEN', 'prime minister', 'There is no command "/fly"', 'Joint Comprehensive Plan of Action', 'The latest 1 article']) expect(stdout).toContain(part);
    expect(stdout).not.toContain('\u001b');
  });
});
