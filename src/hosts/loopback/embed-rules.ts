import type { Form, Rule } from './form.ts';
import { isObject, objects, text, type JsonObject } from './json.ts';
import { absent, anything, boolean, failRequired, integer, list, object, string, url } from './rules.ts';

const maxTotal = 6000;

const webLink = url(['http', 'https']);
const picture = url(['http', 'https', 'attachment']);

const timestamp: Rule = (value, form) => {
  if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) {
    form.fail('DATE_TIME_TYPE_PARSE', `Could not parse ${JSON.stringify(value)}. Should be ISO8601.`);
  }
};

// What Discord adds to an embed it gives out is taken back without complaint, and has no effect.
const media = object(
  {
    url: picture,
    proxy_url: anything,
    width: anything,
    height: anything,
    content_type: anything,
    placeholder: anything,
    placeholder_version: anything,
    description: anything,
    flags: anything,
  },
  { required: ['url'] },
);

const visibleKeys = ['title', 'description', 'fields', 'author', 'footer', 'image', 'thumbnail'];

const embed = object(
  {
    type: anything,
    title: string({ max: 256 }),
    description: string({ max: 4096 }),
    url: webLink,
    timestamp,
    color: integer({ min: 0, max: 0xffffff }),
    footer: object({ text: string({ max: 2048 }), icon_url: picture, proxy_icon_url: anything }, { filled: ['text'] }),
    image: media,
    thumbnail: media,
    video: media,
    provider: object({ name: string({ max: 256 }), url: webLink }),
    author: object(
      { name: string({ max: 256 }), url: webLink, icon_url: picture, proxy_icon_url: anything },
      { filled: ['name'] },
    ),
    fields: list(
      object({ name: string({ max: 256 }), value: string({ max: 1024 }), inline: boolean }, { filled: ['name', 'value'] }),
      { max: 25 },
    ),
    flags: anything,
  },
  {
    whole: (value, form) => {
      if (!visibleKeys.some((key) => shows(value[key]))) failRequired(form, 'description');
    },
  },
);

function shows(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  return Array.isArray(value) ? value.length > 0 : !absent(value);
}

const listOfEmbeds = list(embed, { max: 10 });

/** At most 10 embeds of at most 6,000 characters together. */
export const embeds: Rule = (value: unknown, form: Form) => {
  listOfEmbeds(value, form);
  const total = objects(value).reduce((sum, one) => sum + embedLength(one), 0);
  if (total > maxTotal) form.fail('MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of ${maxTotal}`);
};

/** What counts towards the 6,000: title, description, names and values of fields, footer's text, author's name. */
function embedLength(one: JsonObject): number {
  const { title, description, footer, author, fields } = one;
  const ofFields = objects(fields).reduce((sum, field) => sum + length(field['name']) + length(field['value']), 0);
  const ofFooter = isObject(footer) ? length(footer['text']) : 0;
  const ofAuthor = isObject(author) ? length(author['name']) : 0;
  return length(title) + length(description) + ofFields + ofFooter + ofAuthor;
}

function length(value: unknown): number {
  return text(value).length;
}
