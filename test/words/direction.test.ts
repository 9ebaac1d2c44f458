import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isolate, isolated } from '../../src/words/direction.ts';

const [FSI, PDI] = ['\u2068', '\u2069'];
const CONTROLS = ['\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2066', '\u2067', FSI, PDI];
const PIECES = ['السلام', 'שלום', 'The Hill', '2021', '٢٠٢١', ' ', '“', '.', '\n', '😀', ...CONTROLS];
const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join('')));

/** How deep in isolates a text leaves what stands behind it, and how far it reaches out of those it stands in. */
function balance(line: string): { readonly depth: number; readonly lowest: number } {
  let [depth, lowest] = [0, 0];
  for (const character of line) {
    if (['\u2066', '\u2067', FSI].includes(character)) depth++;
    else if (character === PDI) depth--;
    lowest = Math.min(lowest, depth);
  }
  return { depth, lowest };
}

describe('text that runs from right to left', () => {
  it.each(['الحرب في العراق', 'כלום', 'A title with עברית', 'ܣܘܪܝܝܐ', '𞤀𞤣𞤤𞤢𞤥'])('%s is set apart', (one) => { expect(isolate(one)).toBe(`${FSI}${one}${PDI}`); });
  it.each(['The Hill', '国連', 'Müller', '', '٢٠٢١', '2021 – 2022', '\u202EThe Hill', '؟'])('%j is left as it is', (one) => { expect(isolate(one)).toBe(one); });

  it('gets nothing but isolates, before and behind each line', () => {
    fc.assert(
      fc.property(text, (any) => {
        const lines = isolate(any).split('\n');
        const before = any.split('\n');
        expect(lines).toHaveLength(before.length);
        lines.forEach((line, place) => {
          const stored = before[place] ?? '';
          const [head = '', tail = ''] = [/^\u2068*/u.exec(line)?.[0], /\u2069*$/u.exec(line)?.[0]];
          const added = line.length - stored.length;
          const own = Array.from({ length: added + 1 }, (_, front) => line.slice(front, line.length - (added - front)));
          expect(own).toContain(stored);
          expect(added).toBeLessThanOrEqual(head.length + tail.length);
          if (added > 0) expect([head === '', tail === '']).toEqual([false, false]);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('reaches out of no isolate, whatever controls it brings', () => {
    fc.assert(
      fc.property(text, (any) => {
        for (const [place, line] of isolate(any).split('\n').entries()) {
          if (line === any.split('\n')[place]) continue;
          expect(balance(line)).toEqual({ depth: 0, lowest: 0 });
          // The outermost pair holds all of it.
          expect(isolated(line)).toEqual([[0, line.length - 1]]);
        }
      }),
      { numRuns: 500 },
    );
  });
});
