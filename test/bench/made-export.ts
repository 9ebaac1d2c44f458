import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

/** Words of several lengths, so that texts compress, wrap and fold as real ones do. */
const WORDS = 'the of and to in a that for on with said from government minister people after between policy economic “reform” country’s parliament years report however international, officials according security development agreement Tuesday. quarter increased São Zürich naïve public; water energy prices percent'.split(' ');

/** A made WordPress export of about so many bytes: posts of 2 to 8 kB with comments and meta data, attachments, drafts, revisions. */
export async function writeExport(path: string, bytes: number): Promise<void> {
  let seed = 42;
  const next = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const words = (count: number): string => Array.from({ length: count }, () => WORDS[next(WORDS.length)]).join(' ');
  const file = createWriteStream(path);
  let written = 0;
  const write = async (text: string): Promise<void> => {
    written += Buffer.byteLength(text);
    if (!file.write(text)) await once(file, 'drain');
  };
  await write(`<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0"\n\txmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"\n\txmlns:content="http://purl.org/rss/1.0/modules/content/"\n\txmlns:wfw="http://wellformedweb.org/CommentAPI/"\n\txmlns:dc="http://purl.org/dc/elements/1.1/"\n\txmlns:wp="http://wordpress.org/export/1.2/"\n>\n<channel>\n\t<title>Made Weblog</title>\n\t<link>https://made.example</link>\n\t<wp:wxr_version>1.2</wp:wxr_version>\n\t<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[jdoe]]></wp:author_login><wp:author_display_name><![CDATA[Jane Doe]]></wp:author_display_name></wp:author>\n`);
  for (let id = 1; written < bytes; id++) await write(itemText(id, next, words));
  await write('</channel>\n</rss>\n');
  file.end();
  await once(file, 'close');
}

type Next = (below: number) => number;

function itemText(id: number, next: Next, words: (count: number) => string): string {
  const kind = next(100);
  const [type, status] = kind < 60 ? ['post', 'publish'] : kind < 63 ? ['page', 'publish'] : kind < 68 ? ['post', 'draft'] : kind < 75 ? ['revision', 'inherit'] : ['attachment', 'inherit'];
  const day = `${2005 + next(18)}-${String(1 + next(12)).padStart(2, '0')}-${String(1 + next(28)).padStart(2, '0')}`;
  const content = type === 'attachment' ? '' : contentText(next, words);
  const comments = status === 'publish' ? Array.from({ length: next(4) }, (_each, number) => commentText(id * 10 + number, day, words(10 + next(60)))).join('') : '';
  const meta = Array.from({ length: 2 + next(5) }, () => `\t\t<wp:postmeta>\n\t\t<wp:meta_key><![CDATA[_${WORDS[next(8)] ?? ''}_key]]></wp:meta_key>\n\t\t<wp:meta_value><![CDATA[${words(next(20))}]]></wp:meta_value>\n\t\t</wp:postmeta>\n`).join('');
  return `\t<item>\n\t\t<title><![CDATA[${words(8)}]]></title>\n\t\t<link>https://made.example/${day.replaceAll('-', '/')}/post-${id}/</link>\n\t\t<pubDate>Mon, 06 Dec 2021 10:00:00 +0000</pubDate>\n\t\t<dc:creator><![CDATA[jdoe]]></dc:creator>\n\t\t<guid isPermaLink="false">https://made.example/?p=${id}</guid>\n\t\t<description></description>\n\t\t<content:encoded><![CDATA[${content}]]></content:encoded>\n\t\t<excerpt:encoded><![CDATA[]]></excerpt:encoded>\n\t\t<wp:post_id>${id}</wp:post_id>\n\t\t<wp:post_date><![CDATA[${day} 11:00:00]]></wp:post_date>\n\t\t<wp:post_date_gmt><![CDATA[${day} 10:00:00]]></wp:post_date_gmt>\n\t\t<wp:comment_status><![CDATA[open]]></wp:comment_status>\n\t\t<wp:ping_status><![CDATA[open]]></wp:ping_status>\n\t\t<wp:post_name><![CDATA[post-${id}]]></wp:post_name>\n\t\t<wp:status><![CDATA[${status}]]></wp:status>\n\t\t<wp:post_parent>0</wp:post_parent>\n\t\t<wp:menu_order>0</wp:menu_order>\n\t\t<wp:post_type><![CDATA[${type}]]></wp:post_type>\n\t\t<wp:post_password><![CDATA[]]></wp:post_password>\n\t\t<wp:is_sticky>0</wp:is_sticky>\n\t\t<category domain="category" nicename="news"><![CDATA[News]]></category>\n\t\t<category domain="post_tag" nicename="water"><![CDATA[water]]></category>\n${meta}${comments}\t</item>\n`;
}

/** Half of the posts in blocks, half as the classic editor stored them. */
function contentText(next: Next, words: (count: number) => string): string {
  const blocks = next(2) === 0;
  const length = 2_000 + next(6_000);
  let text = '';
  while (text.length < length) {
    const body = next(5) === 0 ? `${words(12)} <a href="https://elsewhere.example/${next(10_000)}">${words(4)}</a> ${words(20)} <strong>${words(2)}</strong>${next(2) === 0 ? '&nbsp;' : ' &amp; '}${words(9)}` : words(30 + next(60));
    const kind = next(12);
    if (kind === 0) text += blocks ? `<!-- wp:heading -->\n<h2 class="wp-block-heading">${words(5)}</h2>\n<!-- /wp:heading -->\n\n` : `<h2>${words(5)}</h2>\n\n`;
    else if (kind === 1) text += blocks ? `<!-- wp:image {"id":${next(9_999)},"sizeSlug":"large"} -->\n<figure class="wp-block-image size-large"><img src="https://made.example/wp-content/uploads/${next(9_999)}.jpg" alt="${words(4)}" class="wp-image-1"/><figcaption class="wp-element-caption">${words(9)}</figcaption></figure>\n<!-- /wp:image -->\n\n` : `[caption id="attachment_${next(9_999)}" align="alignnone" width="300"]<img src="https://made.example/${next(9_999)}.jpg" alt="" /> ${words(9)}[/caption]\n\n`;
    else if (kind === 2) text += `<ul>\n<li>${words(7)}</li>\n<li>${words(9)}</li>\n</ul>\n\n`;
    else text += blocks ? `<!-- wp:paragraph -->\n<p>${body}</p>\n<!-- /wp:paragraph -->\n\n` : `${body}\n\n`;
  }
  return text;
}

function commentText(id: number, day: string, body: string): string {
  return `\t\t<wp:comment>\n\t\t\t<wp:comment_id>${id}</wp:comment_id>\n\t\t\t<wp:comment_author><![CDATA[A reader]]></wp:comment_author>\n\t\t\t<wp:comment_author_email><![CDATA[reader@made.example]]></wp:comment_author_email>\n\t\t\t<wp:comment_author_url></wp:comment_author_url>\n\t\t\t<wp:comment_date><![CDATA[${day} 12:00:00]]></wp:comment_date>\n\t\t\t<wp:comment_content><![CDATA[${body}]]></wp:comment_content>\n\t\t\t<wp:comment_approved><![CDATA[1]]></wp:comment_approved>\n\t\t\t<wp:comment_type><![CDATA[comment]]></wp:comment_type>\n\t\t\t<wp:comment_parent>0</wp:comment_parent>\n\t\t</wp:comment>\n`;
}
