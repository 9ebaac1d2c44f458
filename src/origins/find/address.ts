/** What nobody fetches as an article: lists, feeds, files, a site's own machinery. Names of folders, in lower case. */
const NO_ARTICLE = new Set([
  'tag', 'tags', 'category', 'categories', 'author', 'authors', 'topic', 'topics', 'page', 'feed', 'rss', 'search', 'archive', 'archives', 'wp-json', 'wp-admin',
  'wp-content', 'wp-login.php', 'login', 'cart', 'checkout', 'account', 'cdn-cgi',
]);
const FILE = /\.(?:jpe?g|png|gif|webp|avif|svg|ico|pdf|docx?|xlsx?|pptx?|zip|gz|mp3|mp4|m4a|webm|ogg|css|js|json|xml|rss|atom|ics)$/iu;
/** A scheme is letters and a colon; but `example.org:8080` is a host and its port. */
const SCHEME = /^[a-z][a-z0-9+.-]*:(?!\d+(?:[/?#]|$))/iu;

/**
 * An address as people type it, in the one form that equal addresses have; null for what is none on the web: another scheme,
 * a path, words, one with a password. Without a scheme https is meant.
 */
export function normalAddress(text: string): string | null {
  const typed = text.trim();
  if (/\s/u.test(typed) || typed === '') return null;
  const url = URL.parse(SCHEME.test(typed) ? typed : `https://${typed}`);
  if (url === null || !/^https?:$/u.test(url.protocol) || url.username !== '' || url.password !== '') return null;
  // A single word is no host, unless its scheme says so; a leading slash or dot is a path.
  if (!SCHEME.test(typed) && (/^[./\\~]/u.test(typed) || !/^(?:[^/?#]+\.[^/?#.]+|\[[^\]]+\]|localhost)(?::\d+)?(?:[/?#]|$)/iu.test(typed))) return null;
  url.hash = '';
  return url.href;
}

/** The same host, whether with `www.` or without. */
export function sameSite(a: string, b: string): boolean {
  const hostOf = (address: string): string | undefined => URL.parse(address)?.host.replace(/^www\./u, '');
  const host = hostOf(a);
  return host !== undefined && host === hostOf(b);
}

/** Whether an address that a site's map lists is worth fetching: not a first page, a list, a feed or a file. */
export function looksLikeArticle(address: string): boolean {
  const url = URL.parse(address);
  if (url === null) return false;
  const parts = url.pathname.split('/').filter((part) => part !== '');
  const [last] = parts.slice(-1);
  if (last === undefined) return url.searchParams.has('p');
  return !FILE.test(last) && !parts.some((part) => NO_ARTICLE.has(part.toLowerCase()));
}
