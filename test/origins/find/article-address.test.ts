import { describe, expect, it } from 'vitest';
import { looksLikeArticle } from '../../../src/origins/find/article-address.ts';

describe('an address in a sitemap', () => {
  it.each([
    '/2024/05/17/the-old-harbour/', '/the-old-harbour', '/archives/123', '/?p=123', '/index.php?id=7', '/index.php/2024/the-old-harbour/', '/blog/2019/05/hello-world.html',
    '/news/uk-politics-12345678', '/intro-to-node.js', '/2024/page/', '/essays/about/', '/artikel/Über-uns-alle', '/p/why-i-write', '/magazine/archive/2020/05/title/12/', '/en/stories/first/',
    '/home-at-last', '/2024-in-review', '/feeding-the-birds', '/tagged', '/story.php?sid=9', '/1984-by-orwell/',
  ])('%s may be an article', (path) => {
    expect(looksLikeArticle(`https://example.org${path}`)).toBe(true);
  });

  it.each([
    '', '/', '/?utm_source=x', '/index.html', '/en/', '/pt-br', '/tag/harbour/', '/blog/category/news/', '/Author/ada', '/page/2/', '/blog/page/12', '/?paged=3', '/?cat=4', '/?s=harbour',
    '/feed/', '/the-old-harbour/feed/', '/rss.xml', '/atom.xml', '/feed.json', '/photo.JPG', '/files/report.pdf', '/wp-content/uploads/2024/05/a', '/wp-json/wp/v2/posts', '/sitemap-posts-1.xml',
    '/2024/', '/2024/05/', '/2024/05/17', '/blog/2024/', '/about/', '/privacy-policy', '/contact.html', '/the-old-harbour/amp/', '/the-old-harbour/?replytocom=4', '/the-old-harbour/comment-page-2/', '/search/label/x',
  ])('%s is none', (path) => {
    expect(looksLikeArticle(`https://example.org${path}`)).toBe(false);
  });

  it.each(['ftp://example.org/a-story', 'no address', ''])('%s is none', (address) => {
    expect(looksLikeArticle(address)).toBe(false);
  });
});
