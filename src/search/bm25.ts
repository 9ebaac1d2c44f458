/** BM25+ (Lv and Zhai 2011). Values near these gave the same figures on four collections. */
const K = 1.2;
const B = 0.75;
const D = 0.5;

/** A headline speaks for all paragraphs of its article, a paragraph for itself. */
export const HEADLINE_BOOST = 0.9;

/** What a word that stands `frequency` times in a text is worth, in shares of its idf; `length` in terms, repeats included. */
export function saturation(frequency: number, length: number, averageLength: number): number {
  return D + (frequency * (K + 1)) / (frequency + K * (1 - B + (B * length) / averageLength));
}

/** BM25's inverse document frequency (Robertson and Zaragoza 2009), never negative. */
export function idf(paragraphs: number, df: number): number {
  return Math.log(1 + (paragraphs - df + 0.5) / (df + 0.5));
}
