/** WordPress's shortcodes, `[name attribute="value"]` to `[/name]`: markup that a post's stored text holds. */

/** Theirs is never text, whether they have attributes or not; what they hold is. */
const KNOWN = new Set([
  'caption', 'wp_caption', 'gallery', 'playlist', 'contact-form', 'contact-form-7', 'contact-field', 'gravityform', 'ninja_form', 'wpforms', 'googlemaps', 'google_map', 'tweet', 'twitter', 'instagram',
  'facebook', 'slideshow', 'slideshare', 'poll', 'polldaddy', 'recent_posts', 'display-posts', 'toc', 'no_toc', 'sitemap', 'subscribe', 'jetpack_subscription_form', 'mc4wp_form', 'newsletter', 'adsense', 'ad',
  'row', 'column', 'columns', 'one_half', 'one_half_last', 'one_third', 'one_third_last', 'two_third', 'two_third_last', 'clear', 'divider', 'hr', 'spacer', 'button', 'dropcap', 'pullquote', 'blockquote', 'highlight', 'tabs', 'tab',
  'accordion', 'toggle', 'box', 'infobox', 'code', 'sourcecode', 'php', 'raw', 'nextpage', 'wp-forms', 'table', 'tablepress', 'read_more', 'members', 'member', 'paypal', 'donate', 'footnote', 'footnotes', 'su_spacer',
]);
/** What they hold is an address or a setting. */
const EMBEDS = new Set(['embed', 'audio', 'video', 'youtube', 'youtube_sc', 'vimeo', 'dailymotion', 'soundcloud', 'spotify', 'bandcamp', 'ted', 'gist', 'flickr', 'googlevideo', 'wpvideo', 'videopress', 'iframe', 'flash', 'kml_flashembed', 'mp3', 'twitch']);
const PREFIXED = /^(?:et_pb|vc|fusion|av|su|tve|mk|cs|x|ux|us|elementor|tatsu|nectar|kc|bt_bb|wpv|wpcf7|ngg|cardoza|wp_rss)[-_]/iu;
const CODE = /\[(\/?)([a-z][a-z0-9_-]{1,40})((?:\s[^[\]<>]*)?)\/?\](?!\])/giu;
const ATTRIBUTE = /\s[a-z_-]+\s*=\s*["'“”″‘’]/iu;
const LEGACY_CAPTION = /\scaption\s*=\s*(?:"([^"]*)"|'([^']*)')/iu;

export type CodeEvent = { readonly text: string } | { readonly caption: 'open' | 'close' };

/** A text in pieces: what is text, and where a caption begins and ends; other shortcodes are gone. */
export class Shortcodes {
  private readonly open = new Set<string>();
  private embed: string | null = null;

  /** Call only for a text that holds a `[`, or while an embed is open. */
  read(text: string): CodeEvent[] {
    const events: CodeEvent[] = [];
    let from = 0;
    const say = (to: number): void => {
      if (to > from && this.embed === null) events.push({ text: text.slice(from, to) });
    };
    const ends = new Map<string, number>();
    const endOf = (name: string): number => {
      const known = ends.get(name) ?? text.lastIndexOf(`[/${name}]`);
      ends.set(name, known);
      return known;
    };
    for (const match of text.matchAll(CODE)) {
      const [all, slash, written = '', inside = ''] = match;
      const name = written.toLowerCase();
      if (text[match.index - 1] === '[' || !this.isCode(name, slash === '/', inside)) continue;
      say(match.index);
      from = match.index + all.length;
      this.follow(name, slash === '/', inside, all.endsWith('/]'), from <= endOf(written), events);
    }
    say(text.length);
    return events;
  }

  get embedding(): boolean {
    return this.embed !== null;
  }

  private follow(name: string, closing: boolean, inside: string, single: boolean, ends: boolean, events: CodeEvent[]): void {
    if (EMBEDS.has(name)) {
      // Only one that ends nearby holds something: `[audio src="…"]` alone does not.
      this.embed = !closing && !single && ends ? name : null;
      return;
    }
    if (closing) this.open.delete(name);
    else if (!single) this.open.add(name);
    if (name !== 'caption' && name !== 'wp_caption') return;
    const legacy = LEGACY_CAPTION.exec(inside);
    events.push({ caption: closing ? 'close' : 'open' });
    const text = legacy?.[1] ?? legacy?.[2];
    if (text !== undefined) events.push({ text });
  }

  private isCode(name: string, closing: boolean, inside: string): boolean {
    if (this.embed !== null) return closing && name === this.embed;
    if (closing && this.open.has(name)) return true;
    return (EMBEDS.has(name) || KNOWN.has(name) || PREFIXED.test(name) || ATTRIBUTE.test(inside)) && (inside.trim() === '' || ATTRIBUTE.test(inside) || /\s(?:ids?|width|height|align)=|https?:/iu.test(inside));
  }
}
