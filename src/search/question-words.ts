/**
 * Words that ask, and auxiliaries, which the stop word lists of @orama/stopwords lack for some languages: they are made for texts,
 * and texts seldom ask. In a question they say nothing of its topic. By ISO 639-1 code.
 */
export const QUESTION_WORDS: Readonly<Record<string, string>> = {
  ar: 'لماذا',
  da: 'hvem hvad hvilken hvilket hvilke hvornår hvorfor hvordan',
  de: 'wer wen wem wessen wann woher wohin warum wieso weshalb weswegen wieviel wieviele wodurch wofür womit woran worüber wovon wozu wurde wurden worden',
  el: 'ποιος ποια ποιο ποιοι τι πότε πού γιατί πώς πόσο πόσα πόσοι',
  fi: 'milloin miten kuinka',
  fr: 'quoi quand où comment combien pourquoi lequel laquelle lesquels lesquelles dont',
  it: 'cosa quali quando',
  nl: 'welke welk wanneer waar waarom hoe hoeveel waarmee waarvoor werden',
  no: 'hvem hva hvilken hvilket hvilke når hvor hvorfor hvordan',
  pt: 'quais onde quanto quanta quantos quantas porque porquê',
  ru: 'кого кому какие откуда почему сколько чей',
  tr: 'kaç',
  uk: 'хто кого кому що який яка яке які де куди звідки чому як коли скільки був була було були',
};
