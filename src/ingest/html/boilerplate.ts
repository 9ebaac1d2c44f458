import type { Attributes } from './scan.ts';

const any = (...parts: readonly string[]): RegExp => new RegExp(String.raw`(?:^|\s)(?:${parts.join('|')})(?=\s|$)`, 'iu');

/** Class names and ids that themes and plug-ins give to what is never a text, one a line by what it is. */
const NEVER = any(
  'screen-reader(?:-text|-only)?|sr-only|visually-?hidden|assistive-text|skip-link|is-hidden|u-hidden',
  '(?:post|entry|article|story|c|m|o|gh|js)?[-_]{0,2}related(?:[-_]{0,2}(?:posts?|articles?|stor(?:y|ies)|content|links?|news|items?|reading|topics|wrap|wrapper|container|section|widget|coverage))?|yarpp\\S*|crp_related|read-?(?:next|more-feed)|recommended(?:-\\S+)?|more-stories|rich-link|also-read|outbrain\\S*|taboola\\S*|trc_\\S+',
  'cmp[-_]{0,2}(?:bar|banner|consent|popup|overlay|modal)|(?:cookie|gdpr|consent|ccpa)(?:[-_]{0,2}(?:bar|banner|notice|consent|law\\S*|message|popup|overlay|info|policy-banner|disclaimer|container|wrapper|modal|box))?|cc-(?:window|banner)|cky-\\S+|cmplz-\\S+|onetrust-\\S+|cookiebanner|eu-cookie-law',
  'comments(?:-area|-list|-section|-wrapper)?|comment-?(?:list|respond|form|reply-link|section)|respond|disqus(?:_thread|-comments)?|fb-comments|giscus|utterances',
);
/** Names of what is around a text; what a page is wrapped in may bear them too. */
const BESIDE = any(
  'sharedaddy|sd-(?:sharing|block|social|like|content)\\S*|jp-(?:relatedposts|post-flair)\\S*|post-flair|addtoany\\S*|a2a_\\S+|addthis\\S*|ssba\\S*|heateor\\S*|shareaholic\\S*|et_social\\S*',
  '(?:post|entry|article|story|page)?[-_]{0,2}(?:social[-_]?)?(?:share|sharing)(?:[-_]{1,2}(?:this|post|buttons?|bar|links?|tools?|icons?|box|list|menu|widget|container|wrapper|section|block))?|share(?:this|daddy|buttons?|bar|links)',
  'social(?:[-_]{1,2}(?:links?|icons?|buttons?|bar|media|nav|list|menu|follow|container|wrapper))?|wp-block-social-links?|follow-us',
  '(?:post|posts|comment|comments|paging|site|main|page|article)?[-_]?(?:navigation|pagination|pager|paginate|breadcrumbs?)|nav-(?:links|previous|next|below|above|single)|page-links|post-?nav|wp-block-post-navigation-link|yoast-breadcrumbs?|rank-math-breadcrumb|blog-pager|prev-?next|previous-post|next-post',
  '(?:newsletter|subscri(?:be|ption|bers?)|sign-?up|mailing-list)(?:[-_]{1,2}(?:form|box|widget|signup|sign-up|block|cta|banner|container|wrapper|promo|section|module|inline))?|mc4wp\\S*|mc_embed_signup|gh-(?:subscribe|signup)\\S*|wp-block-jetpack-subscriptions\\S*|jetpack_subscription_widget|subscri(?:be|ption)-widget\\S*|kg-signup-card|kg-cta-card|kg-button-card|wp-block-buttons',
  'tags-links|cat-links|edit-link|post-edit-link|post-?views\\S*|printfriendly\\S*|pf-button|print-link|reading-time|read-time|estimated-time|wp-block-(?:latest-posts|latest-comments|archives|categories|tag-cloud|search|loginout|comments\\S*|post-comments\\S*|query-pagination\\S*|post-terms|embed__wrapper)',
  '(?:ez-)?toc(?:[-_](?:container|wrapper|list))?|toc_container|table-of-contents|lwptoc\\S*|tableofcontents|mw-editsection|headerlink|header-anchor|heading-anchor',
  'ad|ads|advert|adverts|advertisement|advertising|adsbygoogle|ad-(?:container|slot|unit|wrapper|banner|block)|google-auto-placed|dfp-\\S+|sponsored-links|promo(?:-box|-block)?',
  'popup|pop-up|modal|lightbox|paywall-(?:prompt|banner)|reactions|likes?-?(?:button|box)|wpulike|post-ratings|kk-star-ratings|rating-box',
  'widget-?area|widget_\\S+|PopularPosts|BlogArchive|FollowByEmail|LinkList|Followers|BlogSearch|Attribution|(?:primary|secondary|main|right|left|page|blog|site)?-?sidebar(?:-(?:\\d|primary|secondary|main|widgets?|wrapper|container|inner|content))?|site-(?:footer|header)|masthead|colophon',
);
/** Words that tell it in a name of any make, as in `c-newsletter__teaser`. */
const BESIDE_WORD = /^(?!(?:has|no|not|is|with|without|hide|category|tag|type|status|format|author|page|post-format|js|can)[-_])(?:\S*[-_])?(?:newsletters?|subscribe|sharing|shariff|share|social|socials|recommended|recommendations?|breadcrumbs?|crumbs|crumb|pagination|advert|advertisement|outbrain|taboola)(?:[-_]\S*)?$/iu;
const CAPTION = any('wp-caption-text|wp-element-caption|gallery-caption|tr-caption|(?:image|photo|picture|img|media|figure|video|lead)-?_?(?:caption|credit)|caption(?:-text)?|credit|photo-?credit|kg-card-caption');
const BIO = any('author-?_?(?:bio|description|info|about)|about-?_?(?:the-?)?author|bio|p-note author|authorbio|post-author-bio|wp-block-post-author__bio');
const POST = any('hentry|h-entry');
const ROLES = /^(?:navigation|search|banner|contentinfo|complementary|dialog|alertdialog|menu|menubar|toolbar|tablist|tooltip)$/iu;
const UNSEEN = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/iu;

