import type { Blog } from './blog.ts';
import { atom, jsonFeed, pageCount, pathOf, rss } from './feeds.ts';
import type { Post } from './posts.ts';
import { home, loginPage, plainPage, postPage, robots, sitemapIndex, sitemapPosts } from './render.ts';

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  /** ISO, where it has one. */
  readonly modified: string | null;
  readonly location?: string;
}

const HTML = 'text/html; charset=UTF-8';
const XML = 'application/xml; charset=UTF-8';
const TEXT = 'text/plain; charset=UTF-8';

const refused = (status: number): Answer => ({ status, type: HTML, body: plainPage(status === 410 ? 'Gone' : 'Page not found'), modified: null });
const moved = (location: string): Answer => ({ status: 301, type: HTML, body: '', modified: null, location });

function paged(posts: readonly Post[], page: number, make: (page: number) => Omit<Answer, 'status'>): Answer {
  return Number.isInteger(page) && page >= 1 && page <= pageCount(posts) ? { status: 200, ...make(page) } : refused(404);
}

function feed(blog: Blog, base: string, url: URL): Answer | null {
  const posts = blog.fed();
  const page = Number(url.searchParams.get('paged') ?? '1');
  const options = { base, guids: blog.guids };
  const modified = blog.changed;
  switch (url.pathname) {
    case '/feed/': return paged(posts, page, (at) => ({ type: 'application/rss+xml; charset=UTF-8', body: rss(posts, at, options), modified }));
    case '/comments/feed/': return { status: 200, type: 'application/rss+xml; charset=UTF-8', body: rss([], 1, options, 'Comments for Test Blog'), modified };
    case '/atom.xml': return paged(posts, page, (at) => ({ type: 'application/atom+xml; charset=UTF-8', body: atom(posts, at, options), modified }));
    case '/feed.json': return paged(posts, page, (at) => ({ type: 'application/feed+json; charset=UTF-8', body: jsonFeed(posts, at, options), modified }));
    default: return null;
  }
}

function file(blog: Blog, base: string, url: URL): Answer | null {
  const modified = blog.changed;
  switch (url.pathname) {
    case '/sitemap.xml': return { status: 200, type: XML, body: sitemapIndex(base, modified), modified };
    case '/sitemap-posts-1.xml': return { status: 200, type: XML, body: sitemapPosts(blog.listed(), base), modified };
    case '/robots.txt': return { status: 200, type: TEXT, body: blog.robots ?? robots(base), modified };
    case '/login':
    case '/wp-login.php': return { status: 200, type: HTML, body: loginPage(url.searchParams.get('redirect_to') ?? '/'), modified: null };
    default: return null;
  }
}

function list(blog: Blog, url: URL): Answer | null {
  const number = url.pathname === '/' ? '1' : /^\/page\/(\d+)\/$/.exec(url.pathname)?.[1];
  if (number === undefined) return null;
  const posts = blog.listed();
  return paged(posts, Number(number), (page) => ({ type: HTML, body: home(posts, page), modified: blog.changed }));
}

function single(blog: Blog, base: string, url: URL): Answer | null {
  const post = blog.posts().find((one) => pathOf(one) === url.pathname);
  if (post === undefined) return null;
  return post.gone === null ? { status: 200, type: HTML, body: postPage(post, base), modified: post.modified } : refused(post.gone);
}

/** WordPress's short links (`/?p=ID`), which stand in the guids, lead to the post. */
function short(blog: Blog, base: string, url: URL): Answer | null {
  const id = url.pathname === '/' ? url.searchParams.get('p') : null;
  if (id === null) return null;
  const post = blog.posts().find((one) => String(one.id) === id);
  return post === undefined ? refused(404) : moved(base + pathOf(post));
}

export function route(blog: Blog, base: string, path: string): Answer {
  const url = new URL(path.startsWith('/') ? base + path : path, base);
  const found = short(blog, base, url) ?? feed(blog, base, url) ?? file(blog, base, url) ?? list(blog, url) ?? single(blog, base, url);
  if (found !== null) return found;
  // WordPress adds the slash that a path lacks.
  return /\/[^/.]+$/.test(url.pathname) ? moved(`${base}${url.pathname}/${url.search}`) : refused(404);
}
