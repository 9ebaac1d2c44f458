import { sentences } from '../../archive/sentences.ts';
import { isPersonal, joinNames, NAMES, splitNames, withoutTitle } from './names.ts';

/** A closing biography of an article's author. */
export interface Bio {
  /** Null for "The author is …": a biography that names nobody. */
  readonly authors: readonly string[] | null;
  /** The sentences that name the authors, as written. */
  readonly attribution: string;
}

const CALLING =
  '(?:fellow|editor|journalist|reporter|correspondent|columnist|author|co-author|researcher|analyst|writer|lecturer|contributor|scholar|historian|commentator|blogger|essayist|critic|professor|photojournalist|novelist|academic|freelancer|director|founder|co-founder|economist|political scientist|scientist|broadcaster|poet|consultant|adviser|advisor|associate|candidate|filmmaker|producer|presenter|host|expert|specialist|strategist|chair|chairman|chairwoman|chief|head|manager|officer|coordinator|president|executive|dean|principal|photographer|translator|illustrator|artist|teacher|student|physician|doctor|nurse|psychologist|sociologist|anthropologist|physicist|biologist|engineer|chef|partner|lawyer|attorney|advocate|activist|member|staff)s?';
/** Callings of people who write; the others are in the news as often, and need an institution of study or the press. */
const WRITING = /\b(?:fellow|editor|journalist|reporter|correspondent|columnist|author|co-author|researcher|analyst|writer|lecturer|contributor|scholar|historian|commentator|blogger|essayist|critic|professor|photojournalist|novelist|academic|freelancer)s?\b/iu;
const INSTITUTION =
  /\b(?:Institut\p{L}*|Universit\p{L}*|College|School|Cent(?:er|re)|Foundation|Network|Forum|Project|Program(?:me)?|Review|Journal|Magazine|Post|Times|News|Press|Initiative|Studies|Policy|Research|Media|Report|Bureau|Guardian|BBC|think tank|Atlantic Council|Crisis Group|Chatham House|Observatory|Lab|Library|Museum|Books|Podcast|(?:is|are) the author)\b/u;
const ORGANISATION =
  /\b(?:Watch|International|Agency|Organi[sz]ation|Ministry|Council|Army|State|Group|Union|Nations|Party|Bank|Committee|Front|Forces?|Movement|Institute|University|Network|Association|Foundation|Cent(?:er|re)|Company|Government|Parliament|Court|Police|Command)\b/u;
