import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import html from '../../../src/ingest/formats/html.ts';
import { readFragment } from '../../../src/ingest/html/fragment.ts';

const folder = new URL('../../samples/formats/html/', import.meta.url);
const samples = readdirSync(folder).filter((name) => name.endsWith('.html')).map((name) => readFileSync(new URL(name, folder), 'utf8'));

const word = fc.constantFrom('water', 'Baghdad', 'naïve', '河', 'كتاب', 'x1', '“so”', '—', '[sic]', 'R&amp;D', '&lt;b&gt;', '&#8230;', 'a&nbsp;b');
const tag = fc.constantFrom('p', 'div', 'b', 'em', 'a', 'span', 'h2', 'ul', 'li', 'table', 'tr', 'td', 'blockquote', 'pre', 'br', 'dl', 'dt', 'dd', 'section', 'figcaption', 'aside', 'code');
const piece = fc.oneof({ weight: 4, arbitrary: word }, { weight: 2, arbitrary: tag.map((name) => `<${name}>`) }, { weight: 2, arbitrary: tag.map((name) => `</${name}>`) }, fc.constantFrom('\n', '\n\n', ' ', '\t'));
/** No tag without which text would be left out. */
const soup = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.filter((each) => !/aside/u.test(each)).join(' '));

/** The text of a markup with nothing hidden in it, white space aside. */
function letters(markup: string): string {
  return markup.replace(/<[^>]*>/gu, '').replaceAll('&lt;', '<').replaceAll('&#8230;', '…').replaceAll('&nbsp;', '').replaceAll('&gt;', '>').replaceAll('&amp;', '&').replace(/\s+/gu, '');
}

/** Whether a word is of two parts of the page, with something unseen between them. */
function isJoined(word: string, text: string): boolean {
  return Array.from(word, (_, at) => at).some((at) => at > 0 && text.includes(word.slice(0, at)) && text.includes(word.slice(at)));
}

/** Cuts, doubles and swaps parts of a page, and strews signs that mean something to markup. */
const mutated = fc.tuple(fc.constantFrom(...samples), fc.array(fc.tuple(fc.nat(), fc.nat(400), fc.constantFrom('cut', 'double', '<', '>', '"', '&', '<!--', ']]>', '</div>', '<script>', '\0', '<table>', '&#x110000;', '<svg><style>', '{')), { maxLength: 8 })).map(([page, changes]) => {
  let text = page;
  for (const [at, length, change] of changes) {
    const from = at % (text.length + 1);
    const part = text.slice(from, from + length);
    text = text.slice(0, from) + (change === 'cut' ? '' : change === 'double' ? part + part : change + part) + text.slice(from + length);
  }
  return text;
});

describe('HTML of any kind', () => {
  it('gives its text, all of it, in its order, and nothing else', () => {
    fc.assert(fc.property(soup, (markup) => {
      const read = readFragment(markup).map(({ text }) => text).join('');
      expect(read.replace(/\s+/gu, '')).toBe(letters(markup));
    }), { numRuns: 300 });
  });

  it('gives articles without an exception, of letters that the page holds, however it is broken', () => {
    fc.assert(fc.property(mutated, (text) => {
      const { articles } = html.parse({ name: 'page.html', text });
      const held = new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
      for (const { paragraphs, title, origin } of articles) {
        expect(paragraphs.length).toBeGreaterThan(0);
        expect('file' in origin && origin.line !== null && origin.line <= text.split('\n').length).toBe(true);
        for (const shown of [title, ...paragraphs.map((paragraph) => paragraph.text)]) {
          // Markup inside of a word divides it in the page, and an escape in JSON or an entity writes it in another way.
          const strange = (shown.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []).filter((each) => !held.has(each) && !text.toLowerCase().includes(each));
          expect(strange.filter((each) => !letters(text).toLowerCase().includes(each) && !isJoined(each, text.toLowerCase()))).toEqual([]);
        }
      }
    }), { numRuns: 200 });
  }, 60_000);

  it.each([
    ['deep nesting', '<div>'.repeat(200_000)],
    ['deep lists', '<ul><li>x'.repeat(25_000)],
    ['deep tables', '<table><tr><td>x'.repeat(25_000)],
    ['deep articles', '<article><h2>x</h2>'.repeat(25_000)],
    ['many posts', '<article><h2>Head</h2><time datetime="2020-01-01">x</time><p>Text.</p></article>'.repeat(5_000)],
    ['end tags alone', '</div></p></b>'.repeat(50_000)],
    ['a huge attribute', `<p title="${'x'.repeat(5_000_000)}">x`],
    ['many attributes', `<p ${'a=b '.repeat(200_000)}>x`],
    ['many classes', `<p class="${'share '.repeat(200_000)}">x`],
    ['many entities', '&amp;&lt;'.repeat(200_000)],
    ['an open comment', `x<!--${'-'.repeat(1_000_000)}`],
    ['open tags', '<'.repeat(1_000_000)],
    ['deep JSON', `<script type="application/ld+json">${'['.repeat(200_000)}</script>x`],
    ['many inline elements', '<b><i>x'.repeat(50_000)],
    ['many links', `<div>${'<a href="/x">link</a> '.repeat(25_000)}</div>`],
    ['many forms', '<form><p>x'.repeat(25_000)],
    ['many asides', '<aside><a href="/x">x</a>.'.repeat(25_000)],
  ])('is read without a hang: %s', (_, text) => {
    expect(html.parse({ name: 'page.html', text: `<!doctype html><article><h1>Head</h1>${text}` }).articles.length).toBeGreaterThanOrEqual(0);
  }, 20_000);
});
