import { describe, expect, it } from 'vitest';
import { isWordPress, nextOf, pageBehind, pagedFeed } from '../../../src/origins/find/paging.ts';

const rss = (channel: string): string => `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title>${channel}</channel></rss>`;
const atom = (inside: string, attributes = ''): string => `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"${attributes}><title>T</title>${inside}</feed>`;
const FEED = 'https://example.org/feed/';

describe('a page of a WordPress feed', () => {
  it('has its number in the address, beside what is there', () => {
    expect(pagedFeed(FEED, 2)).toBe('https://example.org/feed/?paged=2');
    expect(pagedFeed('https://example.org/?feed=rss2&cat=3', 12)).toBe('https://example.org/?feed=rss2&cat=3&paged=12');
    expect(pagedFeed('https://example.org/feed/?paged=4', 5)).toBe('https://example.org/feed/?paged=5');
    expect(pagedFeed('https://example.org/feed/?paged=4', 1)).toBe(FEED);
  });
});

describe('a feed of WordPress', () => {
  it.each([
    ['its generator', rss('<generator>https://wordpress.org/?v=6.6.2</generator><item><title>A</title></item>'), null],
    ['its generator on wordpress.com', rss('<generator>http://wordpress.com/</generator>'), null],
    ['its generator in Atom', atom('<generator uri="https://wordpress.org/" version="6.6">WordPress</generator>'), null],
    ['its beginning alone', rss('<generator>https://wordpress.org/?v=6.6.2</generator><item><title>A</title>').slice(0, 220), null],
    ['what it calls its posts', rss('<item><guid isPermaLink="false">https://example.org/?p=81</guid></item>'), FEED],
    ['its address', rss('<item><title>A</title></item>'), 'https://example.org/?cat=2&feed=rss2'],
  ])('is known by %s', (_, text, url) => {
    expect(isWordPress(text, url)).toBe(true);
  });

  it.each([
    ['of another generator', rss('<generator>Ghost 5.8</generator><item><guid>https://example.org/?p=81</guid></item>')],
    ['that writes about it', rss('<title>WordPress news</title><item><title>WordPress 7</title><description>&lt;generator&gt;WordPress</description></item>')],
    ['of a plain kind', rss('<item><guid>https://example.org/2024/post/</guid></item>')],
    ['in JSON', '{"version": "https://jsonfeed.org/version/1.1", "items": []}'],
    ['that is a page', '<!DOCTYPE html><meta name="generator" content="WordPress 6.6">'],
    ['of nothing', ''],
  ])('is not one %s', (_, text) => {
    expect(isWordPress(text, FEED)).toBe(false);
  });
});

describe('where a feed goes on', () => {
  it('is what RFC 5005 calls next, else the archive before', () => {
    expect(nextOf(atom('<link rel="self" href="/feed/"/><link rel="next" href="/feed/?page=2"/>'), FEED)).toBe('https://example.org/feed/?page=2');
    expect(nextOf(atom('<link rel="prev-archive" href="2003/10.xml"/><entry><link rel="next" href="/not/this"/></entry>'), FEED)).toBe('https://example.org/feed/2003/10.xml');
    expect(nextOf(atom('<link rel="prev-archive" href="/old"/><link rel="next" href="/p2"/>'), FEED)).toBe('https://example.org/p2');
    expect(nextOf(rss('<atom:link rel="next" href="https://example.org/feed/?n=2&amp;of=all"/>'), FEED)).toBe('https://example.org/feed/?n=2&of=all');
    expect(nextOf(rss('<a10:link xmlns:a10="http://www.w3.org/2005/Atom" rel="next" href="/two"/>'), FEED)).toBe('https://example.org/two');
  });

  it('is relative to the base that the feed gives', () => {
    expect(nextOf(atom('<link rel="next" href="two.xml"/>', ' xml:base="https://example.org/archive/"'), FEED)).toBe('https://example.org/archive/two.xml');
  });

  it('is found behind the entries too', () => {
    const entries = Array.from({ length: 2000 }, (_, at) => `<entry><id>${at}</id><content type="html">&lt;p&gt;Text &amp;amp; more&lt;/p&gt;</content></entry>`).join('');
    expect(nextOf(atom(`${entries}<link rel="next" href="/two"/>`), FEED)).toBe('https://example.org/two');
  });

  it('is the next_url of a JSON Feed', () => {
    expect(nextOf('\uFEFF {"version": "https://jsonfeed.org/version/1.1", "items": [{"next_url": "/no"}], "next_url": "/feed.json?page=2"}', 'https://example.org/feed.json')).toBe('https://example.org/feed.json?page=2');
  });

  it('is told before the rest of a JSON Feed is there', () => {
    expect(nextOf('{"version": "https://jsonfeed.org/version/1.1", "next_url": "\\/feed.json?page=2", "items": [{"content_text": "cut he', 'https://example.org/feed.json')).toBe('https://example.org/feed.json?page=2');
  });

  it('is the next number where WordPress says nothing', () => {
    const wordpress = '<generator>https://wordpress.org/?v=6.6.2</generator>';
    expect(pageBehind(rss(wordpress), FEED, 1)).toBe('https://example.org/feed/?paged=2');
    expect(pageBehind(rss(wordpress), FEED, 7)).toBe('https://example.org/feed/?paged=8');
    expect(pageBehind(rss(`${wordpress}<atom:link rel="next" href="/older"/>`), FEED, 1)).toBe('https://example.org/older');
    expect(pageBehind(rss('<generator>Hugo</generator>'), FEED, 1)).toBeNull();
  });

  it.each([
    ['a feed that says nothing', rss('<atom:link rel="self" href="/feed/"/>')],
    ['itself', atom('<link rel="next" href="/feed/#2"/>')],
    ['another kind of address', atom('<link rel="next" href="file:///etc/passwd"/>')],
    ['an address with a password', atom('<link rel="next" href="https://ada:x@example.org/"/>')],
    ['an empty one', atom('<link rel="next" href=""/>')],
    ['JSON that breaks off before it', '{"version": "https://jsonfeed.org/version/1.1", "items": [{"content_text": "\\"next_url\\": \\"/no\\"", "_more": {"next_url": "/no"}'],
    ['JSON that breaks off in it', '{"next_url": "/tw'],
    ['JSON of another shape', '{"next_url": ["/two"]}'],
    ['a web page', '<!DOCTYPE html><html><head><link rel="next" href="/page/2/"></head></html>'],
    ['nothing', ''],
  ])('is nowhere for %s', (_, text) => {
    expect(nextOf(text, FEED)).toBeNull();
  });
});
