import { leadingDate } from '../../archive/dates.ts';
import { monthOf, weekdayOf } from '../../archive/dates-words.ts';

const WORD = String.raw`(?:[\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{M}'’.-]*|al-\p{Lu}[\p{L}\p{M}'’-]*)`;
const PLACE = String.raw`${WORD}(?:[\s/](?:(?:al|de|of|the|am|upon|en|del|la|el)\s)?${WORD}){0,3}`;
const PLACES = String.raw`(?:[Tt]he\s)?${PLACE}(?:\s?[,،、，/]\s?${PLACE}){0,2}`;
const AGENCY = String.raw`(?:\s*\((?=[\p{Lu}])[^()]{2,40}\))?`;
/** What divides a place from its date: "Baghdad, ", "BAGHDAD — ", "Kuwait: ", "Erbil (", "LONDON--(WIRE)--"; in some languages an article too. */
const DIVIDER = String.raw`(?:\s*[,،、，]\s*|\s*[:：]\s+|\.\s+|\s*[–—―/|]\s*|\s+-+\s+|--\s?|\s*\(|\s+)(?:(?:le|am|den|el)\s+)?`;
const LEAD = new RegExp(String.raw`^(?:\(${PLACES}\)\s*[,–—:-]?\s*|\(?(${PLACES})${AGENCY}(${DIVIDER}))$`, 'u');
const WHOLE = new RegExp(String.raw`^\(?${PLACES}${AGENCY}\)?\.?$`, 'u');
const BEHIND_DATE = new RegExp(String.raw`^,?\s+(${PLACES})${AGENCY}(?=\s*[–—―:]|\s+-)`, 'u');
/** Words that open sentences, and what was done on a day; before a date they make running text. */
const NO_PLACE = /^(?:On|In|At|By|Since|From|Until|Till|Before|After|As|The|It|This|That|These|When|While|During|Between|Around|About|For|To|Of|And|But|Also|Born|Then|Today|Yesterday|Tomorrow|Last|Next|Early|Late|He|She|They|We|I|Our|His|Her|Their|Its|A|An|No|Not|If|Both|Only|One|Every|Each|\p{Lu}\p{Ll}+ed)$/u;
/** A place and what divides it from its date are shorter. */
const LONGEST = 100;

export interface PlaceBefore {
  /** Where the date starts, UTF-16 units; 0 when no place stands before one. */
  readonly end: number;
  /** What divides it from the date, without white space around; empty for a space alone. */
  readonly divider: string;
}

export function isPlace(text: string): boolean {
  return text.length <= 60 && WHOLE.test(text) && isNoSentence(text);
}

/** The place in front of the date that a text opens with. */
export function placeBeforeDate(text: string): PlaceBefore {
  const none = { end: 0, divider: '' };
  const head = text.slice(0, LONGEST);
  if (!/\p{Nd}/u.test(text.slice(0, LONGEST + 40))) return none;
  for (const { index } of head.matchAll(/(?<=[\s,،、，(/–—―-])[\p{L}\p{Nd}]/gu)) {
    const match = LEAD.exec(head.slice(0, index));
    if (match === null || leadingDate(text.slice(index)) === null) continue;
    return isNoSentence(match[1] ?? match[0]) ? { end: index, divider: (match[2] ?? ',').trim() } : none;
  }
  return none;
}

/** The length of a place that stands between a date and the dash of a dateline: "7 December 2021, Baghdad – ". */
export function placeBehindDate(text: string): number {
  const match = BEHIND_DATE.exec(text.slice(0, LONGEST));
  return match !== null && isNoSentence(match[1] ?? '') ? match[0].length : 0;
}

function isNoSentence(place: string): boolean {
  const words = place.replace(/^the\s(?=\p{Lu})/iu, '').split(/[\s,،、，/():–—―-]+/u).filter((word) => word !== '');
  return words.every((word) => !NO_PLACE.test(word) && monthOf(word) === undefined && weekdayOf(word) === undefined);
}
