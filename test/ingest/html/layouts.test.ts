import { describe, expect, it } from 'vitest';
import html from '../../../src/ingest/formats/html.ts';
import type { ParsedArticle } from '../../../src/ingest/format.ts';

const LONG = 'The ferry left the old harbour before dawn and carried forty people, two goats and the post across the sound.';
const MORE = 'Nobody on the pier could say when it would be back, since the engine had been borrowed from a quarry in the hills.';
const LAST = 'In the evening the wind turned and the lamps along the quay went out, one after the other, as they had each autumn.';
const TEXT = `<p>${LONG}</p><p>${MORE}</p><p>${LAST}</p>`;

function read(text: string): { articles: readonly ParsedArticle[]; warnings: readonly string[] } {
  const { articles, warnings } = html.parse({ name: 'page.html', text });
  return { articles, warnings: warnings.map(({ what }) => what) };
}

function only(text: string): ParsedArticle {
  const { articles } = read(text);
  expect(articles).toHaveLength(1);
  const [article] = articles;
  if (article === undefined) throw new Error('no article');
  return article;
}

const texts = (article: ParsedArticle): string[] => article.paragraphs.map(({ text }) => text);

describe('The text of a page', () => {
  it.each(['right-sidebar', 'entry share', 'cmp-container', 'newsletter-page'])('is read from a wrapper that is called %s', (name) => {
    expect(texts(only(`<h1>Ferry</h1><div class="${name}"><div>${TEXT}</div></div>`))).toEqual([LONG, MORE, LAST]);
  });

  it('is read where a dialog hid it from screen readers', () => {
    expect(texts(only(`<h1>Ferry</h1><div aria-hidden="true">${TEXT}</div>`))).toEqual([LONG, MORE, LAST]);
  });

  it('is read from a page without a body tag', () => {
    expect(texts(only(`<h1>Ferry</h1><p>${LONG}</p><p>${MORE}</p>`))).toEqual([LONG, MORE]);
    expect(texts(only(`<ul><li>${LONG}</li></ul><p>${MORE}</p>`))).toEqual([LONG, MORE]);
  });

  it('is not what is beside it, nor comments, however long', () => {
    const comments = `<div id="comments">${TEXT.repeat(3).replaceAll('ferry', 'boat')}</div>`;
    expect(texts(only(`<main><h1>Ferry</h1><article>${TEXT}</article></main><div class="c-newsletter__box"><p>${MORE}</p></div>${comments}`))).toEqual([LONG, MORE, LAST]);
  });

  it('is not a small box that bears the name of one', () => {
    expect(texts(only(`<h1>Ferry</h1><div class="col"><div>${TEXT}${TEXT}</div></div><div class="post-content"><p>Next: the goats.</p></div>`))[0]).toBe(LONG);
  });

  it('is found beside cards that lead to other articles', () => {
    const card = '<article><h3><a href="/x">Goats again</a></h3><p>A short line.</p></article>';
    const article = only(`<title>Ferry</title><h1>Ferry</h1><div class="story">${TEXT.repeat(6)}</div><div class="more">${card.repeat(4)}</div>`);
    expect(article.title).toBe('Ferry');
    expect(texts(article)).toContain(LAST);
    expect(texts(article).join()).not.toContain('Goats again');
  });

  it('is one where it is divided into articles without headings', () => {
    expect(texts(only(`<title>Ferry</title><h1>Ferry</h1><article><p>${LONG}</p></article><article><p>${MORE}</p></article>`))).toEqual([LONG, MORE]);
  });

  it('is that of the one post which the page is named after', () => {
    const other = (name: string): string => `<article><h2><a href="/x">${name}</a></h2><p>${MORE}</p></article>`;
    expect(only(`<title>The borrowed ferry - Harbour News</title><article><h2>The borrowed ferry</h2>${TEXT}</article>${other('Goats at sea')}${other('Lamps go out')}`).title).toBe('The borrowed ferry');
  });

  it('begins with the sentence between headline and text', () => {
    expect(texts(only(`<article><header><h1>Ferry</h1><div class="x-1">${MORE}</div></header><div class="entry-content"><p>${LONG}</p><p>${LAST}</p></div></article>`))).toEqual([MORE, LONG, LAST]);
  });

  it('is without boxes of links, but with the lists of its writer', () => {
    const box = '<div class="inline"><h4>From our pages</h4><a href="/a">Ten best piers</a><a href="/b">A canal reopens</a></div>';
    const list = '<ul><li><a href="/c">The timetable</a></li><li><a href="/d">The map</a></li></ul>';
    expect(texts(only(`<article><h1>Ferry</h1><div class="entry-content"><p>${LONG}</p>${box}${list}<p>${LAST}</p></div></article>`))).toEqual([LONG, 'The timetable\nThe map', LAST]);
  });

  it('is not the one sentence of a page of short lines', () => {
    const lines = ['Length', 'Breadth', 'Draught', 'Engine', 'Harbour', 'Owner'];
    expect(texts(only(`<h1>The ferry in figures</h1><div>${lines.map((line) => `<p>${line}: unknown</p>`).join('')}</div><div><div><p>${LONG}</p></div></div>`)).join()).toContain('Engine: unknown');
  });

  it('ends before headings that head nothing, and lines of the site', () => {
    expect(texts(only(`<article><h1>Ferry</h1><div class="entry-content">${TEXT}<p>Leave a comment</p><h3>More on this</h3></div></article>`))).toEqual([LONG, MORE, LAST]);
  });
});

