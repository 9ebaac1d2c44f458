import type { Field } from './shape.ts';
import type { Attributes } from './tags.ts';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return /[&<>"]/u.test(text) ? text.replace(/[&<>"]/gu, (mark) => ESCAPES[mark] ?? mark) : text;
}

/** Elements of feeds that are none of HTML. In a field they show that it was not closed: what they hold stands apart from it. */
const FEED_PARTS = new Set(['rss', 'feed', 'channel', 'item', 'entry', 'pubdate', 'published', 'updated', 'modified', 'issued', 'description', 'encoded', 'guid', 'author', 'creator', 'category', 'date']);

function htmlName(name: string): string {
  const local = name.slice(name.indexOf(':') + 1);
  return FEED_PARTS.has(local.toLowerCase()) ? 'div' : local;
}

/** A field that is being read. Elements inside are written out again, so that they can be read as HTML. */
export class Content {
  private text = '';
  private markup: string | null = null;
  private readonly name: string;
  private readonly attributes: Attributes;

  constructor(name: string, attributes: Attributes) {
    this.name = name;
    this.attributes = attributes;
  }

  add(text: string): void {
    this.text += text;
    if (this.markup !== null) this.markup += escaped(text);
  }

  /** Names lose their prefix: `<xhtml:p>` is `<p>`. Gives the length of what was written. */
  open(name: string, attributes: Attributes): number {
    let tag = `<${htmlName(name)}`;
    for (const [attribute, value] of Object.entries(attributes)) if (!attribute.startsWith('xmlns')) tag += ` ${attribute}="${escaped(value)}"`;
    this.markup = `${this.markup ?? escaped(this.text)}${tag}>`;
    return tag.length;
  }

  close(name: string): void {
    if (this.markup !== null) this.markup += `</${htmlName(name)}>`;
  }

  end(): Field {
    return { name: this.name, text: this.text, markup: this.markup, attributes: this.attributes };
  }
}
