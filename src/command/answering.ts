import type { Answer, Stage } from '../search/answer.ts';
import type { SearchRequest } from '../search/searcher.ts';
import { isolate } from '../words/direction.ts';
import en from '../words/languages/en.ts';
import type { Words } from '../words/words.ts';
import type { Caller, Context, Quote, Reply } from '../command.ts';
import { sourceActions } from './quote-actions.ts';
import { keepResults, listActions, quotesOf, type Results } from './results.ts';

interface Asked extends Pick<SearchRequest, 'question' | 'limit' | 'articles'> {
  /** What to say above the quotes before all else. */
  readonly told?: string | null;
  /** Something to know about the answer. */
  readonly notice: string | null;
  readonly heading: string;
  /** What is thrown where there is no word to look for; made only then, since an error tells where it was made. */
  readonly refusal: () => Error;
}

/** An answer, and what a reply shows of it. */
export interface Answered {
  readonly answer: Answer;
  readonly shown: Pick<Reply, 'heading' | 'lead' | 'quotes' | 'actions' | 'notice' | 'stage' | 'again'> & { readonly quotes: readonly Quote[] };
}

/** Answers a question with quotes that can be paged, cited and shared. Throws `refusal` for one without a word to look for. */
export async function answerQuestion({ told = null, notice, heading, refusal, ...request }: Asked, context: Context, caller: Caller): Promise<Answered> {
  const { words } = caller;
  const answer = await context.searcher.search(request);
  if (answer.words === 0) throw refusal();
  const { hits } = answer;
  const stage = stageText(answer.stage, words.search);
  const lead = [told, ...leadOf(answer, words.search)].filter((line) => line !== null).join(' ') || null;
  const found = hits.map(({ paragraph: { source }, excerpt, also }) => ({ source, excerpt, also: also.map((other) => other.source) }));
  const results = { question: request.question, heading, lead, notice, stage, size: request.limit, ...listed(answer) };
  const list = found.length === 0 ? null : await keepResults(results, context, caller);
  const quotes = await quotesOf(found, list?.id ?? null, context, caller);
  return {
    answer,
    shown: {
      heading, lead, notice, stage, quotes,
      actions: [...sourceActions(quotes, caller), ...(list === null ? [] : listActions(list, 1, words))],
      again: list === null ? null : { command: 'results', options: { list: list.id, page: '1' } },
    },
  };
}

/** Near misses are not paged through: there is nothing better behind them. */
function listed({ confidence, hits, further }: Answer): Pick<Results, 'entries' | 'settled'> {
  const shown = hits.map(({ paragraph, also }) => [paragraph, ...also].map(({ source }) => source.id));
  return { entries: confidence === 'absent' ? shown : [...shown, ...further.map((id) => [id])], settled: shown.length };
}

/** Small print; for scripts in English, whoever asks. */
export function stageText({ index, model, without }: Stage, said: Words['search'] = en.search): string {
  if (model !== null) return said.byMeaning(index, model);
  return without === null ? said.byWords(index) : `${said.byWords(index)} · ${said.withoutMeaning[without]}`;
}

function leadOf({ confidence, missing, didYouMean, hits }: Answer, said: Words['search']): string[] {
  const lines: string[] = [];
  if (confidence === 'unsure') lines.push(said.unsure);
  if (confidence === 'absent') lines.push(hits.length === 0 ? said.absent : said.nearMisses);
  if (missing.length > 0 && confidence !== 'answer') lines.push(said.foundNowhere(missing.map(isolate).join(', ')));
  if (didYouMean !== null) lines.push(said.searchedAs(isolate(didYouMean)));
  return lines;
}
