import type { Parsed, ParsedArticle, ParsedParagraph, SourceFile, Warning } from '../format.ts';
import { foldName } from '../../archive/fold.ts';
import { categoryOf, isHeadingWording } from '../page/heading.ts';
import { contentOf, mainElement, readBody } from './content.ts';
import type { Content } from './content.ts';
import { readFragment } from './fragment.ts';
import { isContents, trimmed } from './ends.ts';
import { headDate, headWriter } from './head-lines.ts';
import { headOf } from './head.ts';
import { headlineOf, headlinesDiffer, linkOf, pageHeadline } from './headline.ts';
import type { LinkedArticle } from './json-ld.ts';
import { absolute, metaAuthors, metaDate, metaOf, pageData, shown } from './metadata.ts';
import type { PageData } from './metadata.ts';
import { shownWriter, statedWriter } from './people.ts';
import type { Writer } from './people.ts';
import { categoryIn, creditsOf, isCut, linesTell, surestDate, surestWriter, withKinds } from './post.ts';
import type { Warn } from './post.ts';
import { readableText } from './readable.ts';
import { densest, LITTLE } from './region.ts';
import { splitPosts } from './split.ts';
import { buildTree, findAll, hasClass, textOf } from './tree.ts';
import type { Element } from './tree.ts';
import { shownDate, updateOnly, whenStated, whenWritten } from './when.ts';
import type { When } from './when.ts';

/** Reads a page: its posts if it shows several, else its one article. Whatever is unsure is a warning; nothing throws. */
export function readPage(file: SourceFile): Parsed {
  const lineOf = lineFinder(file.text);
  const page = pageData(buildTree(file.text, /\.xhtml$/iu.test(file.name) || file.text.startsWith('<?xml')), file.url ?? null);
  const warnings: Warning[] = [];
  const warnAt = (element: Element | null): Warn => (what) => {
    warnings.push({ where: `${file.name}:${lineOf(element?.start ?? 0)}`, what });
  };
  if (page.linked.broken > 0) warnAt(null)('its JSON-LD could not be read');
  const { posts, single } = splitPosts(page);
  const articles: ParsedArticle[] = [];
  const add = (start: Element | null, read: Omit<ParsedArticle, 'origin'>, warn: Warn): void => {
    if (read.paragraphs.length === 0) warn(read.title === '' ? 'it has no text' : `“${read.title}” has no text`);
    else articles.push({ ...read, origin: { file: file.name, line: lineOf(start?.start ?? 0) } });
  };
  if (single) {
    const { read, start } = readSingle(page, posts[0] ?? null, warnAt);
    if (isContents(page, posts[0] ?? null, read.paragraphs)) warnAt(start)('it only lists links to articles');
    else add(start, read, warnAt(start));
  } else {
    const listing = { category: pageCategory(page), dates: findAll(page.body, (element) => hasClass(element, /^date-header$/u)) };
    for (const post of posts) add(post, readPost(page, post, listing, warnAt(post)), warnAt(post));
    if (articles.length === 0 && warnings.length === 0) warnAt(null)('no article was found on this page');
  }
  return { articles, warnings };
}

/** What a page of several posts says over them. */
interface Listing {
  readonly category: string | null;
  readonly dates: readonly Element[];
}

