import { readFeed } from '../feed/read.ts';
import { RSS } from '../feed/shapes.ts';
import { defineFormat } from '../format.ts';
import { isWxr } from '../wxr/claim.ts';
import { rootOf } from '../xml/root.ts';

export default defineFormat({
  name: 'rss',
  description: 'An RSS feed: 0.90 to 0.92, 1.0 and 2.0.',
  onlyNewest: true,
  accepts: ({ text }) => {
    const root = rootOf(text);
    if (root?.name === 'rdf:rdf') return /<(?:\w+:)?channel[\s>]/u.test(text);
    return root?.name === 'rss' && !isWxr(root, text);
  },
  stream: (file) => readFeed(file, RSS),
});
