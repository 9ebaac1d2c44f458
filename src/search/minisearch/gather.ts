import { HEADLINE_BOOST, saturation } from '../bm25.ts';
import { gateSize, RESCORED } from '../gate.ts';
import type { CandidateQuery, CandidateTerm } from '../port.ts';
import { Top } from '../top.ts';
import { FIELDS, HEADLINE, TEXT, type Field, type Postings, type PostingsView } from './postings.ts';

interface Wanted {
  readonly postings: readonly [Postings | undefined, Postings | undefined];
  readonly worth: readonly [number, number];
  readonly df: number;
}

export interface Gathered {
  readonly document: number;
  readonly score: number;
}

/**
 * Documents that hold the terms, best first, by BM25+ over text and headline. Selective words gather, then all words
 * score the best of what they gathered (see `gateSize`); where `allowed` leaves too few, further words gather too.
 */
export function gather(view: PostingsView, terms: readonly CandidateTerm[], { limit, most = limit }: Pick<CandidateQuery, 'limit' | 'most'>, allowed: (document: number) => boolean): Gathered[] {
  const wanted = terms.map((term) => wantedTerm(view, term)).filter(({ df }) => df > 0).sort((a, b) => a.df - b.df);
  const size = Math.max(RESCORED, most);
  const scores = scratch(view.end);
  const touched: number[] = [];
  const before = (a: number, b: number): boolean => view.idOf(a) < view.idOf(b);
  let top = new Top(size, before);
  for (let from = 0, to = gateSize(wanted.map(({ df }) => df), view.paragraphs); from < wanted.length; from = to, to++) {
    for (const term of wanted.slice(from, to)) addAll(view, term, scores, touched);
    top = new Top(size, before);
    for (const document of touched) if (view.isLive(document) && allowed(document)) top.add(document, scores[document] ?? 0);
    if (top.length < limit && to < wanted.length) continue;
    const found = rescore(view, wanted.slice(to), top.items(), scores).slice(0, most);
    for (const document of touched) scores[document] = 0;
    return found;
  }
  return [];
}

let kept = new Float64Array(1_024);

/** All zero; whoever changes a place sets it back. One array for all questions: none of them waits in between, and clearing it costs more than a question. */
function scratch(size: number): Float64Array {
  if (kept.length < size) kept = new Float64Array(Math.ceil(size * 1.25));
  return kept;
}

function wantedTerm(view: PostingsView, { term, text, headline }: CandidateTerm): Wanted {
  const postings = [view.postings(term, TEXT), view.postings(term, HEADLINE)] as const;
  return { postings, worth: [text, HEADLINE_BOOST * headline], df: Math.max(view.df(term, TEXT), view.df(term, HEADLINE)) };
}

function addAll(view: PostingsView, { postings, worth }: Wanted, scores: Float64Array, touched: number[]): void {
  for (const field of FIELDS) {
    const average = view.averageLength(field);
    for (const [document, frequency] of postings[field] ?? []) {
      const before = scores[document] ?? 0;
      if (before === 0) touched.push(document);
      scores[document] = before + worth[field] * saturation(frequency, view.length(document, field), average);
    }
  }
}

function rescore(view: PostingsView, others: readonly Wanted[], documents: readonly number[], scores: Float64Array): Gathered[] {
  const found = documents.map((document) => {
    let score = scores[document] ?? 0;
    for (const term of others) for (const field of FIELDS) score += scoreOf(view, term, field, document);
    return { document, score };
  });
  return others.length === 0 ? found : found.sort((a, b) => b.score - a.score || (view.idOf(a.document) < view.idOf(b.document) ? -1 : 1));
}

function scoreOf(view: PostingsView, { postings, worth }: Wanted, field: Field, document: number): number {
  const frequency = postings[field]?.get(document);
  return frequency === undefined ? 0 : worth[field] * saturation(frequency, view.length(document, field), view.averageLength(field));
}