/** One of several posts: what stands in it is all that is known, but for the page's publisher and heading. */
function readPost(page: PageData, post: Element, listing: Listing, warn: Warn): Omit<ParsedArticle, 'origin'> {
  const content = contentOf(post);
  const { title, element } = headlineOf(post, content.elements);
  const url = linkOf(post, element, page.base);
  const linked = page.linked.articles.find((each) => (url !== null && absolute(each.url, page.base) === url) || (title !== '' && shown(each.headline) === title)) ?? null;
  const body = readBody(post, content.elements, element);
  const paragraphs = withKinds(body.paragraphs, title);
  const told = linesTell([...body.beside, ...paragraphs.slice(0, 4).map(({ text }) => text)]);
  const head = headOf(post, element, content.elements);
  const shownAt = shownDate(post, content.elements, head);
  const dates = [shownAt?.when ?? null, stated(linked?.published ?? null), headerDate(listing.dates, post), told.when];
  const published = surestDate(firstSaid(dates), warn) ?? changed(post, warn);
  const writer = surestWriter([shownWriter(post, content.elements, head) ?? told.writer, statedWriter(names(linked))], warn);
  if (content.excerpt || body.more || isCut(paragraphs, true)) warn(`only an excerpt of “${title}” is on the page`);
  return {
    title, publisher: page.publisher, publisherAlias: null, section: shown(linked?.section ?? null), author: writer?.author ?? null, published, url,
    category: categoryIn(post) ?? listing.category, attribution: writer?.attribution ?? null, credits: creditsOf(paragraphs), paragraphs,
  };
}

/** The page's one article: in `post`, or wherever its text is. */
function readSingle(page: PageData, marked: Element | null, warnAt: (element: Element | null) => Warn): { read: Omit<ParsedArticle, 'origin'>; start: Element | null } {
  const linked = mainLinked(page);
  const main = marked ?? mainElement(page.body);
  const within = main === null ? { elements: [], excerpt: false } : contentOf(main);
  const byName = within.elements.length > 0 && !within.excerpt ? within : withText(contentOf(page.body), within);
  const content = byName.elements.length > 0 ? byName : orDensest(main ?? page.body, byName);
  const post = main !== null && (content === within || content.elements.every((element) => element.start >= main.start)) ? main : page.body;
  const { title, element } = pageHeadline(page, marked, content.elements, linked?.headline ?? null);
  const start = marked ?? element ?? content.elements[0] ?? main ?? null;
  const warn = warnAt(start);
  const unmarked = post === page.body && content.elements.length === 0;
  const body = unmarked ? { paragraphs: readableText(page.body, new Set(element === null ? [] : [element])), beside: [], more: false } : readBody(post, content.elements, element);
  const paragraphs = withKinds(trimmed(orLinked(body.paragraphs, linked, warn)), title);
  const told = linesTell([...body.beside, ...paragraphs.slice(0, 4).map(({ text }) => text)]);
  const scope = marked ?? page.body;
  const head = headOf(page.body, element, content.elements);
  const shownAt = shownDate(scope, content.elements, head) ?? (marked === null ? null : shownDate(page.body, [marked], head));
  const machine = [stated(linked?.published ?? null), stated(metaDate(page)), stated(page.linked.published)];
  const dates = shownAt?.marked === true ? [shownAt.when, ...machine] : [...machine, shownAt?.when ?? null];
  const published = surestDate([...worded(dates, shownAt?.when ?? null), ...(dates.some((when) => when?.published != null) ? [] : [told.when ?? headDate(page.body, head)])], warn) ?? changed(scope, warn);
  const seen = shownWriter(scope, content.elements, head) ?? (marked === null ? null : shownWriter(page.body, [marked], head)) ?? told.writer ?? headWriter(page.body, head);
  const named = statedWriter(names(linked)) ?? statedWriter(metaAuthors(page));
  const isHouse = (each: Writer | null): boolean => each !== null && (foldName(each.author) === foldName(page.publisher ?? '') || /^[^\s]+\.\p{Ll}{2,4}$/u.test(each.author));
  const preferred = named !== null && !isHouse(named) && ((marked === null && seen?.unsure === true) || isHouse(seen)) ? [named, seen] : [seen, named];
  const writer = surestWriter(preferred, warn);
  if (linked?.headline != null && title !== '' && headlinesDiffer(shown(linked.headline) ?? '', title)) warn(`its JSON-LD calls it “${linked.headline.slice(0, 120)}”; “${title}” was taken`);
  if ((content.excerpt && content.elements.length > 0) || isCut(paragraphs, false)) warn(`only an excerpt of “${title}” is on the page`);
  const read = {
    title, publisher: page.publisher, publisherAlias: null, section: shown(metaOf(page, 'article:section') ?? linked?.section ?? null), author: writer?.author ?? null, published,
    url: page.canonical ?? absolute(linked?.url ?? null, page.base) ?? (marked === null ? null : linkOf(marked, element, page.base)) ?? page.address,
    category: marked === null ? null : categoryIn(marked), attribution: writer?.attribution ?? null, credits: creditsOf(paragraphs), paragraphs,
  };
  return { read, start };
}

