import { readdir, readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PARAGRAPH_KINDS } from '../../../src/archive/article.ts';
import { GLANCE, type Format, type ParsedArticle, type Parsed } from '../../../src/ingest/format.ts';
import { loadFormats } from '../../../src/ingest/formats.ts';
import { gatherItems, itemsOf } from '../../../src/ingest/items.ts';
import { decodeText } from '../../../src/ingest/text.ts';
import { HeldWords } from './held-words.ts';
import { mutations } from './mutations.ts';

/** `npm run test:fuzz` sets more; the seed of a failure is printed, and set here gives it again. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 200);
const SEED = Number(process.env['FUZZ_SEED'] ?? (RUNS > 200 ? Date.now() % 2 ** 31 : 1));
/** A sample that shows how large files are read is too large for this. */
const LARGEST = 100_000;
const LONGEST_MS = 2_000;
const ISO = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?$/u;

const folder = fileURLToPath(new URL('../../samples/', import.meta.url));
const formats = await loadFormats();

interface Sample {
  readonly name: string;
  readonly text: string;
}

async function samplesOf(format: string): Promise<Sample[]> {
  const where = format === 'blog-page' ? 'pages' : `formats/${format}`;
  const entries = await readdir(folder + where, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !(where === 'pages' ? /\.json$/u : /\.expected\.json$|^README/u).test(entry.name));
  const read = await Promise.all(files.map(async ({ parentPath, name }) => ({ name, text: decodeText(await readFile(`${parentPath}/${name}`))?.text ?? '' })));
  return read.filter(({ text }) => text.length < LARGEST);
}

async function readAll(format: Format, { name, text }: Sample, size: number): Promise<Required<Parsed>> {
  const pieces: string[] = [];
  for (let start = 0; start < text.length; start += size) pieces.push(text.slice(start, start + size));
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => { reject(new Error(`${format.name} has not ended after ten seconds`)); }, 10_000);
  try {
    return await Promise.race([gatherItems(itemsOf(format, { name, chunks: Readable.from(pieces) })), promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Told from two readings: the machine may be busy with something else during one. */
async function readInTime(format: Format, sample: Sample, size: number): Promise<Required<Parsed>> {
  let parsed: Required<Parsed> | null = null;
  let shortest = Infinity;
  for (let tries = 0; tries < 2 && shortest > LONGEST_MS; tries++) {
    const start = performance.now();
    parsed = await readAll(format, sample, size);
    shortest = Math.min(shortest, performance.now() - start);
  }
  expect(shortest, `${format.name} hangs`).toBeLessThan(LONGEST_MS);
  return parsed ?? { articles: [], warnings: [], leftOut: {} };
}

function expectWellFormed({ title, paragraphs, published, url, credits, origin }: ParsedArticle): void {
  expect(title).toBeTypeOf('string');
  for (const { kind, text } of paragraphs) {
    expect(PARAGRAPH_KINDS).toContain(kind);
    expect(text).toBe(text.trim());
    expect(text).not.toBe('');
  }
  if (published !== null) {
    expect(published.readings.length).toBeGreaterThan(0);
    for (const reading of published.readings) expect(reading).toMatch(ISO);
    expect(published.value).toBe(published.certainty === 'ambiguous' ? null : published.readings[0]);
  }
  if (url !== null) expect(url).toMatch(/^https?:\/\/\S+$/iu);
  for (const credit of credits) expect(credit.trim()).not.toBe('');
  if (origin.line !== null) expect(origin.line).toBeGreaterThan(0);
}

describe('A file that is cut, mixed up and full of traps', () => {
  it.for(formats)('is read as $name without a crash, a hang or a word that it does not hold', { timeout: 60_000 + RUNS * 200 }, async (format) => {
    const samples = await samplesOf(format.name);
    expect(samples.length).toBeGreaterThan(0);
    const texts = samples.map(({ text }) => text);
    const mutated = fc.tuple(fc.constantFrom(...samples), mutations).map(([{ name, text }, changes]): Sample => ({
      name, text: changes.reduce((changed, change) => change(changed, texts), text).slice(0, 4 * LARGEST),
    }));
    await fc.assert(
      fc.asyncProperty(mutated, fc.constantFrom(7, 100, 1_000, 65_536), async (file, size) => {
        const { text } = file;
        format.accepts({ ...file, text: text.slice(0, GLANCE) });
        const { articles, warnings } = await readInTime(format, file, size);
        for (const { where, what } of warnings) {
          expect(where.slice(0, where.lastIndexOf(':'))).toBe(file.name);
          expect(where).toMatch(/:[1-9]\d*$/u);
          expect(what).not.toBe('');
        }
        const held = articles.length === 0 ? null : new HeldWords(text);
        for (const article of articles) {
          expectWellFormed(article);
          expect(held?.missing([article.title, ...article.paragraphs.map((paragraph) => paragraph.text)].join('\n'))).toEqual([]);
        }
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: RUNS > 200 },
    );
  });
});
