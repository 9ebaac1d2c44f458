import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../../src/store/sqlite.ts';
import { TestFolder } from '../folder.ts';

/** `npm run test:kill` kills a hundred times. */
const KILLS = Number(process.env['KILLS'] ?? 5);
const [FILES, ARTICLES, PARAGRAPHS] = [6, 70, 5];
const TOTAL = FILES * ARTICLES;
const CHILD = fileURLToPath(new URL('child.ts', import.meta.url));

let folder: TestFolder;
let state: TestFolder;
beforeAll(async () => {
  [folder, state] = [await TestFolder.make(), await TestFolder.make()];
  for (let file = 0; file < FILES; file++) {
    const articles = Array.from({ length: ARTICLES }, (_, place) => articleText(file * ARTICLES + place));
    await folder.write(`page-${file}.txt`, articles.join('\n\n'));
  }
});
afterAll(async () => { await Promise.all([folder.remove(), state.remove()]); });

/** One article as a saved page shows it; the last file says of some what the first says, so that there are copies too. */
function articleText(number: number): string {
  const told = number >= TOTAL - 10 ? number - TOTAL + 10 : number;
  const header = `Report number ${told} from the harbour – The Gazette`;
  return [header, ...texts(told), `More:\n${header}`].join('\n\n');
}

function texts(number: number): string[] {
  return Array.from({ length: PARAGRAPHS }, (_, place) => `The ferry zeta${number} left pier ${place} on time, and nothing else was seen of it by anybody on the quay of town ${number % 7}.`);
}

interface Ended {
  readonly acknowledged: number;
  readonly done: Readonly<Record<string, number>> | null;
}

/** Runs an ingest, and kills it after some milliseconds if it is not done by then. */
async function ingest(file: string, killAfter: number): Promise<Ended> {
  const child = spawn(process.execPath, [CHILD, folder.path, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => { output += piece; });
  const timer = setTimeout(() => { child.kill('SIGKILL'); }, killAfter);
  await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  const lines = output.slice(0, output.lastIndexOf('\n')).split('\n');
  const done = lines.find((line) => line.startsWith('done '));
  const acknowledged = lines.filter((line) => /^\d+$/u.test(line)).map(Number).at(-1) ?? 0;
  return { acknowledged, done: done === undefined ? null : (JSON.parse(done.slice(5)) as Record<string, number>) };
}

/** What is stored, article by article; each must be whole. */
async function stored(file: string): Promise<Map<string, string>> {
  const store = await openSqliteStore(file);
  const found = new Map<string, string>();
  for (let cursor: string | null = null, first = true; first || cursor !== null; first = false) {
    const page: Awaited<ReturnType<typeof store.list>> = await store.list({}, { cursor, limit: 500 });
    for (const { id, title, addedAt } of page.articles) {
      const number = Number(/\d+/u.exec(title)?.[0]);
      expect((await store.paragraphsOf(id)).map(({ text }) => text), title).toEqual(texts(number));
      expect(await store.revisions(id)).toEqual([]);
      found.set(id, addedAt);
    }
    cursor = page.cursor;
  }
  await store.close();
  return found;
}

describe('an ingest that is killed', () => {
  it(`loses nothing that it acknowledged, shows no article in part, and is taken up where it was (${KILLS} times)`, async () => {
    const whole = state.at('whole.sqlite');
    const started = performance.now();
    expect((await ingest(whole, 600_000)).done).toEqual({ added: TOTAL - 10, changed: 0, removed: 0 });
    const takes = performance.now() - started;
    let file = state.at('0.sqlite');
    for (let kill = 1, killed = 0; killed < KILLS; kill++) {
      expect(kill, 'how often it was done before it could be killed').toBeLessThan(KILLS * 20 + 20);
      const before = await stored(file);
      const { acknowledged, done } = await ingest(file, Math.random() * takes);
      const after = await stored(file);
      for (const [id, addedAt] of before) expect(after.get(id)).toBe(addedAt);
      expect(after.size).toBeGreaterThanOrEqual(Math.min(acknowledged, TOTAL - 10));
      if (done === null) killed++;
      else {
        expect(done).toEqual({ added: TOTAL - 10 - before.size, changed: 0, removed: 0 });
        expect([...after.keys()].sort()).toEqual([...(await stored(whole)).keys()].sort());
        file = state.at(`${kill}.sqlite`);
      }
    }
    expect((await ingest(file, 600_000)).done).not.toBeNull();
    expect([...(await stored(file)).keys()].sort()).toEqual([...(await stored(whole)).keys()].sort());
  }, 3_600_000);
});
