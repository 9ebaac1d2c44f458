import { defineFormat } from '../format.ts';
import { parsePage } from '../page/parse.ts';

export default defineFormat({
  name: 'blog-page',
  description: 'A saved archive page of a blog that reposts articles: headers “Title – Publisher”, text, footers “More: Title – Publisher”.',
  accepts: (file) => /\.(?:txt|text)$/iu.test(file.name),
  parse: parsePage,
});
