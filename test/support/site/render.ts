import { bodyOf, escaped, pageCount, pageOf, pathOf, TITLE } from './feeds.ts';
import type { Post } from './posts.ts';

const FEED_LINKS = `<link rel="alternate" type="application/rss+xml" title="${TITLE} &raquo; Feed" href="/feed/" />
<link rel="alternate" type="application/rss+xml" title="${TITLE} &raquo; Comments Feed" href="/comments/feed/" />`;

function page(title: string, head: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="en-US">
<head>
<meta charset="UTF-8" />
<title>${escaped(title)}</title>
<meta name="generator" content="WordPress 6.5" />
${head}
</head>
<body>
<header><nav><a href="/">${TITLE}</a> <a href="/login">Log in</a></nav></header>
${body}
<footer><p>Proudly powered by WordPress</p></footer>
</body>
</html>
`;
}

function hentry(post: Post): string {
  return `<article id="post-${post.id}" class="post-${post.id} post hentry">
<h2 class="entry-title"><a href="${pathOf(post)}" rel="bookmark">${escaped(post.title)}</a></h2>
<p class="entry-meta"><time class="entry-date published" datetime="${post.date}">${post.date.slice(0, 10)}</time>
by <span class="author vcard"><a class="fn" href="/author/">${escaped(post.author)}</a></span></p>
<div class="entry-content">
${bodyOf(post)}
</div>
</article>`;
}

/** A page of the blog's list; `posts` are all of the list, newest first. */
export function home(posts: readonly Post[], number: number): string {
  const older = number < pageCount(posts) ? `<a class="next" href="/page/${number + 1}/">Older posts</a>` : '';
  const newer = number > 1 ? `<a class="prev" href="${number === 2 ? '/' : `/page/${number - 1}/`}">Newer posts</a>` : '';
  return page(TITLE, FEED_LINKS, `<main>\n${pageOf(posts, number).map(hentry).join('\n')}\n</main>\n<nav>${newer} ${older}</nav>`);
}

function jsonLd(post: Post, url: string): string {
  const data = JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: post.title,
    datePublished: post.date,
    dateModified: post.modified,
    author: [{ '@type': 'Person', name: post.author }],
    articleSection: post.category,
    mainEntityOfPage: url,
    publisher: { '@type': 'Organization', name: TITLE },
  });
  return `<script type="application/ld+json">${data.replaceAll('<', '\\u003c')}</script>`;
}

/** A post's own page. Sites mark their posts in one of two ways: here the even ids are JSON-LD, the odd ones hentry. */
export function postPage(post: Post, base: string, marks: 'json-ld' | 'hentry' = post.id % 2 === 0 ? 'json-ld' : 'hentry'): string {
  const url = base + pathOf(post);
  const head = `<link rel="canonical" href="${url}" />\n${FEED_LINKS}`;
  const title = `${post.title} - ${TITLE}`;
  if (marks === 'hentry') return page(title, head, `<main>\n${hentry(post)}\n</main>`);
  const body = `<main><article>\n<h1>${escaped(post.title)}</h1>\n${bodyOf(post)}\n</article></main>`;
  return page(title, `${head}\n${jsonLd(post, url)}`, body);
}

export function sitemapIndex(base: string, lastmod: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>${base}/sitemap-posts-1.xml</loc><lastmod>${lastmod}</lastmod></sitemap>
</sitemapindex>
`;
}

export function sitemapPosts(posts: readonly Post[], base: string): string {
  const urls = posts.map((post) => `<url><loc>${base}${pathOf(post)}</loc><lastmod>${post.modified}</lastmod></url>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join('\n')}
</urlset>
`;
}

export function robots(base: string): string {
  return `User-agent: *
Disallow: /wp-admin/
Allow: /wp-admin/admin-ajax.php

Sitemap: ${base}/sitemap.xml
`;
}

export function loginPage(redirectTo: string): string {
  return page(`Log In - ${TITLE}`, '<meta name="robots" content="noindex" />', `<form method="post" action="/wp-login.php">
<label>Username <input type="text" name="log" /></label>
<label>Password <input type="password" name="pwd" /></label>
<input type="hidden" name="redirect_to" value="${escaped(redirectTo)}" />
<button>Log In</button>
</form>`);
}

/** A page with a sentence on it and no article, such as a host shows for a site that it parked. */
export const plainPage = (title: string): string => page(title, '', `<p>${escaped(title)}.</p>`);