const HANDLE = String.raw`(?:\s*\((?:@|[^()]{0,30}@)[^()]{1,40}\)|\s+@\w+)?`;
const OPENING = new RegExp(
  String.raw`^(?:[Aa]bout\s+the\s+[Aa]uthors?\s*:?\s+|[Tt]he\s+(?:author|writer)s?,\s+)?(${NAMES}|(?:[Tt]he|[Tt]his)\s+(?:author|writer|columnist|reporter)s?)${HANDLE}(?:,\s[^.!?]{2,140}?,)?\s+(is|was|are|were|has been|writes?|teach(?:es)?|covers?|reports?|reported|works?|serves?|leads?|heads?|runs?|edits?|directs?|holds?|lives?|blogs?|tweets?|can be|has\s(?:covered|written|worked|reported|taught|published|edited))\b`,
  'u',
);
const BEING = new RegExp(
  String.raw`^\s+(?:also\s+|currently\s+|previously\s+|formerly\s+)?(?:(?:an?|the|one of the|[\p{Lu}][\p{L}\p{M}'’. -]{0,60}['’]s?|[\p{L}'’&-]+)\s+)?((?:[\p{L}\p{N}'’&/,.-]+\s+){0,10}(?:${CALLING}))\b`,
  'iu',
);
const BASED = /^\s+(?:based|currently based)\s+in\b|^\s+(?:[\p{L}'’-]+\s+){0,3}(?:pursuing|completing)\s+(?:an?|his|her|their)\s+(?:Ph\.?D|doctorate|master|degree)/iu;
const DOING: Readonly<Record<string, RegExp>> = {
  write: /^\s+(?:\S+\s+){0,2}?(?:about|on|for|from|regularly|frequently|widely|extensively|a\s+(?:weekly|monthly|regular)|the\s)/iu,
  teach: /^\s/u,
  cover: /^\s+[\p{L}]/u,
  report: /^\s+(?:on|for|from|about)\b/iu,
  other: /^\s+(?:as|at|for|on|in|the|of|research|with|a\b)/iu,
};
/** What a biography tells of somebody behind "who"; anything else is what they are in the news for. */
const WHO = /\bwho\s+(?:\p{L}+ly\s+)?(?!(?:writes?|wrote|covers?|covered|stud(?:y|ies|ied)|speciali[sz]es?|focus(?:es)?|teach(?:es)?|taught|works?|worked|lives?|lived|has|have|is|are|was|were|research(?:es)?|reports?|reported|served?|serves|spent|divides?|splits?|edits?|edited|runs?|directs?|leads?|previously|also)\b)\p{L}/iu;
/** How the further sentences of a biography start. */
const GOES_ON = /^(?:(?:previously|currently|formerly|before|until|since|from|in|after|as|at)\b|(?:he|she|they|[\p{Lu}][\p{L}\p{M}.'’-]*(?:\s[\p{Lu}][\p{L}\p{M}.'’-]*){0,3})\s+(?:(?:also|now|currently|previously|formerly|regularly|frequently|often|\p{L}+ly)\s+)*(?:is|are|was|were|has|have|had|writes?|wrote|teach(?:es)?|taught|covers?|covered|reports?|reported|works?|worked|serves?|served|leads?|led|heads?|headed|runs?|ran|edits?|edited|directs?|directed|holds?|lives?|lived|blogs?|tweets?|can|speciali[sz]es?|focus(?:es)?|stud(?:y|ies|ied)|research(?:es)?|grew|spent|received|earned|won|publish(?:es|ed)?|contributes?|contributed|divides?|splits?|tells?|appears?|advis(?:es?|ed)|briefs?|consults?|lectures?|hosts?|hosted|co-\p{L}+|founded|joined|graduated|travels?|travelled|traveled|may|speaks?|posts?|produces?|produced|translates?|translated|blogged)\b|(?:his|her|their|its)\s|(?:the\s+)?(?:views|opinions)\b|(?:follow|contact|reach|e-?mail|find|read|twitter|@)|\()/iu;
/** What people in the news do, and biographies never tell. */
const NEWS =
  /\b(?:said|says|told|added|announced|declined|denied|accused|arrested|killed|wounded|died|dead|attacked|detained|sentenced|charged|condemned|warned|urged|vowed|resigned|hasn['’]?t|has not|did not|was not|lost|escaped|fled|according to|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|last (?:week|month|night)|this (?:week|month)|amputee|suspect|victim|spokes(?:man|woman|person))\b/iu;
const FOLLOW = /^(?:you can\s+)?(?:follow|contact|reach|e-?mail|find|tweet)\s+(?:him|her|them|the author|[\p{Lu}]\S+)\b|^(?:twitter|e-?mail)\s*:|^(?:he|she|they)\s+(?:tweets?|can be|is on twitter|blogs?)\b/iu;
const DISCLAIMER = /\bviews?\b.{0,60}\b(?:author|writer|expressed|own)|^(?:this (?:article|piece|story|post|op-?ed)|additional reporting|editing by|\(?reporting by|copyright|©|originally published|read more|see also)\b/iu;
const LONGEST = 1500;

/** The biography that this text is, or null. `body` gives the text before it: nobody is told about in an article of their own. */
export function bioIn(text: string, body: () => string): Bio | null {
  if (text.length > LONGEST) return null;
  const plain = text.replace(/^[\s*_~—–-]+|[\s*_~]+$/gu, '');
  const authors: string[] = [];
  const naming: string[] = [];
  let anonymous = false;
  for (const { start, end } of sentences(plain)) {
    const sentence = plain.slice(start, end);
    const names = namesIn(sentence);
    if (names === null) {
      if ((naming.length === 0 && !anonymous) || !GOES_ON.test(sentence)) return null;
      continue;
    }
    if (names.length === 0) anonymous = true;
    else {
      authors.push(...names);
      naming.push(sentence);
    }
  }
  // "Omar Said" is a name.
  const told = authors.reduce((rest, author) => rest.replaceAll(author, ''), plain);
  if (NEWS.test(told) || WHO.test(told) || isAnyMentioned(authors, body)) return null;
  if (authors.length === 0) return anonymous ? { authors: null, attribution: '' } : null;
  const [first = '', ...others] = naming;
  const last = others.at(-1) ?? '';
  const from = text.indexOf(first);
  const attribution = last === '' ? first : text.slice(from, text.indexOf(last, from) + last.length);
  return { authors: [...new Set(authors)], attribution };
}

/** Whether a text opens with what a person is or does, of whom `body` does not tell. */
export function tellsOfSomebody(text: string, body: () => string): boolean {
  const subject = text.length > LONGEST || NEWS.test(text) || WHO.test(text) ? undefined : OPENING.exec(text)?.[1];
  const names = subject === undefined || ORGANISATION.test(subject) ? [] : splitNames(subject);
  return names.length > 0 && names.every((name) => /\s/u.test(name) && isPersonal(name)) && !isAnyMentioned(names, body);
}

/** A line that goes with a biography: where to follow the author. */
export function isFollowLine(text: string): boolean {
  return text.length < 200 && FOLLOW.test(text.trim());
}

/** What may stand behind a biography: whose views these are, where the text was first printed. */
export function isDisclaimer(text: string): boolean {
  return text.length < 500 && DISCLAIMER.test(text.trim());
}

export function authorsOf(bios: readonly Bio[]): string {
  return joinNames([...new Set(bios.flatMap((bio) => bio.authors ?? []))]);
}

/** The persons whom a biography's sentence names; empty for "The author is …"; null for any other sentence. */
function namesIn(sentence: string): string[] | null {
  const match = OPENING.exec(sentence);
  if (match === null) return null;
  const [opening, subject = '', verb = ''] = match;
  if (!tellsCalling(verb.toLowerCase(), sentence.slice(opening.length), sentence)) return null;
  if (/^(?:the|this)\s/iu.test(subject)) return [];
  const names = splitNames(subject).map(withoutTitle);
  if (ORGANISATION.test(subject)) return null;
  return names.every((name) => /^[\p{Lu}\p{Lt}\p{Lo}]|^(?:al|el|van|von|de|bin|ibn)\b/u.test(name) && /\s|\p{Lo}/u.test(name) && isPersonal(name)) ? names : null;
}

function tellsCalling(verb: string, rest: string, sentence: string): boolean {
  if (/^(?:is|was|are|were|has been)$/u.test(verb)) {
    if (BASED.test(rest)) return true;
    const match = BEING.exec(rest);
    if (match === null) return false;
    return WRITING.test(match[1] ?? '') || INSTITUTION.test(sentence) || /\bbased in \p{Lu}/u.test(sentence);
  }
  const stem = verb.replace(/^has\s/u, '').replace(/(?:es|s|ed)$/u, '').replace(/^writ$/u, 'write');
  return (DOING[stem] ?? DOING['other'])?.test(rest) ?? false;
}

function isAnyMentioned(authors: readonly string[], body: () => string): boolean {
  if (authors.length === 0) return false;
  const text = body();
  return authors.some((author) => isMentioned(author, text));
}

/** By the last name, as news tells of people. */
function isMentioned(author: string, body: string): boolean {
  const words = author.replace(/,?\s(?:Jr|Sr)\.?$|\s(?:II|III|IV)$/u, '').split(/\s+/u);
  const last = (words.at(-1) ?? '').replace(/^(?:al|el|as|ash)-/iu, '');
  if (last.length < 3) return body.includes(author);
  const escaped = last.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\p{L}\p{M}])${escaped}(?![\p{L}\p{M}])`, 'u').test(body);
}
