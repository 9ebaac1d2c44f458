import { Keys } from '../feed/keys.ts';
import { lineOf } from '../feed/text.ts';
import { itemsOfEntry } from '../feed/article.ts';
import type { Item, SourceStream } from '../format.ts';
import { recordsOf } from '../xml/records.ts';
import type { Shape } from '../xml/shape.ts';
import { postOf } from './post.ts';

const ITEM: Shape = {
  title: 'text', link: 'text', pubdate: 'text', guid: 'text', category: 'text', 'dc:creator': 'text', 'content:encoded': 'text', 'excerpt:encoded': 'text',
  'wp:post_id': 'text', 'wp:post_date': 'text', 'wp:post_date_gmt': 'text', 'wp:post_type': 'text', 'wp:status': 'text', 'wp:post_password': 'text', 'wp:comment': 'count',
};
const CHANNEL: Shape = {
  title: 'text',
  'wp:author': { inside: { 'wp:author_login': 'text', 'wp:author_display_name': 'text' } },
  item: { record: ITEM },
};
const SHAPE: Shape = { rss: { inside: { channel: { inside: CHANNEL }, item: { record: ITEM } } } };

/** The published posts and pages of a WordPress export, as they come; the rest is counted. */
export async function* readExport(file: SourceStream): AsyncGenerator<Item> {
  const authors = new Map<string, string>();
  const keys = new Keys();
  let publisher = '';
  let login = '';
  for await (const event of recordsOf(file.chunks, SHAPE)) {
    if ('fault' in event) yield { warning: { where: `${file.name}:${event.line}`, what: event.fault } };
    else if ('counted' in event) yield { leftOut: 'comment' };
    else if ('record' in event) {
      const post = postOf(event.record, { publisher, authors });
      if ('leftOut' in post) yield post;
      else for (const item of itemsOfEntry(keys.once(post), file.name)) yield item;
    } else {
      const line = lineOf({ html: event.field.text });
      if (event.field.name === 'rss/channel/title') publisher = line;
      else if (event.field.name.endsWith('wp:author_login')) login = line;
      else if (line !== '') authors.set(login, line);
    }
  }
}
