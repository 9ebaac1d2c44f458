/** Steps behind which stand lists of articles, or what is none. */
const LISTS = /^(?:tags?|categor(?:y|ies)|authors?|topics?|labels?|search|comments?|comment-page-\d+|feeds?|rss|atom|embed|amp|trackback|cart|checkout|my-account|login|signup|register|cdn-cgi|wp-(?:json|admin|content|includes|login\.php))$/iu;
/** Pages of a site on itself. Only as a whole path: an article may be called so within a section. */
const OF_ITSELF = /^(?:about(?:-us|-me)?|contact(?:-us)?|privacy(?:-policy)?|cookies?(?:-policy)?|terms(?:-of-(?:use|service))?|imprint|impressum|datenschutz|legal(?:-notice)?|sitemap|newsletter|subscribe|archives?|blog|news|home|index)(?:\.\w+)?$/iu;
/** Pictures, documents, sound, film, packed files and data. Other endings may belong to a page or to its name (`about-node.js`). */
const FILE = /\.(?:jpe?g|png|gif|webp|avif|svg|ico|bmp|tiff?|heic|pdf|epub|mobi|docx?|xlsx?|pptx?|od[tsp]|rtf|mp[34]|m4[av]|ogg|oga|ogv|wav|flac|webm|mov|avi|mkv|zip|gz|tgz|tar|rar|7z|bz2|xz|dmg|exe|apk|iso|xml|xsl|rss|atom|rdf|json|txt|csv|ics)$/iu;
/** Queries by which WordPress and others ask for lists, feeds and the like. */
const LIST_QUERY = /^(?:cat|category(?:_name)?|tag|author(?:_name)?|s|q|m|feed|paged?|replytocom|share|amp|attachment_id|rest_route|add-to-cart|preview)$/iu;

/**
 * Whether an address of a sitemap may be that of an article. Refused are the home page (also that of a language), lists
 * (tags, categories, authors, days and months, further pages), feeds, files (images, PDFs), what the site's program itself
 * uses, and pages on the site itself such as /about. When in doubt it may: what is fetched for nothing costs one request,
 * what is not fetched is missing.
 */
export function looksLikeArticle(address: string): boolean {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/u.test(url.protocol)) return false;
  if ([...url.searchParams.keys()].some((name) => LIST_QUERY.test(name))) return false;
  const steps = url.pathname.split('/').filter((step) => step !== '');
  const last = steps.at(-1);
  // WordPress's short addresses, and those of old programs, have their number in the query.
  if (last === undefined) return /^(?:p|id|post|article|story)$/iu.test([...url.searchParams.keys()][0] ?? '');
  if (FILE.test(last)) return false;
  if (steps.some((step) => LISTS.test(step)) || /^(?:feed|rss|atom)\b/iu.test(last)) return false;
  if (steps.some((step, at) => /^page$/iu.test(step) && /^\d{1,4}$/u.test(steps[at + 1] ?? ''))) return false;
  if (steps.length === 1 && url.search === '' && (OF_ITSELF.test(last) || /^[a-z]{2}(?:-[a-z]{2})?$/iu.test(last))) return false;
  return !isDay(steps);
}

/** A year, month or day and nothing else, maybe within a section. */
function isDay(steps: readonly string[]): boolean {
  const year = steps.findIndex((step) => /^(?:19|20)\d\d$/u.test(step));
  return year >= 0 && year <= 1 && steps.slice(year + 1).every((step) => /^(?:0?[1-9]|[12]\d|3[01])$/u.test(step));
}
