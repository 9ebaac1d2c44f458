import { defineFormat } from '../format.ts';
import { hasFrontMatter } from '../markdown/front-matter.ts';
import { parseMarkdown } from '../markdown/parse.ts';

export default defineFormat({
  name: 'markdown',
  description: 'One article in Markdown, with fields above it as Jekyll, Hugo, Hexo, Eleventy and Obsidian write them, or without.',
  accepts: ({ name, text }) => /\.(?:md|markdown|mdown|mkd)$/iu.test(name) || (/\.(?:txt|text)$|(?:^|\/)[^./]*$/iu.test(name) && hasFrontMatter(text)),
  parse: parseMarkdown,
});
