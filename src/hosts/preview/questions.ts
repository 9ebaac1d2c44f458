import type { Context } from '../../command.ts';

const WANTED = 3;
/** So many recent titles are looked at. */
const LOOKED_AT = 40;
/** So many of them are asked for; a search takes its time in a large archive. */
const ASKED = 12;
/** A longer one is no question to read at a glance. */
const MAX_LENGTH = 120;

/** Gives the questions of {@link worthAsking}; they are chosen anew when the archive has changed. */
export function askableQuestions(context: Context): () => Promise<readonly string[]> {
  let chosen: { readonly sequence: number; readonly questions: Promise<readonly string[]> } | null = null;
  return async () => {
    const sequence = await context.store.sequence();
    if (chosen?.sequence !== sequence) chosen = { sequence, questions: worthAsking(context) };
    try {
      return await chosen.questions;
    } catch (error) {
      // The next page that opens asks anew.
      chosen = null;
      throw error;
    }
  };
}

/**
 * Three questions worth asking of this archive: its own titles, those that ask something first, of different publishers
 * as far as there are, and those to which it has an answer before those to which it may have. Fewer, when it has fewer.
 */
async function worthAsking({ store, searcher }: Context): Promise<readonly string[]> {
  const { articles } = await store.latest({}, LOOKED_AT);
  const titles = articles.filter(({ title }) => title.length <= MAX_LENGTH).sort((a, b) => rank(a.title) - rank(b.title)).slice(0, ASKED);
  const chosen = new Map<string, string | null>();
  const spare = new Set<string>();
  const unsure = new Set<string>();
  for (const { title, publisher } of titles) {
    if (chosen.size === WANTED) break;
    const question = asQuestion(title);
    const { confidence } = await searcher.search({ question, limit: 1, articles: null });
    if (confidence === 'unsure') unsure.add(question);
    if (confidence !== 'answer') continue;
    if ([...chosen.values()].includes(publisher)) spare.add(question);
    else chosen.set(question, publisher);
  }
  return [...new Set([...chosen.keys(), ...spare, ...unsure])].slice(0, WANTED);
}

function rank(title: string): number {
  return title.trim().endsWith('?') ? 0 : 1;
}

/** A title that asks stays as it is; others are asked about, in words that no search looks for. */
function asQuestion(title: string): string {
  const plain = title.trim().replace(/[.!\s]+$/u, '');
  return plain.endsWith('?') ? plain : `What about ‘${plain}’?`;
}
