import { describe, expect, it } from 'vitest';
import { parsePage } from '../../../src/ingest/page/parse.ts';

const SMALL = 60_000;

function secondsFor(unit: string, length: number): number {
  const text = unit.repeat(Math.ceil(length / unit.length));
  const start = performance.now();
  parsePage({ name: 'page.txt', text });
  return (performance.now() - start) / 1000;
}

describe('The time to read a page', () => {
  it.each([
    ['one-line blocks', 'A short paragraph without anything special in it, ending with a stop.\n\n'],
    ['headers', 'A title of some words – The Times\n\n'],
    ['phrases', 'More:\n\n'],
    ['footers', 'More: A title of some words – The Times\n\n'],
    ['articles', 'A title of some words – The Times\n\nText of it.\n\nMore:\nA title of some words – The Times\n\n'],
    ['colons', 'a: b: c: d: e: f\n'],
    ['one line', 'Jane Doe and John Roe, Ali Khan - '],
    ['capitals', 'By Jane Doe And John Roe And '],
    ['dashes', ' – – - '],
    ['datelines', 'Baghdad, Erbil/Mosul, Al Anbar 7 December – '],
    ['biographies', 'Jane Doe is a writer.\n\n'],
    ['rights', 'Copyright 2021 by nobody.\n\n'],
    ['unfinished captions', 'riot police of\n\n'],
  ])('grows no faster than with its length for %s', { retry: 3 }, (_, unit) => {
    secondsFor(unit, 10_000);
    const small = secondsFor(unit, SMALL);
    // Four times the text would take sixteen times as long if every line were compared with every other.
    expect(secondsFor(unit, 4 * SMALL)).toBeLessThan(10 * Math.max(small, 0.02));
  });
});
