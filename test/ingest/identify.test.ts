import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FullArticle } from '../../src/archive/article.ts';
import type { ParsedArticle } from '../../src/ingest/format.ts';
import { identify } from '../../src/ingest/identify.ts';
import { parsed } from './parsed.ts';

const idsOf = (article: FullArticle | undefined): string[] => article?.paragraphs.map(({ id }) => id) ?? [];
const first = (articles: readonly ParsedArticle[]): FullArticle[] => identify([], articles);

const words = fc.array(fc.constantFrom('iraq', 'minister', 'drone', 'attack', 'house', 'said', 'peace', 'army', 'vote', 'oil'), { minLength: 3, maxLength: 12 }).map((list) => list.join(' '));
/** Pages repeat such lines. */
const repeated = fc.constantFrom('Advertisement', 'Read more', 'Photo: AP');
const paragraphs = fc.array(words, { minLength: 1, maxLength: 12 });
const titled = fc.record({ title: fc.constantFrom('A', 'B', 'C', 'D', ''), texts: paragraphs });
const articles = fc.array(titled, { maxLength: 6 }).map((list) => list.map(({ title, texts }) => parsed(title, texts)));

describe('New articles', () => {
  it('get the same ids whenever the same archive is read anew', () => {
    fc.assert(fc.property(articles, (list) => { expect(first(list)).toEqual(first(list)); }));
    expect(first([parsed('US-led combat mission', ['One.'])])[0]).toMatchObject({ id: 'sgz7nq66f7', paragraphs: [{ id: 'sgz7nq66f7.oatxx7', number: 1 }] });
  });

  it('get ids that differ from each other and from all ids in use', () => {
    fc.assert(
      fc.property(articles, articles, (held, list) => {
        const others = new Set(first(held).map(({ id }) => id));
        const given = identify([], list, (id) => others.has(id));
        const ids = [...given.map(({ id }) => id), ...given.flatMap(idsOf)];
        expect(new Set(ids).size).toBe(ids.length);
        expect(given.filter(({ id }) => others.has(id))).toEqual([]);
      }),
    );
  });

  it('have short ids of lower-case letters and digits; a paragraph\'s begins with its article\'s', () => {
    const [article] = first([parsed('日本 – “x”', ['a', 'a', 'b'])]);
    expect(article?.id).toMatch(/^[a-z2-7]{10}$/u);
    for (const id of idsOf(article)) expect(id.slice(0, id.lastIndexOf('.'))).toBe(article?.id);
    expect(idsOf(article)[1]).toBe(`${idsOf(article)[0] ?? ''}-2`);
  });

  it('are told apart by publisher, not by the spelling of dashes, quotes or case', () => {
    const [a, b, c] = first([parsed('End – “now”', ['x']), parsed('End – “now”', ['x'], { publisher: 'VICE' }), parsed('end - "NOW"', ['x'])]);
    expect(a?.id).not.toBe(b?.id);
    expect(first([parsed('end - "NOW"', ['x'])])[0]?.id).toBe(a?.id);
    expect(c?.id).not.toBe(a?.id);
  });
});