describe('The headline of a page', () => {
  it('is the heading that the metadata know, not the name of the site', () => {
    expect(only(`<title>The borrowed ferry | Harbour News</title><h1>Harbour News</h1><div><h2>The borrowed ferry</h2>${TEXT}</div>`).title).toBe('The borrowed ferry');
  });

  it('is without the line above it that the metadata do not know', () => {
    expect(only(`<title>The borrowed ferry</title><meta property="og:title" content="The borrowed ferry"><h1><span>Transport</span><span>The borrowed ferry</span></h1><div>${TEXT}</div>`).title).toBe('The borrowed ferry');
  });

  it('of a post in a list is its own, also where it stands alone', () => {
    const { articles } = read(`<title>Boats</title><h1>Boats</h1><article><h2><a href="/ferry">The borrowed ferry</a></h2><p>${LONG}</p></article>`);
    expect(articles.map(({ title }) => title)).toEqual(['The borrowed ferry']);
  });

  it('may stand at the beginning of what is called the excerpt', () => {
    const post = (name: string): string => `<li class="post_item"><div class="excerpt"><h3><a href="/x">${name}</a></h3><span class="post_date">Aug 21, 2026 · 3 min read</span><p>${LONG}</p></div></li>`;
    const { articles } = read(`<ul class="posts">${post('The borrowed ferry')}${post('Goats at sea')}</ul>`);
    expect(articles.map(({ title, published }) => [title, published?.value])).toEqual([['The borrowed ferry', '2026-08-21'], ['Goats at sea', '2026-08-21']]);
  });
});

describe('The date of a page', () => {
  const under = (line: string): ParsedArticle => only(`<h1>Ferry</h1><div class="x"><span>${line}</span></div><div>${TEXT}</div>`);

  it.each([['21 Jan 2022 // Jane Doe', '2022-01-21'], ['am 24. Juli 2017 - 18:55', '2017-07-24'], ['3 août 2015 · Mer', '2015-08-03'], ['Press release of 20 January 2022', '2022-01-20']])('is read under the headline: %s', (line, day) => {
    expect(under(line).published?.value?.slice(0, 10)).toBe(day);
  });

  it.each(['Zuletzt geändert am 21. Januar 2022', 'Last updated 21 January 2022', '20 January 2022 to 24 January 2022'])('is not told by %s', (line) => {
    expect(under(line).published?.value ?? null).toBe(line.startsWith('20') ? '2022-01-20' : null);
  });

  it('is not that of a card beside the text', () => {
    const card = '<article><h3><a href="/x">Goats</a></h3><time datetime="2011-01-01">1 January 2011</time></article>';
    expect(only(`<title>Ferry</title><h1>Ferry</h1><div>${TEXT.repeat(6)}</div>${card.repeat(3)}`).published).toBeNull();
  });

  it('is what its JSON-LD says of the page, where it says nothing of an article', () => {
    expect(only(`<script type="application/ld+json">{"@graph":[{"@type":"WebPage","datePublished":"2018-06-07T10:13:17+00:00"}]}</script><h1>Ferry</h1><div>${TEXT}</div>`).published?.value).toBe('2018-06-07T10:13:17+00:00');
  });
});

describe('The author of a page', () => {
  it('is read from a name in a theme’s own words', () => {
    expect(only(`<h1>Ferry</h1><div class="herald-meta"><a class="herald-author-name" href="/jd">Jane Doe</a></div><div>${TEXT}</div>`).author).toBe('Jane Doe');
  });

  it('is not who took the picture', () => {
    expect(only(`<h1>Ferry</h1><span class="author">(Image: Sam Poe)</span><div>${TEXT}</div>`).author).toBeNull();
  });

  it('is the one that metadata name, where only others are named all over the page', () => {
    const beside = '<div class="row"><a rel="author" href="/r">Ruth Roe</a></div>';
    expect(only(`<meta name="author" content="Jane Doe"><h1>Ferry</h1><div><div>${TEXT}</div></div>${beside}`).author).toBe('Jane Doe');
  });

  it('is without the word that stands before the name', () => {
    expect(only(`<article><h1>Ferry</h1><span class="author">by<b>Jane Doe</b></span><div class="entry-content">${TEXT}</div></article>`).author).toBe('Jane Doe');
  });
});

it('A page that only lists links is no article', () => {
  const { articles, warnings } = read(`<title>Archive</title><main><h1>Archive</h1><ul>${['Ferry', 'Goats', 'Lamps', 'Piers'].map((name) => `<li><a href="/${name}">${name} of the sound</a></li>`).join('')}</ul></main>`);
  expect(articles).toEqual([]);
  expect(warnings).toEqual(['it only lists links to articles']);
});
