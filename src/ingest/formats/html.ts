import { defineFormat } from '../format.ts';
import { readPage } from '../html/read-page.ts';

const HTML_NAME = /\.(?:html?|xhtml|shtml)$/iu;
/** Names that other formats go by. */
const OTHER_NAME = /\.(?:txt|text|md|markdown|mdown|mkd|xml|rss|atom|rdf|json|jsonl|ndjson|jsonfeed|feed|wxr|zip|gz)$/iu;
/** Says of itself that it is HTML, whatever it is called. */
const DOCUMENT = /^\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)(?=[\s>])/iu;
const BEGINNING = /^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body|article|main|section|div|header|h[1-6]|p|table|center)(?=[\s>/])/iu;

export default defineFormat({
  name: 'html',
  description: 'A saved web page: one article, or many posts of a blog or archive (WordPress, Ghost, Jekyll, Hugo, Blogger).',
  accepts: (file) => HTML_NAME.test(file.name) || DOCUMENT.test(file.text) || (!OTHER_NAME.test(file.name) && BEGINNING.test(file.text)),
  parse: readPage,
});
