import fc from 'fast-check';

/** What trips readers up: ends of sections, half characters, nesting, entities, numbers, marks of direction. */
const HOSTILE = [
  ']]>', '<![CDATA[', '-->', '<!--', '\0', '\uD800', '\uDC00', '\uFEFF', '\u202E', '\u2066', '\u00AD', '\u200B',
  '<', '>', '&', '"', "'", '\\', '`', '```\n', '---\n', '+++\n', '{', '}', '[', ']', '{{', '}}', '{%', '%}', '%%', '\n', '\n\n', '\t', '\r', '\u2028',
  '[['.repeat(500), '{"a":'.repeat(2_000), '['.repeat(100_000), '<div>'.repeat(5_000), '</div>'.repeat(500), '<b><i>'.repeat(1_000), '<table><tr><td>'.repeat(500), '> '.repeat(2_000), '- '.repeat(500), '*'.repeat(3_000), '_a '.repeat(500), '![', '](', '((((((', '# ',
  '&amp;lt;', '&lt;script&gt;alert(1)&lt;/script&gt;', '&#0;', '&#xD800;', '&#99999999999;', '&eacute', '&#150;', '&nosuch;',
  '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>', '&c;', '<?xml version="1.0" encoding="utf-16"?>', '<script>', '</script>', '<style>', '<textarea>', '<plaintext>', '<svg>', '<br', '<p', '<a href="javascript:alert(1)">', '<img src=x onerror=alert(1)>', '<template>', '<select><option>',
  '1e999', '-0', '9'.repeat(400), '99999-99-99', '0000-00-00', '2021-02-31', 'NaN', 'null', 'true', '__proto__', '"__proto__":{"a":1},', 'constructor', '*a', '&a', '!!js/function', '? ', ': ', ' #',
  'title:', 'date:', 'By ', 'More:\n', ' – ', 'Source: ', 'https://', 'https://example.org/\u0000', 'a'.repeat(5_000), ' '.repeat(5_000), '\u0301'.repeat(1_000), '👩‍👩‍👧‍👦', 'ﬁ', 'İ', 'ß', '你好', 'שלום',
] as const;

type Mutation = (text: string, others: readonly string[]) => string;

const place = fc.nat({ max: 1_000_000 });
const at = (text: string, where: number): number => Math.floor((where / 1_000_001) * (text.length + 1));

const cut = fc.tuple(place, fc.nat({ max: 200 })).map(([where, length]): Mutation => (text) => text.slice(0, at(text, where)) + text.slice(at(text, where) + length));
const truncate = place.map((where): Mutation => (text) => text.slice(0, at(text, where)));
const repeat = fc.tuple(place, fc.nat({ max: 300 }), fc.integer({ min: 2, max: 30 })).map(([where, length, times]): Mutation => (text) => {
  const start = at(text, where);
  return text.slice(0, start) + text.slice(start, start + length).repeat(times) + text.slice(start + length);
});
const swap = fc.tuple(place, place, fc.nat({ max: 100 })).map(([one, other, length]): Mutation => (text) => {
  const [first, second] = [at(text, one), at(text, other)].sort((a, b) => a - b) as [number, number];
  const [early, late] = [text.slice(first, Math.min(first + length, second)), text.slice(second, second + length)];
  return text.slice(0, first) + late + text.slice(first + early.length, second) + early + text.slice(second + late.length);
});
const insert = fc.tuple(place, fc.constantFrom(...HOSTILE)).map(([where, piece]): Mutation => (text) => text.slice(0, at(text, where)) + piece + text.slice(at(text, where)));
const replace = fc.tuple(place, fc.integer({ min: 0x20, max: 0x2fff })).map(([where, code]): Mutation => (text) => text.slice(0, at(text, where)) + String.fromCharCode(code) + text.slice(at(text, where) + 1));
const splice = fc.tuple(fc.nat(), place, place).map(([which, where, from]): Mutation => (text, others) => {
  const other = others[which % others.length] ?? '';
  return text.slice(0, at(text, where)) + other.slice(at(other, from));
});

/** What is done to a sample, in order; `others` are all samples of its format. */
export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(
  fc.oneof({ weight: 4, arbitrary: insert }, { weight: 2, arbitrary: cut }, { weight: 1, arbitrary: truncate }, { weight: 1, arbitrary: repeat }, { weight: 1, arbitrary: swap }, { weight: 1, arbitrary: replace }, { weight: 1, arbitrary: splice }),
  { minLength: 1, maxLength: 4 },
);
