import { fold, foldName } from '../../archive/fold.ts';
import { wholeDate } from '../../archive/dates.ts';
import { monthOf } from '../../archive/dates-words.ts';
import { headerParts } from './titles.ts';

const OPEN = `[‘“"'«„‹「『]`;
const CLOSE = `[’”"'»“›」』]`;
const QUOTED = new RegExp(String.raw`(?<![\p{L}\p{N}])${OPEN}\s*(\S.*?)\s*${CLOSE}(?![\p{L}\p{N}])(?!.*\S${CLOSE}(?![\p{L}\p{N}]))`, 'u');
const KIND = '(?:category|categories|tags?|topics?|labels?|sections?|keywords?|subject)';
const POSTS = '(?:posts?|entries|articles|stories|archives?)';

const DATE_PART = /^\d{1,2}(?:st|nd|rd|th)?$|^(?:19|20)\d{2}$|^(?:of|the|de|year|month|day|week|s)$/u;
const ARCHIVE = /^(?:archiv|архив|архів|أرشيف|arşiv|posts?$|entries$|articles$|stories$|beiträge$|artikel$)/u;

/** A heading is shorter; the cap keeps reading cheap. */
const LONGEST = 300;

/** What stands around the name in a heading; the first that fits is taken off. Folded quotes and dashes. */
const WORDINGS: readonly RegExp[] = [
  new RegExp(String.raw`^(?:you are )?(?:currently )?(?:browsing|viewing)(?: the)?(?: archives?)?(?: (?:for|of))?(?: the)?(?: all)?(?: ${POSTS})?(?: (?:in|from|for|by|tagged(?: with)?))?(?: the)?(?: ${KIND})?\s*:?\s+(.+?)(?: ${KIND})?\.?$`, 'iu'),
  new RegExp(String.raw`^archives? (?:for|of|from|by)(?: the)?(?: ${KIND})?\s*:?\s*(.+?)(?: ${KIND})?$`, 'iu'),
  new RegExp(String.raw`^(?:(?:all|latest|recent) )?${POSTS} (?:from|in|under)(?: the)? (.+?) ${KIND}$`, 'iu'),
  new RegExp(String.raw`^(?:(?:all|latest|recent|showing) )*${POSTS} (?:tagged|filed|labell?ed|categori[sz]ed|with|in|from|about|by)(?: (?:with|as|under|in|the|tag|label|category|topic))*\s*:?\s+(.+?)(?:\. show all posts\.?)?$`, 'iu'),
  new RegExp(String.raw`^(?:${KIND}|year|month|day|author|daily|monthly|yearly)(?: archives?)?\s*:\s*(.+)$`, 'iu'),
  new RegExp(String.raw`^${KIND}(?: archives?)? (?:for|of) (.+)$`, 'iu'),
  new RegExp(String.raw`^(?:filed|posted) (?:under|in)\s*:?\s+(.+)$`, 'iu'),
  new RegExp(String.raw`^(.+?) (?:${KIND} )?archives?$`, 'iu'),
  new RegExp(String.raw`^(.+?) ${KIND}$`, 'iu'),
];
const AUTHOR =
  /^(?:(?:all|latest|recent) )?(?:posts?|entries|articles|stories|archives?|items|written|posted|content)(?: archives?)?(?: (?:published|written|posted))? by\b|^(?:view all posts )?by\s\p{Lu}|\bauthor(?:s|ed)?\b|\bautor(?:a|en|es|in)?(?:archiv\p{L}*)?(?!\p{L})|\bpar auteur\b|^(?:contributor|writer|columnist|byline)\b|^(?:auteur|auteure|autore|автор|yazar|författare|forfatter|kirjoittaja|الكاتب|المؤلف|מחבר)(?!\p{L})|^\S+ \S+['’]s (?:posts|articles|stories|archives?)$/iu;
/** Page counts and a blog's name behind the heading. */
const PAGE = /[\s,(|»›–—-]*\b(?:page|p\.)\s*\d+(?:\s*(?:of|\/)\s*\d+)?\)?\s*$/iu;

/** Whether a line is worded like the heading of an archive page, so that it can be known without a header behind it. */
export function isHeadingWording(line: string): boolean {
  const text = mainPart(line);
  if (text.length > 120 || /[.!?]$/u.test(text) && !/category\.$/iu.test(text)) return false;
  if (/^(?:(?:all|latest|recent) )?(?:posts?|entries|articles|stories|archives?)(?: archives?)?(?: (?:published|written))? by /iu.test(fold(text))) return true;
  if (/^(?:author|auteur|autor)(?: archives?)?\s*:/iu.test(fold(text))) return true;
  return WORDINGS.slice(0, -1).some((wording) => wording.test(fold(text))) && wordCountBelow(text, 14);
}

/** The category that a page heading names; null for one that names a date or an author. */
export function categoryOf(heading: string): string | null {
  const lines = heading.split('\n').map((line) => line.slice(0, LONGEST).trim());
  const text = mainPart(lines.find((line) => isHeadingWording(line)) ?? lines[0] ?? '');
  if (AUTHOR.test(fold(text))) return null;
  const name = QUOTED.exec(lines.join(' '))?.[1] ?? wordedName(text) ?? text;
  const bare = name.replace(/^#(?=\p{L})/u, '').trim();
  if (bare === '' || isDateName(bare) || isDateName(text)) return null;
  return !QUOTED.test(lines.join(' ')) && isDateArchive(text) ? null : bare;
}

/** Fold changes lengths, so the name is found again in the text by its last words. */
function wordedName(text: string): string | null {
  for (const wording of WORDINGS) {
    // The wordings match letters alone, so they hold on the text as it is.
    const name = wording.exec(text)?.[1]?.trim();
    if (name !== undefined && name !== '') return name.replace(new RegExp(`^${OPEN}(.*)${CLOSE}$`, 'u'), '$1');
  }
  const labelled = /^[^:：]{1,40}[:：]\s*(.+)$/u.exec(text)?.[1];
  return labelled ?? crumb(text);
}

/** `Home » Iraq` */
function crumb(text: string): string | null {
  return /^.+\s[»›>→/]\s(.+)$/u.exec(text)?.[1] ?? null;
}

/** Without page counts, markdown marks, and the blog's name behind a dash or bar. */
function mainPart(line: string): string {
  const plain = line.slice(0, LONGEST).trim().replace(/^#+\s+|^\*\*(.*)\*\*$/u, '$1').replace(PAGE, '');
  const [first, second] = headerParts(plain);
  const bare = new RegExp(`^(?:archives?|${KIND})$`, 'iu').test(first?.text ?? '');
  return (bare ? second?.text : first?.text) ?? plain;
}

/** A day, a month or a year, with nothing but small words around it. */
function isDateName(name: string): boolean {
  const plain = foldName(name).replace(/^.*[:：]\s*/u, '');
  if (wholeDate(plain) !== null || /^\d{4}\s?年(?:\s?\d{1,2}\s?月)?$/u.test(plain)) return true;
  const words = fold(name).toLowerCase().replace(/^.*[:：]/u, '').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  if (!words.every((word) => isMonth(word) || DATE_PART.test(word))) return false;
  return words.some((word) => /^\d{4}$/u.test(word) || (isMonth(word) && (words.length > 1 || word.length > 3)));
}

/** `Archiv für Dezember 2021`: the word for an archive in any language, then a month and its year. */
function isDateArchive(heading: string): boolean {
  const words = fold(heading).toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const month = words.findIndex(isMonth);
  return month > 0 && ARCHIVE.test(words[0] ?? '') && words.some((word) => /^(?:19|20)\d{2}$/u.test(word)) && month < 4 && words.length < 9;
}

function isMonth(word: string): boolean {
  return monthOf(word) !== undefined;
}

function wordCountBelow(text: string, most: number): boolean {
  return text.split(/\s+/u).length < most;
}
