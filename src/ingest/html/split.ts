import { findFirst, hasClass, isAround, wordsOf } from './tree.ts';
import type { Element } from './tree.ts';
import type { PageData } from './metadata.ts';
import { metaOf } from './metadata.ts';

/** The posts of a page, outermost elements in page order. `single`: one article, of which the page may show others beside it. */
export interface Split {
  readonly posts: readonly Element[];
  readonly single: boolean;
}

const TYPE = /schema\.org\/(?:\w*Article|\w*BlogPosting|\w*Posting|Report|Review)\/?$/iu;
/** What themes without any standard call one of several posts. */
const POST = /^(?:(?:blog|news|archive|loop|article|story|feed|home|index)?[-_]{0,2}(?:post|posts|entry|article|story)(?:[-_]{1,2}(?:item|entry|card|preview|outer|summary|block|list-item|listing|wrap|wrapper|container|teaser|link-wrap|single|box))?|news-?item|archive-item|teaser|summary)$/iu;
const LIST = /^(?:(?:post|blog|archive|article|news|entry|story)s?[-_]{0,2}(?:list|listing|feed|items|archive)|posts|entries|articles|archive|post-list)$/iu;
const MANY = /^(?:blog|home|archive|category|tag|author|date|search|paged|home-template|tag-template|author-template|paged-template|index|list|index-page|is-home|page-index)$/iu;
const ONE = /^(?:single|single-\S+|postid-\d+|post-template|post-template-\S+|page-template|page-template-\S+|is-single|item|item-view|post-page)$/iu;

export function splitPosts(page: PageData): Split {
  const strong = collect(page.body, isStrong);
  const weak = strong.length === 0 ? collect(page.body, isWeak).filter(isFilled) : [];
  const posts = strong.length > 0 ? strong : weak.length > 1 ? weak : [];
  if (posts.length < 2) return { posts, single: !isListing(page) || posts.length === 0 };
  if (!isSingle(page, posts)) return { posts, single: false };
  const main = mainPost(page, posts);
  return { posts: [main], single: true };
}

function isStrong(element: Element): boolean {
  if (hasClass(element, /^(?:comment|comment-body|pingback|trackback)$/u)) return false;
  return hasClass(element, /^(?:hentry|h-entry)$/u) || element.name === 'article' || (element.attributes['itemscope'] !== undefined && wordsOf(element, 'itemtype').some((type) => TYPE.test(type)) && element.name !== 'body' && element.name !== 'html');
}

function isWeak(element: Element): boolean {
  if (/^(?:body|html|main|ul|ol|a|img|p|span|time|h[1-6])$/u.test(element.name)) return false;
  if (hasClass(element, POST)) return true;
  return element.parent !== null && (element.name === 'li' || element.name === 'div') && hasClass(element.parent, LIST);
}

function isFilled(element: Element): boolean {
  return element.size > 40 && findFirst(element, ({ name }) => /^h[1-6]$/u.test(name) || name === 'time' || name === 'a') !== null;
}

/** Posts outside of what is around a page's text. An element that only wraps several of them is none itself. */
function collect(element: Element, fits: (element: Element) => boolean): Element[] {
  const found: Element[] = [];
  for (const child of element.children) {
    if (typeof child === 'string' || isAround(child) || child.size === 0) continue;
    const inner = collect(child, fits);
    // Pushed one by one: a page may have any number of posts.
    if (fits(child) && (inner.length < 2 || ownText(child, inner))) found.push(child);
    else for (const post of inner) found.push(post);
  }
  return found;
}

/** Whether most of what is in it is its own, so that the posts in it are only shown beside. */
function ownText(post: Element, inner: readonly Element[]): boolean {
  return inner.reduce((sum, { size }) => sum + size, 0) < post.size / 2;
}

function bodyClass(page: PageData, names: RegExp): boolean {
  return hasClass(page.body, names) || (page.root.children.some((child) => typeof child !== 'string' && child.name === 'html' && hasClass(child, names)));
}

function isListing(page: PageData): boolean {
  return (bodyClass(page, MANY) && !bodyClass(page, ONE)) || ['CollectionPage', 'ItemList'].some((type) => page.linked.types.has(type));
}

/** What the page says of itself decides; else whether one post is nearly all of it. */
function isSingle(page: PageData, posts: readonly Element[]): boolean {
  if (bodyClass(page, ONE) && !bodyClass(page, MANY)) return true;
  if (isListing(page)) return false;
  if (metaOf(page, 'article:published_time') !== null) return true;
  if (page.linked.articles.length === 1 && !page.linked.types.has('Blog')) return true;
  const sizes = posts.map(({ size }) => size).sort((a, b) => b - a);
  const [largest = 0, second = 0] = sizes;
  return metaOf(page, 'og:type')?.toLowerCase() === 'article' ? largest > 3 * second : largest > 8 * second && largest > 2000 && posts.some((post) => post.size === largest && findFirst(post, ({ name }) => name === 'h1') !== null);
}

/** The one with the page's own heading, else the longest. */
function mainPost(page: PageData, posts: readonly Element[]): Element {
  const longest = posts.reduce((best, post) => (post.size > best.size ? post : best));
  const headed = posts.filter((post) => findFirst(post, ({ name }) => name === 'h1') !== null);
  const [only] = headed;
  return headed.length === 1 && only !== undefined && only.size * 4 > longest.size ? only : longest;
}
