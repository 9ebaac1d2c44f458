/** Grammar of personal names in any script, as sources of regular expressions (flag u). */

const CAPITAL = String.raw`[\p{Lu}\p{Lt}][\p{L}\p{M}'’ʼ.-]*`;
const UNCASED = String.raw`(?:\p{Lo}[\p{Lo}\p{M}'’ʼ·-]*)`;
const PREFIXED = String.raw`(?:al|el|an|as|ash|ad|ar|az|at|d|l|o|de|ben)[-'’]\p{Lu}[\p{L}\p{M}'’-]*`;
const PARTICLE = '(?:van|von|der|den|de|da|di|du|del|della|dos|das|la|le|bin|bint|ibn|al|el|ul|ter|ten|zu|af|av|y|e|abu|Abu)';
const TOKEN = `(?:${CAPITAL}|${UNCASED}|${PREFIXED})`;
const SUFFIX = String.raw`(?:,?\s(?:Jr|Sr)\.?|\s(?:II|III|IV)\b)`;

/** Two words or more; one is enough in a script that writes names without spaces. */
const NAME = String.raw`(?:(?:${PARTICLE}\s)?${TOKEN}(?:\s(?:${PARTICLE}\s){0,3}${TOKEN}){1,5}${SUFFIX}?|\p{Lo}[\p{Lo}\p{M}·]+)`;
const JOIN = String.raw`(?:\s*,?\s(?:and|und|et|y|e|и|و)\s|\s?&\s?|\s?,\s?|\s?、)`;
const LAST_JOIN = String.raw`(?:\s*,?\s(?:and|und|et|y|e|и|و)\s|\s?&\s?)`;
/** One name, or several of which the last is joined by "and". */
export const NAMES = `(?:${NAME}(?:${JOIN}${NAME}){0,8}${LAST_JOIN}${NAME}|${NAME})`;

const SPLIT = new RegExp(String.raw`${LAST_JOIN}|\s?,\s(?!(?:Jr|Sr)\b)|\s?、`, 'u');
/** Capitalised words that open sentences and headings, and names of days: never part of a person's name. */
const NO_NAME = new RegExp(
  String.raw`^(?:A|An|The|This|That|These|In|On|At|By|For|From|To|With|And|But|Or|If|When|While|After|Before|Since|As|It|He|She|They|We|You|I|There|What|Why|How|Who|Which|Our|Their|His|Her|Its|My|Not|No|Yes|All|Some|Many|Most|Last|Next|More|Less|Contrast|Comparison|Land|Sea|Air|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|June|July|September|October|November|December|Today|Yesterday|Tomorrow)$`,
  'u',
);
const TITLES = /^(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Mx|Sir|Dame|Rev|Sheikh|Lt|Gen|Col|Maj|Capt|Brig|Adm|Amb|Ambassador|Sen|Rep)\.?\s)+(?=\S+\s\S)/u;

const ALONE = new RegExp(`^${NAMES}$`, 'u');

/** Whether a text is nothing but a person's name, or several. */
export function isNameAlone(text: string): boolean {
  const plain = withoutTitle(text.trim());
  return plain.length <= 80 && ALONE.test(plain) && splitNames(plain).every(isPersonal);
}

/** The single names of a list. */
export function splitNames(list: string): string[] {
  return list.split(SPLIT).map((name) => name.trim()).filter((name) => name !== '');
}

/** `A`, `A and B`, `A, B and C` */
export function joinNames(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

export function withoutTitle(name: string): string {
  return name.replace(TITLES, '');
}

/** Whether what has the form of a name has no word that names never hold. */
export function isPersonal(name: string): boolean {
  return !name.split(/\s+/u).some((word, place) => NO_NAME.test(word) && !(place > 0 && word.length === 1));
}