/** What a class makes of the text in it. `beside` is left out too, unless it holds most of a page's text. */
export type ClassUse = 'skip' | 'beside' | 'caption' | 'bio' | null;

const known = new Map<string, ClassUse>();
const MOST_KNOWN = 5000;

/** Remembered, because a site uses the same few again and again. */
function useOfClass(name: string): ClassUse {
  const before = known.get(name);
  if (before !== undefined) return before;
  const use = name.length > 1000 ? null : told(name);
  if (known.size >= MOST_KNOWN) known.clear();
  if (name.length < 200) known.set(name, use);
  return use;
}

function told(name: string): ClassUse {
  if (NEVER.test(name)) return 'skip';
  if (BESIDE.test(name) || name.trim().split(/\s+/u).some((word) => BESIDE_WORD.test(word))) return 'beside';
  return CAPTION.test(name) ? 'caption' : BIO.test(name) ? 'bio' : null;
}

/** What an element's attributes make of the text in it: left out when it is hidden, or around the text by name or role. */
export function useOf(name: string, attributes: Attributes): ClassUse {
  const { class: names, id, hidden, role, style } = attributes;
  // What a page is wrapped in bears the names of what is somewhere on it.
  if (name === 'body' || name === 'html' || (name === 'main' && hidden === undefined)) return null;
  if (hidden !== undefined) return 'skip';
  if (role !== undefined && ROLES.test(role)) return 'skip';
  if (style !== undefined && style.length < 1000 && UNSEEN.test(style)) return 'skip';
  if (attributes['aria-hidden'] === 'true') return 'beside';
  if (names !== undefined && POST.test(names)) return null;
  const byId = id === undefined || id === '' ? null : useOfClass(id);
  if (byId !== null && byId !== 'caption') return byId;
  return names === undefined || names === '' ? null : useOfClass(names);
}

/** The attributes that {@link useOf} looks at. */
export const USED = new Set(['class', 'id', 'hidden', 'aria-hidden', 'role', 'style']);
