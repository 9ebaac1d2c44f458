import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../../src/ingest/markdown/parse.ts';
import { parsePlainText } from '../../../src/ingest/plain/parse.ts';

const SMALL = 40_000;
const READERS = { Markdown: parseMarkdown, 'plain text': parsePlainText };

function secondsFor(reader: keyof typeof READERS, unit: string, length: number): number {
  const text = unit.repeat(Math.ceil(length / unit.length));
  const start = performance.now();
  READERS[reader]({ name: 'a.md', text });
  return (performance.now() - start) / 1000;
}

describe.each(['Markdown', 'plain text'] as const)('The time to read %s', (reader) => {
  it.each([
    ['paragraphs', 'A paragraph, *marked* and with `code`.\n\n'], ['emphasis', '_a_'], ['open emphasis', '**a'], ['ticks', '`'], ['ticks on lines', '``\n'], ['fences', '~~~\n'],
    ['brackets', '['], ['links', '[a][b]'], ['notes', '[['], ['pictures', '!['], ['templates', '{%'], ['braces', '{{'], ['comments', '%%'], ['quotations', '> '], ['list items', '- a\n'], ['tags', '<script>'],
    ['tables', '|a|b|\n|-|-|\n'], ['wrapped lines', `${'word '.repeat(14)}\n`], ['indented lines', '   a\n'], ['bylines', 'By Jane Doe And '],
  ])('grows no faster than with its length for %s', { retry: 3 }, (_, unit) => {
    secondsFor(reader, unit, 5_000);
    const small = secondsFor(reader, unit, SMALL);
    // Four times the text would take sixteen times as long if all of it were compared with all.
    expect(secondsFor(reader, unit, 4 * SMALL)).toBeLessThan(10 * Math.max(small, 0.02));
  });
});
