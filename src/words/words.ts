import { loadByName } from '../loader.ts';
import en from './languages/en.ts';

/** What the bot says in one language: texts, and functions that make them of what is told. */
export type Words = typeof en;

/** Whom the bot speaks to: in which language, and how dates and numbers are written there (BCP 47). */
export interface Voice {
  readonly words: Words;
  readonly locale: string;
}

/** By language as Discord names them (`de`, `pt-BR`): the file's name. English is always there. */
export type Languages = ReadonlyMap<string, Words>;

/** The languages of `src/words/languages/`: the folder is the list. */
export async function loadLanguages(folder = new URL('./languages/', import.meta.url)): Promise<Languages> {
  return loadByName(folder, checkWords);
}

/** Every text of English, and no other, as a text or as a function like it. */
function checkWords(exported: unknown): Words {
  const missing = differences(textsOf(en), textsOf(exported));
  if (missing.length > 0) throw new Error(`it differs from English in ${missing.slice(0, 5).join(', ')}`);
  return exported as Words;
}

/** Without what only other languages have. */
function textsOf(words: unknown): unknown {
  return isTexts(words) ? { ...words, commands: {} } : words;
}

/** Names of the texts that one has and the other has not, or of another type. */
function differences(one: unknown, other: unknown, name = ''): string[] {
  if (!isTexts(one) || !isTexts(other)) return typeof one === typeof other && isTexts(one) === isTexts(other) ? [] : [name];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((key) => differences(one[key], other[key], name === '' ? key : `${name}.${key}`));
}

function isTexts(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** The longest that RFC 5646 has programs expect. */
const LONGEST_LOCALE = 35;

/**
 * The words of a locale, else of the nearest it is a part of (`zh-Hant-TW`, `zh-Hant`, `zh`: RFC 4647, lookup), else English; dates
 * and numbers then are written as in English, too. Whatever a program gives as its locale, somebody is spoken to.
 */
export function voiceOf(languages: Languages, locale: string | null | undefined): Voice {
  const known = voices.get(languages) ?? new Map<string, Voice>();
  voices.set(languages, known);
  const key = (locale ?? '').slice(0, LONGEST_LOCALE);
  const voice = known.get(key) ?? findVoice(languages, key);
  // A client names one of some thirty; what invents them must not fill the memory.
  if (known.size < MOST_LOCALES) known.set(key, voice);
  return voice;
}

const MOST_LOCALES = 200;
/** Found once for each locale: every interaction tells one. */
const voices = new WeakMap<Languages, Map<string, Voice>>();

function findVoice(languages: Languages, locale: string): Voice {
  let written: string | null = null;
  for (let tag = locale.replaceAll('_', '-'); tag !== ''; tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))) {
    const known = canonical(tag);
    if (known === null) continue;
    written ??= known;
    const words = languages.get(known);
    if (words !== undefined) return { words, locale: written };
  }
  return { words: en, locale: 'en' };
}

/** `pt-br` as `pt-BR`; null for what is no name of a locale. */
function canonical(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}
