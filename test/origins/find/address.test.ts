import { describe, expect, it } from 'vitest';
import { normalAddress, sameSite } from '../../../src/origins/find/address.ts';

describe('an address as people type it', () => {
  it.each([
    ['example.org', 'https://example.org/'],
    ['example.org/feed', 'https://example.org/feed'],
    ['  www.example.org/feed/?paged=2#top ', 'https://www.example.org/feed/?paged=2'],
    ['HTTP://Example.org', 'http://example.org/'],
    ['http://example.org:80/a', 'http://example.org/a'],
    ['https://example.org:8443/a?', 'https://example.org:8443/a'],
    ['example.org:8080/feed', 'https://example.org:8080/feed'],
    ['<https://example.org/feed>', 'https://example.org/feed'],
    ['bücher.example/neu', 'https://xn--bcher-kva.example/neu'],
    ['https://example.org./a', 'https://example.org/a'],
    ['localhost:3000', 'https://localhost:3000/'],
    ['http://wiki/recent', 'http://wiki/recent'],
    ['192.0.2.7/feed', 'https://192.0.2.7/feed'],
    ['[2001:db8::1]:8080/feed', 'https://[2001:db8::1]:8080/feed'],
    ['https://example.org/päge', 'https://example.org/p%C3%A4ge'],
    ['example.org/notes.txt', 'https://example.org/notes.txt'],
  ])('%s is %s', (typed, url) => {
    expect(normalAddress(typed)).toBe(url);
    expect(normalAddress(url)).toBe(url);
  });

  it.each([
    '', ' ', 'example', 'two words.example', 'https://exa mple.org', 'https://', 'https:///feed', 'http:example.org',
    'ftp://example.org/feed', 'file:///etc/passwd', 'feed://example.org/rss', 'javascript:alert(1)', 'data:text/html,x', 'mailto:ada@example.org', 'tel:123',
    '/etc/passwd', './feed.xml', '../data', '~/archive', 'data/iraq.txt', 'iraq.txt', 'export.xml', 'C:\\archive', 'C:/archive', '\\\\server\\share', '//example.org/feed',
    'https://ada:secret@example.org/', 'ada@example.org', 'https://@ada:x@example.org', 'https://example.org\\feed', 'https://example.org/a\u0000b',
    'https://exa[mple.org/', 'https://example.org:99999/',
  ])('%j is none', (typed) => {
    expect(normalAddress(typed)).toBeNull();
  });

  it('is none above 2,048 characters', () => {
    expect(normalAddress(`https://example.org/${'a'.repeat(2000)}`)).not.toBeNull();
    expect(normalAddress(`https://example.org/${'a'.repeat(2030)}`)).toBeNull();
    expect(normalAddress(`https://example.org/${'ä'.repeat(400)}`)).toBeNull();
  });
});

describe('one site', () => {
  it.each([
    ['https://example.org/a', 'http://www.example.org/b', true],
    ['https://example.org:443/a', 'https://EXAMPLE.org./b', true],
    ['https://example.org/', 'https://blog.example.org/', false],
    ['https://example.org/', 'https://example.org:8443/', false],
    ['https://example.org/', 'https://example.org.evil.test/', false],
    ['no address', 'no address', false],
  ])('%s and %s: %s', (one, other, same) => {
    expect(sameSite(one, other)).toBe(same);
    expect(sameSite(other, one)).toBe(same);
  });
});
