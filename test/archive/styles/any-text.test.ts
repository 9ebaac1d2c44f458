import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cite, type Citation } from '../../../src/archive/citation.ts';
import { STYLES, type StyleName } from '../../../src/archive/styles.ts';
import { base } from '../articles.ts';
import { bibtexEntries, cslItems, risTags } from './readers.ts';

/** Whatever a page may hold: any character of any script, and more often what means something to one of the formats. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.array(fc.constantFrom('{', '}', '\\', '$', '&', '#', '%', '_', '~', '^', '"', '\'', '`', '“', '”', '’', '<i>', '|', '@', ',', ' and ', '-', '--', '?`', '=', '\n', '\r\n', '\u2028', '\t', '\u0000', '  - ', 'TY  - ', 'ER  - ', '\ud800', 'a', 'É', 'e\u0301', 'ß', 'م', '東', 'ש', '👩‍👩‍👧', '\u200f'), { maxLength: 20 }).map((parts) => parts.join('')),
);
/** A letter at each end, so that nothing is trimmed or empty. */
const anyWords = anyText.map((text) => `A${text}b`);
const anyCitation = fc.record({ title: anyWords, publisher: anyWords, names: fc.array(anyWords, { minLength: 1, maxLength: 3 }) })
  .map(({ title, publisher, names }): Citation => ({ ...cite({ ...base, title, publisher }), author: names.map((literal) => ({ literal })) }));

/** One line, as each style may at most change it. */
const line = (text: string): string => text.toWellFormed().replace(/[\s\p{Cc}]+/gu, ' ');
const names = ({ author }: Citation): string[] => author?.map((name) => line('literal' in name ? name.literal : name.family)) ?? [];
const written = (style: StyleName, citation: Citation): string => STYLES[style].write([citation]);
const runs = { numRuns: 300 };

describe('any text comes through', () => {
  it('CSL-JSON', () => {
    fc.assert(fc.property(anyCitation, (citation) => {
      const [item, ...others] = cslItems(written('csl', citation));
      expect(others).toEqual([]);
      expect([item?.title, item?.['container-title']]).toEqual([line(citation.title), line(citation['container-title'] ?? '')]);
      expect(item?.['author']).toEqual(names(citation).map((literal) => ({ literal })));
    }), runs);
  });

  it('RIS', () => {
    fc.assert(fc.property(anyCitation, (citation) => {
      const text = written('ris', citation);
      const tags = risTags(text);
      expect(tags).toHaveLength(1);
      expect([tags[0]?.['TI'], tags[0]?.['T2']]).toEqual([[line(citation.title)], [line(citation['container-title'] ?? '')]]);
      // RIS has no way to write a comma in a name that is not taken apart: the line is as written all the same.
      for (const name of names(citation)) expect(text).toContain(`\r\nAU  - ${name}\r\n`);
    }), runs);
  });

  it('BibTeX', () => {
    fc.assert(fc.property(anyCitation, (citation) => {
      const [entry, ...others] = bibtexEntries(written('bibtex', citation));
      expect(others).toEqual([]);
      expect(entry?.fields['title']).toBe(line(citation.title));
      expect(entry?.fields['journal']).toBe(line(citation['container-title'] ?? ''));
      expect(entry?.fields.author?.map(({ name }) => name)).toEqual(names(citation));
    }), runs);
  });

  it('the text styles, in one paragraph each', () => {
    fc.assert(fc.property(anyCitation, fc.constantFrom<StyleName>('apa', 'mla', 'chicago'), (citation, style) => {
      const text = written(style, citation);
      expect(text.isWellFormed()).toBe(true);
      expect(text.trimEnd()).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      // Marks of quotation are the style's own.
      const bare = (each: string): string => each.replace(/["“”‘’]/gu, '');
      expect(bare(text)).toContain(bare(line(citation.title)));
      expect(bare(text)).toContain(bare(names(citation)[0] ?? ''));
      expect(bare(text)).toContain('n.d.');
    }), runs);
  });
});
