import { readFeed } from '../feed/read.ts';
import { ATOM } from '../feed/shapes.ts';
import { defineFormat } from '../format.ts';
import { rootOf } from '../xml/root.ts';

export default defineFormat({
  name: 'atom',
  description: 'An Atom feed: 0.3 and 1.0.',
  onlyNewest: true,
  accepts: ({ text }) => rootOf(text)?.name === 'atom:feed',
  stream: (file) => readFeed(file, ATOM),
});
