import { isTitleIn } from './headline.ts';
import { findFirst, hasClass, isAround, isInside, textOf, wordsOf } from './tree.ts';
import type { Element } from './tree.ts';
import type { PageData } from './metadata.ts';
import { absolute, metaOf } from './metadata.ts';

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
  const listing = isListing(page);
  if (posts.length === 0) return { posts, single: true };
  if (posts.length === 1) return listing || leadsOn(page, posts[0]) ? { posts, single: false } : { posts: holding(page, posts, posts), single: true };
  if (!listing && (holding(page, posts, posts).length === 0 || untitled(posts))) return { posts: [], single: true };
  if (!isSingle(page, posts)) return { posts, single: false };
  return { posts: holding(page, [mainPost(page, posts)], posts), single: true };
}

/** Whether the one post of a page is one of a list: the page has another heading, and the post's own is a link to elsewhere. */
function leadsOn(page: PageData, post: Element | undefined): boolean {
  const heading = post === undefined ? null : findFirst(post, ({ name }) => /^h[1-4]$/u.test(name));
  if (post === undefined || heading === null || heading.name === 'h1' || isArticle(page)) return false;
  const link = findFirst(heading, ({ name }) => name === 'a')?.attributes['href'] ?? '';
  const address = absolute(link, page.base);
  const over = findFirst(page.body, (element) => element.name === 'h1' && !isInside(element, post) && textOf(element) !== '');
  return over !== null && over.start < post.start && link !== '' && !link.startsWith('#') && (page.canonical === null || address !== page.canonical) && !isTitleIn(textOf(heading), page.title);
}

/** Whether most of them have no heading, nor a text and a link of their own: parts of one text, or pictures beside it. */
function untitled(posts: readonly Element[]): boolean {
  return posts.filter((post) => !isTitled(post)).length * 2 > posts.length;
}

function isTitled(post: Element): boolean {
  return findFirst(post, (element) => /^h[1-6]$/u.test(element.name) || hasClass(element, /^(?:p-name|entry-title|u-url)$/u) || (element.name === 'a' && post.prose > 0)) !== null;
}

/** What a page writes outside of its posts, for it to be no list of them. */
const LONG = 1500;

/** Those posts, unless they are only shown beside a text that is not marked as one: most of the page's text is in none. */
function holding(page: PageData, posts: readonly Element[], all: readonly Element[]): readonly Element[] {
  const [held, known] = [posts, all].map((each) => each.reduce((sum, { prose }) => sum + prose, 0));
  const rest = page.body.prose - (known ?? 0);
  return rest > (held ?? 0) && (rest > LONG || (held === 0 && (all.length === 1 || isArticle(page)))) ? [] : posts;
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
  if ((bodyClass(page, MANY) && !bodyClass(page, ONE)) || page.linked.types.has('CollectionPage')) return true;
  // An article's page lists others too.
  return page.linked.types.has('ItemList') && page.linked.articles.length !== 1 && !isArticle(page);
}

/** Whether the page's metadata are those of one article. */
function isArticle(page: PageData): boolean {
  return metaOf(page, 'article:published_time') !== null || metaOf(page, 'og:type')?.toLowerCase() === 'article';
}

/** What the page says of itself decides; else whether one post is nearly all of it. */
function isSingle(page: PageData, posts: readonly Element[]): boolean {
  if (bodyClass(page, ONE) && !bodyClass(page, MANY)) return true;
  if (isListing(page)) return false;
  if (metaOf(page, 'article:published_time') !== null || named(page, posts) !== null) return true;
  if (page.linked.articles.length === 1 && !page.linked.types.has('Blog')) return true;
  const sizes = posts.map(({ size }) => size).sort((a, b) => b - a);
  const [largest = 0, second = 0] = sizes;
  return metaOf(page, 'og:type')?.toLowerCase() === 'article' ? largest > 3 * second : largest > 8 * second && largest > 2000 && posts.some((post) => post.size === largest && findFirst(post, ({ name }) => name === 'h1') !== null);
}

/** The one post that the page itself is named after. */
function named(page: PageData, posts: readonly Element[]): Element | null {
  const told = [metaOf(page, 'og:title', 'twitter:title'), page.title].filter((title) => title !== null);
  const fitting = posts.filter((post) => {
    const heading = findFirst(post, ({ name, size }) => /^h[1-3]$/u.test(name) && size > 10 && size < 500);
    return heading !== null && told.some((title) => isTitleIn(textOf(heading), title));
  });
  const [only] = fitting;
  // A list of what is read most may name it too.
  return fitting.length === 1 && only !== undefined && posts.every(({ prose }) => only.prose * 3 >= prose) ? only : null;
}

/** The one that the page is named after, or with its own heading, else the longest. */
function mainPost(page: PageData, posts: readonly Element[]): Element {
  const one = named(page, posts);
  if (one !== null) return one;
  const longest = posts.reduce((best, post) => (post.prose > best.prose || (post.prose === best.prose && post.size > best.size) ? post : best));
  const headed = posts.filter((post) => findFirst(post, ({ name }) => name === 'h1') !== null);
  const [only] = headed;
  return headed.length === 1 && only !== undefined && only.prose * 4 >= longest.prose ? only : longest;
}
