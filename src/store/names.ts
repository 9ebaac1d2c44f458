import { foldName } from '../archive/fold.ts';
import { writtenNames } from '../archive/names.ts';
import type { Connection } from './connection.ts';
import { text } from './rows.ts';
import type { NameCount } from './store.ts';

export function countNames(db: Connection, column: 'publisher' | 'category'): NameCount[] {
  // A publisher counts for the articles that it only reposted, too.
  const reposts = column === 'category' ? '' : 'UNION SELECT publisher, publisher_folded, article FROM copies WHERE publisher IS NOT NULL';
  const spellings = db.all(
    `SELECT name, folded, count(*) AS articles FROM (SELECT ${column} AS name, ${column}_folded AS folded, row FROM articles WHERE ${column} IS NOT NULL ${reposts})
    GROUP BY 1 ORDER BY 3 DESC, 1`,
  );
  return mostFirst(spellings.map(({ name, folded, articles }) => ({ name: text(name), folded: text(folded), articles: Number(articles) })));
}

interface Spelling extends NameCount {
  readonly folded: string;
}

/** Spellings that fold to one name count as one, shown as most of the articles write it: the first of those given. */
function mostFirst(spellings: readonly Spelling[]): NameCount[] {
  const names = new Map<string, NameCount>();
  for (const { name, folded, articles } of spellings) {
    const known = names.get(folded);
    names.set(folded, { name: known?.name ?? name, articles: (known?.articles ?? 0) + articles });
  }
  return [...names.values()].sort(byCount);
}

function byCount(one: NameCount, other: NameCount): number {
  return other.articles - one.articles || (one.name < other.name ? -1 : 1);
}

/** A name that an article states, and its folded form. */
type Stated = readonly [folded: string, name: string];

/** Authors, each by themselves. */
export interface Authors {
  readonly names: readonly NameCount[];
  /** Rows of their articles, by folded name. */
  readonly rows: ReadonlyMap<string, readonly number[]>;
  /** What each text states: taken apart once, however often the store changes. */
  readonly texts: ReadonlyMap<string, readonly Stated[]>;
}

export function readAuthors(db: Connection, known: Authors['texts']): Authors {
  const [rows, texts, spellings] = [new Map<string, number[]>(), new Map<string, readonly Stated[]>(), new Map<string, { name: string; folded: string; articles: number }>()];
  for (const { author, articles } of db.all('SELECT author, group_concat(row) AS articles FROM articles WHERE author IS NOT NULL GROUP BY 1')) {
    const written = text(author);
    const by = text(articles).split(',').map(Number);
    const stated = known.get(written) ?? namesIn(written);
    texts.set(written, stated);
    for (const [folded, name] of stated) {
      const held = rows.get(folded);
      if (held === undefined) rows.set(folded, [...by]);
      else for (const row of by) held.push(row);
      const spelling = spellings.get(name);
      if (spelling === undefined) spellings.set(name, { name, folded, articles: by.length });
      else spelling.articles += by.length;
    }
  }
  return { names: mostFirst([...spellings.values()].sort(byCount)), rows, texts };
}

/** Each name once. */
function namesIn(author: string): Stated[] {
  return [...new Map(writtenNames(author).map((name): Stated => [foldName(name), name]))];
}
