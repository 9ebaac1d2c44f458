import type { DateWords, Entry } from '../feed/article.ts';
import { Fields } from '../feed/fields.ts';
import { webAddress } from '../feed/links.ts';
import { lineOf } from '../feed/text.ts';
import type { XmlRecord } from '../xml/shape.ts';

/** What an export says of itself. */
export interface Blog {
  readonly publisher: string;
  /** Names to show, by login. */
  readonly authors: ReadonlyMap<string, string>;
}

/** Statuses and types that are not for readers, in plain words; others go by their own name. */
const WORDS: Readonly<Record<string, string>> = {
  private: 'private post', pending: 'pending post', future: 'scheduled post', trash: 'post in the bin', 'auto-draft': 'automatic draft', inherit: 'post that is part of another',
  nav_menu_item: 'menu item', custom_css: 'style sheet', customize_changeset: 'change of settings', oembed_cache: 'stored embed', user_request: 'request of a user',
  wp_block: 'reusable block', wp_template: 'template', wp_template_part: 'part of a template', wp_global_styles: 'style sheet', wp_navigation: 'menu', wp_font_family: 'font', wp_font_face: 'font',
};

/** An item of an export: an article if it is a published post or page, else what it is. */
export function postOf({ fields: all, line }: XmlRecord, { publisher, authors }: Blog): Entry | { readonly leftOut: string } {
  const fields = new Fields(all);
  const plain = (name: string): string => fields.all(name)[0]?.text.trim() ?? '';
  const left = leftOut(plain('wp:post_type'), plain('wp:status'), plain('wp:post_password'));
  if (left !== null) return { leftOut: left };
  const login = lineOf({ html: plain('dc:creator') });
  const author = authors.get(login) ?? login;
  const guid = plain('guid');
  return {
    line,
    key: guid === '' ? plain('wp:post_id') : guid,
    title: fields.line('title'),
    url: webAddress([plain('link')], null),
    authors: author === '' ? [] : [author],
    categories: fields.all('category').filter(({ attributes }) => attributes['domain'] === 'category' && attributes['nicename'] !== 'uncategorized').map(({ text }) => lineOf({ html: text })),
    publisher,
    dates: [publishedAt(plain('wp:post_date'), plain('wp:post_date_gmt')), { words: plain('pubdate').includes('-0001') ? '' : plain('pubdate') }],
    changed: '',
    bodies: fields.all('content:encoded', 'excerpt:encoded').map(({ text, markup }) => ({ html: markup ?? text })),
    credits: [],
  };
}

function leftOut(type: string, status: string, password: string): string | null {
  if (type === '' || type === 'post' || type === 'page') {
    if (status !== 'publish') return status === '' ? 'post without status' : (WORDS[status] ?? status);
    return password === '' ? null : 'post with a password';
  }
  return WORDS[type] ?? type;
}

/** The blog's own time, with the offset that its time in GMT tells. */
function publishedAt(local: string, gmt: string): DateWords {
  const [own, utc] = [timeOf(local), timeOf(gmt)];
  if (own === null) return utc === null ? { words: '' } : { words: gmt, plain: `${gmt}Z` };
  const minutes = utc === null ? NaN : (own - utc) / 60_000;
  // Zones lie in steps of a quarter of an hour within a day; anything else is a slip in one of the two.
  if (Math.abs(minutes) > 14 * 60 || minutes % 15 !== 0) return { words: local };
  const size = Math.abs(minutes);
  const offset = `${minutes < 0 ? '-' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`;
  return { words: local, plain: `${local}${offset}` };
}

/** Null for what stands for no date: nothing, or zeros. */
function timeOf(date: string): number | null {
  const time = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/u.test(date) ? Date.parse(`${date.replace(' ', 'T')}Z`) : NaN;
  return Number.isNaN(time) ? null : time;
}
