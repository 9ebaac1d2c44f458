import { defineFormat } from '../format.ts';
import { isPlain, isSavedPage } from '../plain/claims.ts';
import { parsePlainText } from '../plain/parse.ts';

export default defineFormat({
  name: 'plain-text',
  description: 'One article as plain text: a title line, perhaps byline, date, publisher and link, then paragraphs.',
  accepts: (file) => isPlain(file) && !isSavedPage(file.text),
  parse: parsePlainText,
});
