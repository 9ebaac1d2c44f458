import { foldName } from '../archive/fold.ts';
import type { Connection, Row } from './connection.ts';
import { SELECT_ARTICLE, text, toArticle } from './rows.ts';
import type { StoredArticle } from './store.ts';

/** Letters that the trigram index needs. */
const TRIGRAM = 3;
/** A part that so many titles hold is too common for an order among them to matter. */
const MOST_SORTED = 2_000;

const BEGINNING = 'SELECT row FROM articles WHERE title_folded >= ?1 AND title_folded < ?2 ORDER BY title_folded, id LIMIT ?3';
const HOLDING = `
SELECT row FROM articles WHERE row IN (SELECT rowid FROM title_parts WHERE title_parts MATCH ?1 LIMIT ${MOST_SORTED})
ORDER BY title_folded, id LIMIT ?2`;
/** One or two letters: common ones are found at once, and there are few titles without. */
const HOLDING_SHORT = 'SELECT row FROM articles WHERE instr(title_folded, ?1) > 0 LIMIT ?2';
const BY_ROW = `${SELECT_ARTICLE} JOIN json_each(?) wanted ON a.row = wanted.value ORDER BY wanted.key`;

/** Articles whose folded title begins with `part`, then those that hold it, then those that hold all of its words; each by title. */
export function findByTitle(db: Connection, part: string, limit: number): StoredArticle[] {
  const typed = foldName(part);
  const rows = new Set<number>();
  const add = (found: readonly Row[]): void => {
    for (const { row } of found) if (rows.size < limit) rows.add(Number(row));
  };
  if (typed !== '') add(db.all(BEGINNING, typed, `${typed}\u{10FFFF}`, limit));
  if (rows.size < limit) add(holding(db, [typed], limit));
  if (rows.size < limit) add(holding(db, typed.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== ''), limit));
  return db.all(BY_ROW, JSON.stringify([...rows])).map(toArticle);
}

/** Titles that hold every one of these. The trigram index finds those of three letters and more; the rest is looked at. */
function holding(db: Connection, parts: readonly string[], limit: number): Row[] {
  const long = parts.filter((part) => part.length >= TRIGRAM);
  if (parts.length === 0 || parts.includes('')) return [];
  if (long.length === 0) return parts.length === 1 ? db.all(HOLDING_SHORT, parts[0] ?? '', limit * 2) : [];
  const match = long.map((part) => `"${part.replaceAll('"', '""')}"`).join(' AND ');
  const short = parts.filter((part) => !long.includes(part));
  const found = db.all(HOLDING, match, short.length === 0 ? limit * 2 : MOST_SORTED);
  if (short.length === 0) return found;
  const titles = new Map(db.all('SELECT row, title_folded FROM articles JOIN json_each(?) wanted ON row = wanted.value', JSON.stringify(found.map(({ row }) => row))).map(({ row, title_folded: title }) => [row, text(title)]));
  return found.filter(({ row }) => short.every((part) => titles.get(row ?? null)?.includes(part) === true));
}
