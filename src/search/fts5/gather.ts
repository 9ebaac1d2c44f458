import type { Connection, Row } from '../../store/connection.ts';
import { HEADLINE_BOOST, saturation } from '../bm25.ts';
import { gateSize, RESCORED } from '../gate.ts';
import type { Candidate, CandidateQuery, CandidateTerm, Statistics } from '../port.ts';
import { split } from './writer.ts';

const FOUND = 'SELECT id, text, headline, rank FROM fts_words JOIN fts_rows ON row = fts_words.rowid WHERE fts_words MATCH ?1';
const IN_ARTICLES = 'AND article IN (SELECT value FROM json_each(?3))';

/** As MiniSearch's gathering (see minisearch/gather.ts): selective words find, all words score the best of what they found. */
export function gather(db: Connection, query: CandidateQuery, statistics: Statistics): Candidate[] {
  const worth = new Map(query.terms.map((term) => [term.term, term]));
  const wanted = query.terms
    .map((term, place) => ({ term, df: Math.max(statistics.text.df[place] ?? 0, statistics.headline.df[place] ?? 0) }))
    .filter(({ df }) => df > 0)
    .sort((a, b) => a.df - b.df);
  const most = query.most ?? query.limit;
  const size = Math.max(RESCORED, most);
  for (let to = gateSize(wanted.map(({ df }) => df), statistics.paragraphs); to <= wanted.length && to > 0; to++) {
    const match = matchOf(wanted.slice(0, to).map(({ term }) => term.term), query);
    const rows = found(db, match, query, size);
    if (rows.length < query.limit && to < wanted.length) continue;
    const scored = rows.map(({ id, text, headline }): Candidate => {
      const score =
        scoreOf(split(text), worth, 'text', statistics.text.averageLength) + HEADLINE_BOOST * scoreOf(split(headline), worth, 'headline', statistics.headline.averageLength);
      return { id: String(id), score };
    });
    return scored.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, most);
  }
  return [];
}

/**
 * The best by FTS5's own ranking, which alone is fast. Where equal ones stand on both sides of the cut, it goes by their ids instead
 * of by which came first, so that the answer does not depend on how the index was built.
 */
function found(db: Connection, match: string, { articles, except }: Pick<CandidateQuery, 'articles' | 'except'>, size: number): readonly Row[] {
  const values = [match, size + 1, ...(articles === null ? [] : [JSON.stringify([...articles])]), ...(except === undefined ? [] : [except])];
  const sql = [FOUND, ...(articles === null ? [] : [IN_ARTICLES]), ...(except === undefined ? [] : [`AND article <> ?${values.length}`])].join(' ');
  const rows = db.all(`${sql} ORDER BY rank LIMIT ?2`, ...values);
  if (rows.length <= size) return rows;
  return (rows[size]?.['rank'] === rows[size - 1]?.['rank'] ? db.all(`${sql} ORDER BY rank, id LIMIT ?2`, ...values) : rows).slice(0, size);
}

function matchOf(terms: readonly string[], { required, excluded }: CandidateQuery): string {
  const any = `(${terms.map(quoted).join(' OR ')})`;
  const all = [any, ...required.map(quoted)].join(' AND ');
  return excluded.length === 0 ? all : `(${all}) NOT (${excluded.map(quoted).join(' OR ')})`;
}

/** FTS5 reads no further than a NUL. */
function quoted(term: string): string {
  return `"${term.replaceAll('\0', ' ').replaceAll('"', '""')}"`;
}

function scoreOf(terms: readonly string[], worth: ReadonlyMap<string, CandidateTerm>, field: 'text' | 'headline', averageLength: number): number {
  const counts = new Map<CandidateTerm, number>();
  for (const term of terms) {
    const asked = worth.get(term);
    if (asked !== undefined) counts.set(asked, (counts.get(asked) ?? 0) + 1);
  }
  let score = 0;
  for (const [asked, frequency] of counts) score += asked[field] * saturation(frequency, terms.length, averageLength);
  return score;
}
