import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { Format, ParsedArticle } from '../../../src/ingest/format.ts';
import { gatherItems, itemsOf } from '../../../src/ingest/items.ts';
import { decodeText } from '../../../src/ingest/text.ts';

/** What a sample gives, as a person would write it down: what is null or empty is left out, plain prose is its text alone. */
export interface ReadSample {
  readonly articles: readonly object[];
  /** Lines that warnings name. */
  readonly warnings: readonly number[];
  readonly leftOut: Readonly<Record<string, number>>;
}

/** Reads a sample with a format, in small pieces where the format reads a stream. */
export async function readSample(format: Format, path: string): Promise<ReadSample> {
  const text = decodeText(await readFile(path))?.text ?? '';
  return readSampleText(format, basename(path), text);
}

async function readSampleText(format: Format, name: string, text: string): Promise<ReadSample> {
  const pieces = text.match(/[^]{1,1000}/gu) ?? [];
  const { articles, warnings, leftOut } = await gatherItems(itemsOf(format, { name, chunks: Readable.from(pieces) }));
  const lines = warnings.map(({ where }) => Number(where.slice(where.lastIndexOf(':') + 1)));
  return { articles: articles.map(written), warnings: lines.sort((a, b) => a - b), leftOut };
}

export async function expectedOf(path: string): Promise<ReadSample> {
  const { articles, warnings = [], leftOut = {} } = JSON.parse(await readFile(`${path}.expected.json`, 'utf8')) as Partial<ReadSample> & Pick<ReadSample, 'articles'>;
  return { articles, warnings, leftOut };
}

function written({ paragraphs, origin, published, ...known }: ParsedArticle): object {
  const date = published === null ? {} : { published: published.value ?? published.readings };
  const told = Object.entries(known).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0));
  return { ...Object.fromEntries(told), ...date, line: origin.line, paragraphs: paragraphs.map(({ kind, text }) => (kind === 'prose' ? text : { [kind]: text })) };
}
