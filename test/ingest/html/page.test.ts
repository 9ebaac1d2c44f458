import { describe, expect, it } from 'vitest';
import html from '../../../src/ingest/formats/html.ts';
import { gatherItems, itemsOf } from '../../../src/ingest/items.ts';
import { Readable } from 'node:stream';

async function read(text: string, url?: string): ReturnType<typeof gatherItems> {
  return gatherItems(itemsOf(html, { name: 'page.html', chunks: Readable.from([text]), url }));
}

describe('A web page', () => {
  it('with posts that have no text gives a warning each', async () => {
    const { articles, warnings } = await read('<body class="archive">\n<article><h2>One</h2></article>\n<article><h2>Two</h2></article>');
    expect(articles).toEqual([]);
    expect(warnings.map(({ where }) => where)).toEqual(['page.html:2', 'page.html:3']);
  });

  it('without anything to read gives a warning', async () => {
    expect(await read('<!doctype html><title>Empty</title><body><div></div>')).toMatchObject({ articles: [], warnings: [{ where: 'page.html:1' }] });
  });

  it('keeps the names and dates that a sentence holds, however they are marked', async () => {
    const lines = ['On Tuesday the mayor spoke, said Ann Reed of the paper.', 'They vote again in March and the harbour master is content.', 'By Joe Park in Hull, 3 March 2021'];
    const { articles } = await read(`<article><h1>Pier vote</h1><p>On <time datetime="2024-01-09">Tuesday</time> the mayor spoke, said <span class="author">Ann Reed</span> of the paper.</p>
      <div>They vote again <span class="date">in March</span> and the harbour master is content.</div><p>By <span class="author">Joe Park</span> in Hull, <time>3 March 2021</time></p></article>`);
    expect(articles[0]?.paragraphs.map(({ text }) => text)).toEqual(lines);
  });

  it('keeps a date in the future and warns', async () => {
    const { articles, warnings } = await read('<article><h1>Soon</h1><time datetime="2199-01-01">1 January 2199</time><p>We will see.</p></article>');
    expect(articles[0]?.published?.value).toBe('2199-01-01');
    expect(warnings[0]?.what).toContain('in the future');
  });

  it('leaves an impossible date out and warns', async () => {
    const { articles, warnings } = await read('<article><h1>Soon</h1><time datetime="2021-02-30">30 February 2021</time><p>We will see.</p></article>');
    expect(articles[0]?.published).toBeNull();
    expect(warnings[0]?.what).toContain('30 February 2021');
  });

  it('never takes the day of a change for that of publication', async () => {
    const { articles, warnings } = await read('<article><h1>Old</h1><time class="updated" datetime="2021-02-03">Updated 3 February 2021</time><p>It was.</p></article>');
    expect(articles[0]?.published).toBeNull();
    expect(warnings[0]?.what).toContain('3 February 2021');
  });

  it('keeps both readings of a date that has two', async () => {
    const { articles } = await read('<article><h1>News</h1><span class="date">12/05/2020</span><p>It has come.</p></article>');
    expect(articles[0]?.published).toMatchObject({ value: null, readings: ['2020-05-12', '2020-12-05'], certainty: 'ambiguous' });
  });

  it('says a date in the words of the page, unless they do not tell the day', async () => {
    const written = async (words: string): Promise<string | undefined> => (await read(`<article><h1>News</h1><time datetime="2020-05-12T18:00Z">${words}</time><p>It came.</p></article>`)).articles[0]?.published?.asWritten;
    expect(await written('12 May 2020')).toBe('12 May 2020');
    expect(await written('6 pm')).toBe('2020-05-12T18:00Z');
  });

  it('resolves no link by an address that it does not state', async () => {
    const post = '<article><h2><a href="/one" rel="bookmark">One</a></h2><p>First.</p></article><article><h2>Two</h2><p>Second.</p></article>';
    expect((await read(post)).articles[0]?.url).toBeNull();
    expect((await read(`<base href="https://blog.example/">${post}`)).articles[0]?.url).toBe('https://blog.example/one');
  });

  it('leaves no script in a title or a link', async () => {
    const { articles } = await read('<article><h1>Hi <script>alert(1)</script>there</h1><a href="javascript:alert(1)" rel="bookmark">On</a><p>Text.</p></article>');
    expect(articles[0]).toMatchObject({ title: 'Hi there', url: null });
  });

  it('reads a wrapper of posts as its posts', async () => {
    const { articles } = await read('<article><h1>All</h1><article><h2>One</h2><p>The first text goes on.</p></article><article><h2>Two</h2><p>The second text goes on.</p></article></article>');
    expect(articles.map(({ title }) => title)).toEqual(['One', 'Two']);
  });

  it('takes the site, not the system it is written with, as publisher', async () => {
    const { articles } = await read('<title>Owls - Night Notes</title><script type="application/ld+json">{"@type":"BlogPosting","headline":"Owls","publisher":{"name":"Blogger"}}</script><article><h1>Owls</h1><p>Two of them.</p></article>');
    expect(articles[0]?.publisher).toBe('Night Notes');
  });

  it('that was fetched is the address of its article, and what its links are relative to', async () => {
    const posts = '<article class="hentry"><h2><a rel="bookmark" href="/one/">One</a></h2><p>The first text goes on.</p></article><article class="hentry"><h2><a rel="bookmark" href="two/">Two</a></h2><p>The second text goes on.</p></article>';
    expect((await read(posts, 'https://notes.example/blog/')).articles.map(({ url }) => url)).toEqual(['https://notes.example/one/', 'https://notes.example/blog/two/']);
    expect((await read(posts)).articles.map(({ url }) => url)).toEqual([null, null]);
    const single = '<article><h1>Owls</h1><p>Two of them sat on the roof of the barn.</p></article>';
    expect((await read(single, 'https://notes.example/owls')).articles.map(({ url }) => url)).toEqual(['https://notes.example/owls']);
    expect((await read(`<link rel="canonical" href="/owls/">${single}`, 'https://notes.example/owls?page=1')).articles.map(({ url }) => url)).toEqual(['https://notes.example/owls/']);
  });
});
