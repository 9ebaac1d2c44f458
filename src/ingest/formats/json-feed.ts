import { readJsonFeed } from '../feed/json-feed.ts';
import { defineFormat } from '../format.ts';

const VERSION = /^\s*\{[^]*?"version"\s*:\s*"https?:(?:\\?\/){2}(?:www\.)?jsonfeed\.org\\?\/version\\?\/1/u;

export default defineFormat({
  name: 'json-feed',
  description: 'A JSON Feed: version 1 and 1.1.',
  onlyNewest: true,
  accepts: ({ text }) => VERSION.test(text),
  stream: readJsonFeed,
});
