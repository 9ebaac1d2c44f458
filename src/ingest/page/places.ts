import { monthOf, weekdayOf } from '../../archive/dates-words.ts';

const WORD = String.raw`(?:[\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{M}'’.-]*|al-\p{Lu}[\p{L}\p{M}'’-]*)`;
const PLACE = String.raw`${WORD}(?:[\s/](?:(?:al|de|of|the|am|upon|en|del|la|el)\s)?${WORD}){0,3}`;
const PLACES = String.raw`${PLACE}(?:\s?[,/]\s?${PLACE}){0,2}`;
const AGENCY = String.raw`(?:\s*\((?=[\p{Lu}])[^()]{2,40}\))?`;
/** In front of a date: "Baghdad, ", "BAGHDAD, Iraq (AP) — ", "(Baghdad) ", "(Baghdad, " */
const LEAD = new RegExp(String.raw`^(?:\(${PLACES}\)\s*[,–—:-]?\s*|\(?(${PLACES})${AGENCY}(\s*,\s*|\s*[–—―/|]\s*|\s+-+\s+|\s+\(|\s+))`, 'u');
const WHOLE = new RegExp(String.raw`^\(?${PLACES}${AGENCY}\)?\.?$`, 'u');
/** Words that open sentences; before a date they make running text. */
const NO_PLACE = /^(?:On|In|At|By|Since|From|Until|Till|Before|After|As|The|It|This|That|These|When|While|During|Between|Around|About|For|To|Of|And|But|Also|Born|Died|Then|Today|Yesterday|Tomorrow|Last|Next|Early|Late|Signed|Dated|He|She|They|We|I|Our|His|Her|Their|Its|A|An|No|Not|If|Both|Only|One|Every|Each)$/u;

export function isPlace(text: string): boolean {
  return text.length <= 60 && WHOLE.test(text) && isNoSentence(text);
}

/** The place in front of a text's date; `end` is 0 when there is none. `comma`: something divides it from the date. */
export function startsWithPlace(text: string): { end: number; comma: boolean } {
  const head = text.slice(0, 120);
  // A date may follow a place of several words, the last of which could be its month: the longest place that leaves a digit or name.
  for (let most = head; ; ) {
    const match = LEAD.exec(most);
    if (match === null) return { end: 0, comma: false };
    const place = match[1] ?? match[0];
    if (isNoSentence(place)) return { end: match[0].length, comma: match[2] === undefined || match[2].trim() !== '' };
    const cut = place.search(/[\s,][^\s,]*$/u);
    if (cut <= 0 || NO_PLACE.test(place.split(/[\s,]/u)[0] ?? '')) return { end: 0, comma: false };
    most = shorter(head, place, cut);
    if (most === '') return { end: 0, comma: false };
  }
}

/** The text with all behind the first words of the place replaced by what divides them from the rest. */
function shorter(head: string, place: string, cut: number): string {
  const start = head.indexOf(place);
  const divider = /^\s*,?\s*/u.exec(head.slice(start + cut))?.[0] ?? '';
  return divider === '' ? '' : head.slice(0, start + cut + divider.length);
}

function isNoSentence(place: string): boolean {
  const words = place.split(/[\s,/()]+/u).filter((word) => word !== '');
  return words.every((word) => !NO_PLACE.test(word) && monthOf(word) === undefined && weekdayOf(word) === undefined);
}
