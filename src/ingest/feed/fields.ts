import type { Field } from '../xml/shape.ts';
import { lineOf, type Body } from './text.ts';

/** The fields of a record, by name. */
export class Fields {
  private readonly fields: readonly Field[];

  constructor(fields: readonly Field[]) {
    this.fields = fields;
  }

  all(...names: readonly string[]): readonly Field[] {
    return names.flatMap((name) => this.fields.filter((field) => field.name === name));
  }

  /** All of these names at the end of a path: `media:credit` wherever it stands. */
  anywhere(name: string): readonly Field[] {
    return this.fields.filter((field) => field.name === name || field.name.endsWith(`/${name}`));
  }

  /** The first that is not empty, in one line; '' for none. */
  line(...names: readonly string[]): string {
    return this.lines(...names)[0] ?? '';
  }

  lines(...names: readonly string[]): readonly string[] {
    return this.all(...names).map((field) => lineOf(bodyOf(field) ?? { plain: '' })).filter((line) => line !== '');
  }
}

/** An element's content by what it says of itself; null for what is no text. RSS says nothing: it is HTML. */
export function bodyOf({ name, text, markup, attributes }: Field): Body | null {
  if (!/(?:^|\/)atom:(?:content|summary|title|subtitle)$/u.test(name)) return markup === null ? { html: text } : { html: markup, elements: true };
  const { type = 'text', mode = '' } = attributes;
  const kind = type.trim().toLowerCase();
  if (mode === 'base64' || attributes['src'] !== undefined) return null;
  if (markup !== null) return { html: markup, elements: true };
  if (/^(?:x?html|text\/html|application\/xhtml\+xml)$/u.test(kind)) return { html: text };
  // Many feeds forget to say that theirs is HTML.
  if (attributes['type'] === undefined && /<\/(?:p|div|a|li|em|strong)>|<(?:p|br|div)[\s/>]/iu.test(text)) return { html: text };
  return kind === 'text' || kind.startsWith('text/') ? { plain: text } : null;
}
