import { defineFormat } from '../format.ts';
import { parsePage } from '../page/parse.ts';
import { isPlain, isSavedPage } from '../plain/claims.ts';

export default defineFormat({
  name: 'blog-page',
  description: 'A saved archive page of a blog that reposts articles: headers “Title – Publisher”, text, footers “More: Title – Publisher”.',
  accepts: (file) => isPlain(file) && isSavedPage(file.text),
  parse: parsePage,
});
