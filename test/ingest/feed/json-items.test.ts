import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { jsonItemsOf } from '../../../src/ingest/feed/json-items.ts';

async function cut(text: string, size: number): Promise<{ values: unknown[]; around: string; whole: boolean }> {
  const values: unknown[] = [];
  let items = null;
  const pieces = text.match(new RegExp(String.raw`[^]{1,${size}}`, 'gu')) ?? [];
  for await (const part of jsonItemsOf(Readable.from(pieces), 'items')) {
    if ('value' in part) values.push(JSON.parse(part.value.text ?? 'null'));
    else items = part.end;
  }
  return { values, around: items?.around ?? '', whole: items?.whole ?? false };
}

describe('The items of a JSON text', () => {
  const inside = [{ a: '"}],\\' }, { b: [{ items: [1] }] }, {}];
  const text = JSON.stringify({ before: { items: [{ no: 1 }] }, text: '"items":[', items: inside, after: ['x', { y: '\\' }] }, null, 1);

  it.each([1, 2, 3, 17, 1_000])('are those of its own list, in pieces of %i', async (size) => {
    const { values, around, whole } = await cut(text, size);
    expect(values).toEqual(inside);
    expect(JSON.parse(around)).toEqual({ ...(JSON.parse(text) as object), items: [] });
    expect(whole).toBe(true);
  });

  it('are told as far as a text is whole', async () => {
    const { values, around, whole } = await cut(text.slice(0, text.indexOf('"b"')), 10);
    expect(values).toEqual(inside.slice(0, 1));
    expect(JSON.parse(around)).toMatchObject({ before: {}, items: [] });
    expect(whole).toBe(false);
  });
});
