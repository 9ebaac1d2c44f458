import type { ParsedArticle } from './format.ts';

type Detect = (text: string) => string | null;

/** Enough of an article to tell its language. */
const SAMPLE = 2_000;
/** Shorter texts are told wrongly too often: "Riot police" is taken for Czech. */
const SHORTEST = 80;
const UNKNOWN = 'en';

/** Tells articles' languages (ISO 639-1) by their letters and their frequent letter groups. Loaded when first needed: it takes as long as the rest of a start. */
export async function languageTeller(): Promise<(articles: readonly ParsedArticle[]) => string[]> {
  const { eld } = await import('eld/extrasmall');
  const detect: Detect = (text) => {
    if (text.length < SHORTEST) return null;
    const found = eld.detect(text);
    return found.language !== '' && found.isReliable() ? found.language : null;
  };
  return (articles) => languagesOf(articles, detect);
}

/** A short article has the language that most of its page has. */
function languagesOf(articles: readonly ParsedArticle[], detect: Detect): string[] {
  const told = articles.map((article) => detect(sample(article)));
  const counts = new Map<string, number>();
  for (const language of told) if (language !== null) counts.set(language, (counts.get(language) ?? 0) + 1);
  const [[common] = []] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const fallback = common ?? detect(articles.map(sample).join('\n')) ?? UNKNOWN;
  return told.map((language) => language ?? fallback);
}

function sample({ title, paragraphs }: ParsedArticle): string {
  let text = title;
  for (const paragraph of paragraphs) {
    if (text.length >= SAMPLE) break;
    text += `\n${paragraph.text.slice(0, SAMPLE - text.length)}`;
  }
  return text;
}
