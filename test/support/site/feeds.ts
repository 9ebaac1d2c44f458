import type { Post } from './posts.ts';

const PAGE_SIZE = 10;
export const TITLE = 'Test Blog';

export interface FeedOptions {
  readonly base: string;
  /** What stands before the id in each guid; null for WordPress's own `BASE/?p=`. */
  readonly guids: string | null;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
export const pathOf = (post: Post): string => `/${post.date.slice(0, 4)}/${post.slug}/`;
export const bodyOf = (post: Post): string => post.paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('\n');
export const pageOf = (posts: readonly Post[], page: number): readonly Post[] => posts.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
export const pageCount = (posts: readonly Post[]): number => Math.max(1, Math.ceil(posts.length / PAGE_SIZE));

const guidOf = (post: Post, { base, guids }: FeedOptions): string => `${guids ?? `${base}/?p=`}${post.id}`;
const utc = (iso: string): string => new Date(iso).toUTCString().replace('GMT', '+0000');

function rssItem(post: Post, options: FeedOptions): string {
  return `<item>
<title>${escaped(post.title)}</title>
<link>${options.base}${pathOf(post)}</link>
<dc:creator><![CDATA[${post.author}]]></dc:creator>
<pubDate>${utc(post.date)}</pubDate>
<category><![CDATA[${post.category}]]></category>
<guid isPermaLink="false">${escaped(guidOf(post, options))}</guid>
<description><![CDATA[${escaped((post.paragraphs[0] ?? '').slice(0, 80))} [&hellip;]]]></description>
<content:encoded><![CDATA[${bodyOf(post)}]]></content:encoded>
</item>`;
}

/** An RSS channel; `posts` are all of the list in its order, of which the page is cut. */
export function rss(posts: readonly Post[], page: number, options: FeedOptions, title = TITLE): string {
  const items = pageOf(posts, page);
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${title}</title>
<atom:link href="${options.base}/feed/" rel="self" type="application/rss+xml" />
<link>${options.base}</link>
<description>A blog for tests</description>
<language>en-US</language>
<generator>https://wordpress.org/?v=6.5</generator>
${items.map((post) => rssItem(post, options)).join('\n')}
</channel>
</rss>
`;
}

function atomEntry(post: Post, options: FeedOptions): string {
  return `<entry>
<id>${escaped(guidOf(post, options))}</id>
<title>${escaped(post.title)}</title>
<link rel="alternate" type="text/html" href="${options.base}${pathOf(post)}"/>
<author><name>${escaped(post.author)}</name></author>
<published>${post.date}</published>
<updated>${post.modified}</updated>
<category term="${escaped(post.category)}"/>
<content type="html">${escaped(bodyOf(post))}</content>
</entry>`;
}

export function atom(posts: readonly Post[], page: number, options: FeedOptions): string {
  const items = pageOf(posts, page);
  const updated = items.map((post) => post.modified).sort().at(-1) ?? new Date(0).toISOString();
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${options.base}/atom.xml</id>
<title>${TITLE}</title>
<link rel="self" href="${options.base}/atom.xml"/>
<link rel="alternate" type="text/html" href="${options.base}/"/>
<updated>${updated}</updated>
${items.map((post) => atomEntry(post, options)).join('\n')}
</feed>
`;
}

export function jsonFeed(posts: readonly Post[], page: number, options: FeedOptions): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: TITLE,
    home_page_url: `${options.base}/`,
    feed_url: `${options.base}/feed.json`,
    items: pageOf(posts, page).map((post) => ({
      id: guidOf(post, options),
      url: `${options.base}${pathOf(post)}`,
      title: post.title,
      content_html: bodyOf(post),
      date_published: post.date,
      date_modified: post.modified,
      authors: [{ name: post.author }],
      tags: [post.category],
    })),
  });
}
