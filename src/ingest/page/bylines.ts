import { isPersonal, joinNames, NAMES, splitNames, withoutTitle } from './names.ts';

export interface Byline {
  /** `A`, `A and B`, `A, B and C` */
  readonly author: string;
}

const BY = String.raw`(?:(?:written|words|story|text|opinion|analysis|report|reported|comment|commentary|interview|review|posted|published|edited and written)\s+)?by\s*:?\s+(?:our\s+(?=\p{Lu}\p{L}+\s\p{L}))?`;
const LABEL = String.raw`(?:words|text|story|author\(?s?\)?|byline|writer|reporter|autor(?:es|en|a)?|auteurs?|autore|автор(?:ы)?|текст|الكاتب|بقلم|كتبت?|כותב|מאת|مؤلف|نویسنده|作者|記者|记者|文)\s*[:：/]\s*`;
const FOREIGN_BY = String.raw`(?:par|por|von|di|door|av|بقلم|מאת)\s+`;
const PERSONS = new RegExp(String.raw`^(?:(${BY})|(${LABEL})|(${FOREIGN_BY}))`, 'iu');
const LIST = new RegExp(String.raw`^(${NAMES})(?=$|[\s,|;/(–—-])`, 'u');
/** Who signs in place of a person: a name, or a name and what kind of house or desk it is. */
const AGENCY = /^(?:the\s+)?(AP|AFP|RFE\/RL|[Aa]dmin|[Ee]ditor|[Ss]taff|[Aa]gencies|Agence France-Presse|[Ss]taff [Ww]riters?|[Ss]taff [Rr]eporters?|[\p{Lu}\p{L}'’&./ -]{2,40} (?:[Ss]taff|[Dd]esk|News|Agency|[Aa]gencies|Press|[Tt]eam|[Cc]orrespondents?|[Rr]eporters?|[Ww]riters?|[Ee]ditors?|Board|Monitoring|Affairs))(?=$|\s*[,|;/(–—-])/u;
/** The same without "By". */
const STAFF = /^(?:(?:AP|AFP|Reuters|UPI|DPA|BBC|CNN|Agency|Online) Staff|(?:Our )?(?:Staff|Special|Foreign) (?:Writers?|Reporters?|Correspondents?)|(?:News|Web|Foreign|Online) Desk|Agencies)$/u;
/** A house or a first name alone: every word capitalised. */
const ONE_NAME = /^(\p{Lu}[\p{L}\p{M}\p{N}'’/&-]*(?:\s\p{Lu}[\p{L}\p{M}\p{N}'’/&-]*){0,3})\.?$/u;
const ROLE_WORD = /\b(?:writers?|reporters?|correspondents?|editors?|columnists?|contributors?|producers?|analysts?|staff|journalists?|bureau|desk|chief|team)\b/iu;
/** A name alone, with a calling that only journalists have. */
const NAME_AND_CALLING = new RegExp(String.raw`^(${NAMES})\s*[,|–—-]\s*(?:[\p{L}’'&-]+\s){0,4}(?:[Ww]riters?|[Rr]eporters?|[Cc]orrespondents?|[Cc]olumnists?|[Cc]ontributors?|[Ee]ditors?)$`, 'u');
/** "Jane Doe in Baghdad and John Roe in London" */
const OFFICE = /\s+in\s+\p{Lu}[\p{L}'’-]*(?:\s\p{Lu}[\p{L}'’-]*){0,2}(?=,?\s+and\s+\p{Lu})/gu;
const DEGREES = /,\s(?:Ph\.?D|M\.?D|M\.?A|B\.?A|MSc|BSc|MBA|J\.?D|LL\.?[BM]|RN|QC|KC|Esq)\b\.?(?:,(?=\s(?:and|&)\s))?/gu;
/** "Authors: A, B": behind such a label a comma joins persons. */
const PLURAL_LABEL = /^(?:authors|author\(s\)|autoren|autores|auteurs|авторы)/iu;
const COMMA_LIST = new RegExp(String.raw`^${NAMES}(?:,\s${NAMES})+$`, 'u');
const LONGEST = 200;

/** The byline that fills this text (a line, or a part of one without its date), or null. */
export function bylineIn(text: string): Byline | null {
  const line = text.trim().replace(/^[*_~—–-]+\s*|[*_~]+$/gu, '').trim();
  if (line.length > LONGEST || line.includes('\n')) return null;
  const lead = PERSONS.exec(line);
  if (lead === null) return callingIn(line);
  const rest = withSmallAnd(line.slice(lead[0].length).replace(OFFICE, '').replace(DEGREES, ''));
  if (lead[3] === undefined && PLURAL_LABEL.test(lead[0]) && COMMA_LIST.test(rest)) return { author: joinNames(persons(rest)) };
  const list = LIST.exec(rest);
  if (list === null || !fitsTail(rest.slice(list[0].length))) return lead[3] === undefined ? agencyIn(rest) : null;
  const names = persons(rest.slice(0, list[0].length));
  if (lead[3] !== undefined && names.some((name) => !name.includes(' '))) return null;
  return names.every(isPersonal) ? { author: joinNames(names) } : agencyIn(rest);
}

/** A list of names ends where a calling or an office begins: "Jane Doe, Health and Science Editor". */
function persons(list: string): string[] {
  const all = splitNames(list);
  const calling = all.findIndex((name, place) => place > 0 && (ROLE_WORD.test(name) || !/\s|\p{Lo}/u.test(name)));
  return (calling === -1 ? all : all.slice(0, 1)).map((name) => withoutTitle(name.replace(/(?<=\p{L}{2})(?<!\b[JS]r)\.$/u, '')));
}

/** What may stand behind the names: nothing, a calling, an office, a place, photo credits. No sentence. */
function fitsTail(tail: string): boolean {
  const rest = tail.trim().replace(/\.$/u, '');
  if (rest === '') return true;
  if (/[.!?]\s+\p{Lu}\p{Ll}+\s\p{Ll}/u.test(rest) || rest.length > 100) return false;
  if (/^(?:in|for|at|from|with|avec|mit|con|and|of|reports?|special to)\s+(?:the\s+)?[\p{Lu}\p{Lo}]/iu.test(rest)) return !hasSentence(rest);
  return /^[,|;/(–—-]/u.test(rest) && (ROLE_WORD.test(rest) || !hasSentence(rest));
}

/** Small words that no name of an office or place has. */
function hasSentence(text: string): boolean {
  const small = text.match(/(?<![\p{L}\p{N}'’.@/-])\p{Ll}[\p{L}'’]*/gu) ?? [];
  return small.some((word) => !/^(?:in|for|at|from|with|and|of|the|de|la|to|by|avec|mit|con|special|photos?|photographs?|pictures?|illustrations?|local|time|reports?|reporting)$/u.test(word));
}

function agencyIn(rest: string): Byline | null {
  const match = AGENCY.exec(rest);
  const name = match?.[1];
  if (name !== undefined && fitsTail(rest.slice(match?.[0].length ?? 0))) return { author: name.trim() };
  const alone = ONE_NAME.exec(rest)?.[1];
  return alone !== undefined && isPersonal(alone) ? { author: alone } : null;
}

function callingIn(line: string): Byline | null {
  if (STAFF.test(line)) return { author: line };
  const match = NAME_AND_CALLING.exec(line);
  const names = match === null ? [] : splitNames(match[1] ?? '');
  return names.length > 0 && names.every(isPersonal) ? { author: joinNames(names) } : null;
}

/** "and" between names in capitals is written large too. */
function withSmallAnd(text: string): string {
  return text.replace(/(?<=\s)AND(?=\s)/gu, 'and');
}
