import { describe, expect, it } from 'vitest';
import { feedsOf } from '../../../src/origins/find/feeds.ts';

const urls = (html: string, page = 'https://example.org/'): readonly string[] => feedsOf(html, page).map(({ url }) => url);

describe('the feeds that a page names', () => {
  it('puts those of comments last on a post of WordPress, whatever its language, and leaves out its interfaces', () => {
    const html = `<!DOCTYPE html><html><head><title>Der alte Hafen</title>
      <link rel="alternate" type="application/rss+xml" title="Hafenblatt &raquo; Feed" href="https://example.org/feed/" />
      <link rel="alternate" type="application/rss+xml" title="Hafenblatt &raquo; Kommentar-Feed" href="https://example.org/comments/feed/" />
      <link rel="alternate" type="application/rss+xml" title="Hafenblatt &raquo; Der alte Hafen" href="https://example.org/der-alte-hafen/feed/" />
      <link rel="alternate" title="JSON" type="application/json" href="https://example.org/wp-json/wp/v2/posts/12" />
      <link rel="alternate" type="application/json+oembed" href="https://example.org/wp-json/oembed/1.0/embed?url=x" />
      <link rel="alternate" type="text/xml+oembed" href="https://example.org/wp-json/oembed/1.0/embed?url=x&#038;format=xml" />
      <link rel='stylesheet' href='/wp-content/style.css' type='text/css' /></head><body><p>Text</p></body></html>`;
    expect(feedsOf(html, 'https://example.org/der-alte-hafen/')).toEqual([
      { url: 'https://example.org/feed/', title: 'Hafenblatt » Feed', comments: false },
      { url: 'https://example.org/comments/feed/', title: 'Hafenblatt » Kommentar-Feed', comments: true },
      { url: 'https://example.org/der-alte-hafen/feed/', title: 'Hafenblatt » Der alte Hafen', comments: true },
    ]);
  });

  it('reads rel lists, any case, relative addresses and the base, each feed once', () => {
    const html = `<BASE HREF="/blog/"><base href="https://elsewhere.test/"><LINK REL="Home ALTERNATE" TYPE="Application/Atom+XML; charset=utf-8" HREF="atom.xml">
      <link href=../feed.json type=application/feed+json rel=alternate><link rel="alternate" type="application/atom+xml" href="/blog/atom.xml#top">
      <link rel="alternate" hreflang="de" href="/de/"><link rel="alternate" type="application/rss+xml" href="">
      <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)"><link rel="alternate" type="application/rss+xml" href="feed:rss.xml">
      <link rel="stylesheet" type="application/rss+xml" href="/no.xml"><link rel="feed" href="/main.rss">`;
    expect(urls(html)).toEqual(['https://example.org/blog/atom.xml', 'https://example.org/feed.json', 'https://example.org/main.rss']);
  });

  it('puts the whole site before a part of it, and what may be a feed behind what is one', () => {
    const html = `<link rel="alternate" type="application/json" href="/feed.json">
      <link rel="alternate" type="application/rss+xml" title="Opinion" href="/category/opinion/feed/">
      <link rel="alternate" type="application/rss+xml" title="Sport" href="/sport/rss.xml">
      <link rel="alternate" type="application/rss+xml" title="By Ada" href="/?author=3&amp;feed=rss2">
      <link rel="alternate" type="application/rss+xml" title="All" href="/rss.xml">`;
    expect(urls(html, 'https://example.org/category/opinion/')).toEqual(['/rss.xml', '/sport/rss.xml', '/?author=3&feed=rss2', '/category/opinion/feed/', '/feed.json'].map((path) => `https://example.org${path}`));
  });

  it('keeps the order of Blogger, and puts its comments last', () => {
    const html = `<link rel="alternate" type="application/atom+xml" title="Notes - Atom" href="https://notes.example/feeds/posts/default" />
      <link rel="alternate" type="application/atom+xml" title="Notes - Atom" href="https://notes.example/feeds/812/comments/default" />
      <link rel="alternate" type="application/rss+xml" title="Notes - RSS" href="https://notes.example/feeds/posts/default?alt=rss" />`;
    expect(feedsOf(html, 'https://notes.example/2024/05/post.html').map(({ url, comments }) => [new URL(url).pathname + new URL(url).search, comments]))
      .toEqual([['/feeds/posts/default', false], ['/feeds/posts/default?alt=rss', false], ['/feeds/812/comments/default', true]]);
  });

  it('does not take a site for comments because of its name', () => {
    const html = `<link rel="alternate" type="application/rss+xml" title="No Comment &raquo; Feed" href="/feed/">
      <link rel="alternate" type="application/rss+xml" title="No Comment &raquo; Comments Feed" href="/comments/feed/">`;
    expect(feedsOf(html, 'https://example.org/').map(({ comments }) => comments)).toEqual([false, true]);
  });

  it('finds none in scripts, comments, text or nothing', () => {
    const link = '<link rel="alternate" type="application/rss+xml" href="/feed/">';
    for (const html of ['', 'plain text', `<!-- ${link} -->`, `<script>document.write('${link}')</script>`, `<textarea>${link}</textarea>`, link.replaceAll('<', '&lt;')]) expect(urls(html)).toEqual([]);
  });

  it('is quick and bounded with a page that names feeds without end', () => {
    const html = Array.from({ length: 100_000 }, (_, at) => `<link rel="alternate" type="application/rss+xml" href="/feed/${at}">`).join('');
    expect(urls(html).length).toBeLessThanOrEqual(50);
    expect(urls(`<link rel="alternate" type="application/rss+xml" href="/${'a'.repeat(5000)}">`)).toEqual([]);
  });
});
