import { defineFormat } from '../format.ts';
import { beginsWithArticle, isJsonFeed } from '../json-lines/begins.ts';
import { readLines } from '../json-lines/read.ts';

export default defineFormat({
  name: 'json-lines',
  description: 'JSON Lines: one article as a JSON object on each line, as Backfile exports them or with fields like title, text, date, url.',
  accepts: ({ name, text }) => (/\.(?:jsonl|ndjson|jsonlines)$/iu.test(name) && !isJsonFeed(text)) || (!/\.(?:md|markdown|mdown|mkd|html?|xml)$/iu.test(name) && beginsWithArticle(text)),
  stream: readLines,
});