/** The region of an article that its text is in, where no name tells it. */
function orDensest(main: Element, content: Content): Content {
  const region = densest(main);
  // Where next to nothing is running text, what little there is may be anything.
  const unsure = main.prose < LITTLE || region.size * 10 < main.size;
  return region === main || unsure ? content : { elements: [region], excerpt: false };
}

function withText<C extends { elements: readonly Element[]; excerpt: boolean }>(whole: C, within: C): C {
  return whole.elements.length > 0 && !whole.excerpt ? whole : within;
}

/** The article that the page's JSON-LD is about. */
function mainLinked(page: PageData): LinkedArticle | null {
  const { articles } = page.linked;
  return articles.find(({ url }) => url !== null && page.canonical !== null && absolute(url, page.base) === page.canonical) ?? articles[0] ?? null;
}

/** Some pages hold their text in JSON-LD alone. */
function orLinked(paragraphs: readonly ParsedParagraph[], linked: LinkedArticle | null, warn: Warn): readonly ParsedParagraph[] {
  const length = paragraphs.reduce((sum, { text }) => sum + text.length, 0);
  if (linked?.body == null || length * 2 > linked.body.length) return paragraphs;
  const read = readFragment(linked.body);
  if (read.length === 0) return paragraphs;
  warn('its text was read from its JSON-LD, since the page shows none');
  return read;
}

function names(linked: LinkedArticle | null): readonly string[] {
  const name = shown(linked?.author ?? null);
  return name === null ? [] : [name];
}

function stated(value: string | null): When | null {
  return value === null ? null : whenStated(value);
}

/** A later source is asked only where the ones before are silent: it is of another kind. */
function firstSaid(dates: readonly (When | null)[]): readonly (When | null)[] {
  const [shownAt = null, linked = null, ...others] = dates;
  return shownAt !== null || linked !== null ? [shownAt, linked] : others.filter((when) => when !== null).slice(0, 1);
}

/** A machine's date in the words that the page shows for the same day. */
function worded(dates: readonly (When | null)[], shownAt: When | null): readonly (When | null)[] {
  const seen = shownAt?.published ?? null;
  return dates.map((when) => {
    const published = when?.published ?? null;
    if (when === null || published === null || seen === null || published.value?.slice(0, 10) !== seen.value?.slice(0, 10)) return when;
    return { ...when, published: { ...published, asWritten: seen.asWritten } };
  });
}

/** A date of change alone says that the article is no younger. */
function changed(post: Element, warn: Warn): ParsedArticle['published'] {
  const update = updateOnly(post)?.published ?? null;
  if (update !== null) warn(`an update (${update.asWritten}) is no date of publication`);
  return null;
}

/** Blogger writes a date over the posts of a day. */
function headerDate(headers: readonly Element[], post: Element): When | null {
  const before = headers.findLast((element) => element.start < post.start);
  const when = before === undefined ? null : whenWritten(textOf(before));
  return when?.published == null ? null : when;
}

function pageCategory(page: PageData): string | null {
  const headings = findAll(page.body, (element) => element.name === 'h1' || hasClass(element, /^(?:page-title|archive-title)$/u)).map((element) => textOf(element));
  const heading = headings.find((text) => text.length < 120 && isHeadingWording(text));
  return heading === undefined ? null : categoryOf(heading);
}

/** Lines from 1, by place in the text. */
function lineFinder(text: string): (place: number) => number {
  const ends: number[] = [];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) ends.push(at);
  return (place) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
