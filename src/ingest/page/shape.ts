import { leadingDate, wholeDate } from '../../archive/dates.ts';
import type { Block } from './lines.ts';
import { metaLine, openingDate } from './meta-lines.ts';
import { behindLastDash, isSubstantial, publisherKey, wordCount } from './titles.ts';

/** Words of a name that are written small in the middle of it. */
const SMALL = /^(?:of|the|and|for|in|on|de|du|des|la|le|les|del|der|die|das|und|van|al|el|y|e|et|&)$/iu;
const META =
  /^(?:words|photos?|photographs?|images?|pictures?|credit|caption|published|updated|posted|issued|date|dated|author|written|source|tags?|filed)\s*(?:by|on|under)?\s*[:：]|^(?:photos?|photographs?|images?|pictures?|words|posted|written|filed)\s(?:by|courtesy|under)\b/iu;
const PHOTO = /(?:Photo|Image|Picture|Photograph|Credit)\s*:|via Getty|\b(?:AP|AFP|UN|Stock) Photo\b|©|\bREUTERS\/|\/AFP\b/u;

/** Whether a line names a photo's source, as captions do. */
export function isPhotoLine(text: string): boolean {
  return PHOTO.test(text);
}

/** An item of a list, or a quoted line. */
export const LIST_MARK = /^[-–—•·*>]+\s/u;

/** Headers known by their shape alone: `Title – Publisher` on one line, not a sentence. */
export class HeaderShape {
  private readonly publishers: ReadonlySet<string>;

  /** `publishers` are those of headers that footers repeat; a name behind the dash of several lines counts too. */
  constructor(publishers: Iterable<string>) {
    this.publishers = new Set([...publishers].map(publisherKey));
  }

  fits(block: Block): boolean {
    const { text } = block;
    if (text.includes('\n') || text.length > 300) return false;
    const cut = behindLastDash(text);
    if (cut === null || LIST_MARK.test(text) || META.test(text) || isPhotoLine(text) || leadingDate(text) !== null || openingDate(text) !== null) return false;
    if (metaLine(text) !== null) return false;
    if (/[.:;,]$/u.test(cut.title) && !/\b\p{L}\.$/u.test(cut.title)) return false;
    return this.publishers.has(publisherKey(cut.rest)) ? wordCount(cut.title) > 0 : isLikely(cut.title, cut.rest);
  }
}

/** The publisher is known from nowhere else: title and name must both look the part. */
function isLikely(title: string, name: string): boolean {
  if (!isSubstantial(title) || !/^[^\p{L}\p{N}]*[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u.test(title) ) return false;
  if (/^(?:["“«„].*["”»]|‘[^’]*’)$/u.test(title)) return false;
  return isNameLike(name);
}

/** Whether what follows a dash looks like the name of a publisher, not like a sentence. */
export function isNameLike(name: string): boolean {
  if (!/[\p{Lu}\p{Lt}\p{Lo}\p{N}.]/u.test(name) || !/\p{L}/u.test(name) || /[.?:;,…"”。！？؟।]$|\s.*!$/u.test(name) || name.length > 60) return false;
  const words = name.split(/\s+/u);
  const capitals = words.filter((word) => /[\p{Lu}\p{Lt}\p{Lo}\p{N}.]/u.test(word) || SMALL.test(word));
  return words.length <= 7 && capitals.length >= words.length / 2 && wholeDate(name) === null;
}

const NAVIGATION: readonly RegExp[] = [
  /^[«‹<←\s]*(?:older|newer|previous|next|earlier|more recent)\s+(?:posts?|entries|articles|pages?|stories)?[»›>→\s]*$/iu,
  /^[«‹<←»›>→\s\d|…]+$/u,
  /^(?:page\s+)?\d+(?:\s+(?:of|\/)\s+\d+)?(?:\s+\d+)*(?:\s*(?:next|»|→|…|last).*)?$/iu,
  /^(?:posted in|filed under|tagged(?: with)?|tags?|categor(?:y|ies)|share (?:this|on)|like this|related)\b\s*:?.{0,160}$/iu,
  /^.{0,120}\|\s*(?:no comments?|\d+ comments?|comments? (?:off|\(\d+\)|closed)).{0,40}$/iu,
  /^(?:no comments?|\d+ comments?|leave a (?:comment|reply)|comments? (?:off|are closed|\(\d+\))|comments are off.{0,80}|add comment|permalink|back to top|top|home|search|subscribe)\.?\s*[»›→]?$/iu,
  /^(?:©|\(c\)|copyright)\s.{0,160}$/iu,
  /^(?:proudly )?powered by .{0,80}$/iu,
  /^(?:recent (?:posts|comments)|archives|categories|meta|blogroll|tag cloud|log in|rss|entries (?:feed|\(rss\)).*)$/iu,
];

/** What a blog writes around its posts, never part of one. */
export function isNavigation(text: string): boolean {
  return text.length <= 200 && text.split('\n').every((line) => NAVIGATION.some((pattern) => pattern.test(line.trim())));
}

/** Whether a block reads like running text. */
export function isProse(text: string): boolean {
  if (isNavigation(text)) return false;
  return text.length >= 120 || /[.!?。！？؟।…]["'”’»)\]]*$/u.test(text) && (wordCount(text) >= 5 || /\p{Lo}{10}/u.test(text));
}

/** Whether a block could be a headline that lacks its publisher. */
export function isTitleLike(text: string): boolean {
  return !text.includes('\n') && text.length <= 300 && !isNavigation(text) && !(wordCount(text) >= 12 && /[.:;]["'”’»)]*$/u.test(text));
}