describe('When an archive is read again', () => {
  it('nothing changes if nothing did, in whatever order the articles come', () => {
    fc.assert(
      fc.property(articles.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))), ([list, shuffled]) => {
        const before = first(list);
        const summary = (all: readonly FullArticle[]): string[] => all.map((article) => JSON.stringify([article.id, article.title, article.paragraphs])).sort();
        expect(identify(before, list)).toEqual(before);
        // Articles that are equal to the last character can change places.
        expect(summary(identify(before, shuffled))).toEqual(summary(before));
      }),
    );
  });

  it('a paragraph put in on top leaves every other id as it was, whatever it says', () => {
    fc.assert(
      fc.property(fc.oneof(paragraphs, fc.array(repeated, { minLength: 1 })), fc.oneof(words, repeated), (texts, added) => {
        const before = first([parsed('T', texts)]);
        const [after] = identify(before, [parsed('T', [added, ...texts])]);
        expect(idsOf(after).slice(1)).toEqual(idsOf(before[0]));
        expect(idsOf(before[0])).not.toContain(idsOf(after)[0]);
        expect(after?.paragraphs.map(({ number }) => number)).toEqual([added, ...texts].map((_, place) => place + 1));
      }),
    );
  });

  it('unlike paragraphs keep their ids wherever others are put in, taken out or moved', () => {
    const distinct = fc.uniqueArray(words, { minLength: 2, maxLength: 10 });
    fc.assert(
      fc.property(distinct.chain((texts) => fc.tuple(fc.constant(texts), fc.shuffledSubarray(texts, { minLength: 1 }))), ([texts, kept]) => {
        const before = first([parsed('T', texts)]);
        const idOf = new Map(before[0]?.paragraphs.map(({ text, id }) => [text, id]));
        const [after] = identify(before, [parsed('T', kept)]);
        expect(idsOf(after)).toEqual(kept.map((text) => idOf.get(text)));
      }),
    );
  });

  it('no two paragraphs ever get one id, however the text changes', () => {
    fc.assert(
      fc.property(fc.array(paragraphs, { minLength: 2, maxLength: 5 }), (states) => {
        let held: FullArticle[] = [];
        for (const texts of states) {
          held = identify(held, [parsed('T', texts)]);
          expect(new Set(idsOf(held[0])).size).toBe(texts.length);
        }
      }),
    );
  });

  it('an edited paragraph keeps its id; one that says something else does not', () => {
    const texts = ['The first.', 'The prime minister survived a drone attack on his house in Baghdad on Sunday.', 'The last.'];
    const before = first([parsed('T', texts)]);
    const edited = identify(before, [parsed('T', ['The first.', 'New here.', 'The Iraqi prime minister survived a drone attack on his home in Baghdad.', 'The last.'])]);
    expect(idsOf(edited[0]).filter((_, place) => place !== 1)).toEqual(idsOf(before[0]));
    const replaced = identify(before, [parsed('T', ['The first.', 'Oil prices rose to seventy dollars a barrel.', 'The last.'])]);
    expect(idsOf(before[0])).not.toContain(idsOf(replaced[0])[1]);
  });

  it('an article keeps its id when its title was corrected', () => {
    const before = first([parsed('Teh end', ['a b c', 'd e f', 'g h i']), parsed('Other', ['x y z'])]);
    const after = identify(before, [parsed('Another one', ['1 2 3']), parsed('The end', ['a b c', 'd e f', 'new']), parsed('Other', ['x y z'])]);
    expect(after.map(({ id }) => id).slice(1)).toEqual(before.map(({ id }) => id));
    expect(idsOf(after[1]).slice(0, 2)).toEqual(idsOf(before[0]).slice(0, 2));
  });

  it('an article keeps its id when its text was rewritten', () => {
    const before = first([parsed('T', ['a b c'])]);
    expect(identify(before, [parsed('T', ['d e f'])])[0]?.id).toBe(before[0]?.id);
  });

  it('the id goes with the text when another article takes over the old title', () => {
    const before = first([parsed('Live blog', ['a b c', 'd e f'])]);
    const [next, renamed] = identify(before, [parsed('Live blog', ['today 1', 'today 2']), parsed('Live blog: Monday', ['a b c', 'd e f'])]);
    expect(renamed?.id).toBe(before[0]?.id);
    expect(next?.id).not.toBe(before[0]?.id);
  });

  it('versions of one article keep their own ids when they change places', () => {
    const [one, two] = [parsed('T', ['a b c', 'first']), parsed('T', ['a b c', 'second'])];
    const before = first([one, two]);
    expect(identify(before, [two, one]).map(({ id }) => id)).toEqual(before.map(({ id }) => id).reverse());
  });

  it('articles of the same words keep their own ids by what their origin calls them, or their links', () => {
    for (const signs of [[{ key: 'a' }, { key: 'b' }], [{ url: 'https://gull.example/1' }, { url: 'https://gull.example/2' }]]) {
      const list = signs.map((sign) => parsed('Weather', ['Sunny.'], sign));
      const held = first(list);
      expect(identify(held, list.toReversed()).map(({ id }) => id)).toEqual(held.map(({ id }) => id).toReversed());
    }
  });

  it('copes with thousands of paragraphs in a moment', () => {
    const texts = Array.from({ length: 5_000 }, (_, place) => `paragraph number ${place} of a very long page`);
    const before = first([parsed('T', texts)]);
    const started = performance.now();
    identify(before, [parsed('T', texts.map((text) => `${text} rewritten`))]);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

it('A text that comes thousands of times takes no longer for it', () => {
  const page = (count: number): ReturnType<typeof parsed> => parsed('T', Array.from({ length: count }, () => 'The same line.'));
  const took = (count: number): number => {
    const started = performance.now();
    const [first] = identify([], [page(count)]);
    if (first === undefined) throw new Error('nothing was identified');
    expect(new Set(identify([first], [page(count)])[0]?.paragraphs.map(({ id }) => id)).size).toBe(count);
    return performance.now() - started;
  };
  took(1_000);
  expect(took(40_000)).toBeLessThan(40 * Math.max(5, took(4_000)));
});
