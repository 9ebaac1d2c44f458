/**
 * English words that carry no topic. Based on the Snowball and NLTK lists. "us" and "un" are not among them:
 * as people type, they are a country and an organisation far more often than a pronoun or a prefix.
 * Words that are stop words only in lower case ("who", "it") are kept when written in capitals: see analysis.ts.
 */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about above after again against all also am an and any are aren as at be because been before being below
  between both but by can cannot could couldn d did didn do does doesn doing don down during each etc few for from
  further had hadn has hasn have haven having he her here hers herself him himself his how i if in into is isn it its
  itself just ll m ma may me might more most much must my myself nor not now o of off on once only or other our ours
  ourselves out over own re s same shall she should shouldn so some such t than that the their theirs them themselves
  then there these they this those through to too under until up upon ve very was wasn we were weren what when where
  which while who whom whose why will with won would wouldn y you your yours yourself yourselves please tell`
    .split(/\s+/u),
);
