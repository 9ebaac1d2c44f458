import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { openArchive } from '../src/open.ts';
import { ROOT, temporaryFolder } from './support/process.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => { folder = await temporaryFolder(); });
afterEach(async () => { await folder.remove(); });

/** A page of so many articles, each with a word of its own. */
function page(articles: number, filler: string): string {
  return Array.from({ length: articles }, (_, place) => {
    const header = `Report number ${place} from the harbour – The Gazette`;
    return `${header}\n\nThe ferry zeta${place} left on time. ${filler}\n\nMore:\n${header}`;
  }).join('\n\n');
}

async function answers(question: string, settings: Record<string, string> = {}): Promise<readonly string[]> {
  const archive = await openArchive(readConfig({ ARCHIVE_DIR: join(folder.path, 'data'), STATE_DIR: join(folder.path, 'var'), ...settings }));
  try {
    const { hits, stage } = await archive.context.searcher.search({ question, limit: 3, articles: null });
    return [stage.index, ...hits.map(({ paragraph }) => paragraph.source.text)];
  } finally {
    await archive.close();
  }
}

describe('an archive of more than a megabyte', () => {
  const filler = 'Nothing else was seen of it that day by anybody on the quay. '.repeat(20);

  it.each(['minisearch', 'fts5'])('is read by a worker and answers from %s, and again after a change', async (INDEX) => {
    await cp(join(ROOT, 'data'), join(folder.path, 'data'), { recursive: true });
    await writeFile(join(folder.path, 'data/big.txt'), page(1_000, filler));
    const [stage, first] = await answers('zeta777', { INDEX });
    expect(stage).toBe(INDEX);
    expect(first).toContain('zeta777');
    await writeFile(join(folder.path, 'data/big.txt'), page(1_000, filler).replace('zeta777', 'omega777'));
    expect((await answers('omega777', { INDEX }))[1]).toContain('omega777');
    expect((await answers('zeta777', { INDEX })).slice(1).filter((text) => text.includes('zeta777'))).toEqual([]);
  });

  it('keeps what it learnt of the archive for the next start, and learns anew when that is damaged or the archive changed', async () => {
    await cp(join(ROOT, 'data'), join(folder.path, 'data'), { recursive: true });
    const score = async (): Promise<number> => {
      const archive = await openArchive(readConfig({ ARCHIVE_DIR: join(folder.path, 'data'), STATE_DIR: join(folder.path, 'var') }));
      const level = await archive.context.searcher.calibrate();
      await archive.close();
      return level;
    };
    const first = await score();
    const [name = ''] = (await readdir(join(folder.path, 'var'))).filter((file) => file.endsWith('.level'));
    const file = join(folder.path, 'var', name);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ level: first });
    for (const damage of ['', '{"level":7}', 'null', (await readFile(file, 'utf8')).replace(/"level":[^}]*/u, '"level":"x"')]) {
      await writeFile(file, damage);
      expect(await score()).toBe(first);
    }
    await writeFile(join(folder.path, 'data/big.txt'), page(40, filler));
    expect(await score()).not.toBe(first);
  });

  it('is opened as it was read before, where that is asked for, and follows once its changed files are read', async () => {
    await cp(join(ROOT, 'data'), join(folder.path, 'data'), { recursive: true });
    await writeFile(join(folder.path, 'data/big.txt'), page(1_000, filler));
    await answers('zeta777');
    await writeFile(join(folder.path, 'data/big.txt'), page(1_000, filler).replace('zeta777', 'omega777'));
    const archive = await openArchive(readConfig({ ARCHIVE_DIR: join(folder.path, 'data'), STATE_DIR: join(folder.path, 'var') }), { atOnce: true });
    const found = async (question: string): Promise<boolean> => {
      const { hits } = await archive.context.searcher.search({ question, limit: 3, articles: null });
      return hits.some(({ paragraph }) => paragraph.source.text.includes(question));
    };
    expect(await found('zeta777')).toBe(true);
    expect(await archive.updated).toEqual([]);
    await archive.follow();
    expect([await found('omega777'), await found('zeta777')]).toEqual([true, false]);
    await archive.close();
  });

  it('tells what is wrong as a fault, whichever thread found it', async () => {
    await cp(join(ROOT, 'data'), join(folder.path, 'data'), { recursive: true });
    await writeFile(join(folder.path, 'data/big.txt'), page(1_000, filler));
    await expect(answers('zeta777', { INDEX: 'nothing' })).rejects.toMatchObject({ name: 'Fault', type: 'config', message: expect.stringContaining('INDEX') as string });
  });
});
