import { foldName } from '../archive/fold.ts';
import type { Connection } from './connection.ts';
import { allHeld } from './intake.ts';
import { numbersOf } from './relations.ts';
import { text } from './rows.ts';
import type { Check, HeldArticle } from './store.ts';

/** Of a file that is damaged all over, so much is told. */
const MOST_TOLD = 20;
const ANEW = 'Put a backup back, or move the store away and start again: the archive is then read anew from ARCHIVE_DIR.';

/** What a store can tell of itself, in one state of it. */
export function verify(db: Connection): Check[] {
  const file = verifyFile(db);
  // Of a damaged file nothing more can be told for certain.
  return file.problems.length > 0 ? [file] : db.read(() => [file, verifyReferences(db), ...verifyArticles(db), verifyTitles(db)]);
}

function verifyFile(db: Connection): Check {
  const pages = Number(db.get('PRAGMA page_count')?.['page_count']);
  const told = db.all(`PRAGMA integrity_check(${MOST_TOLD})`).map((row) => text(row['integrity_check'])).filter((line) => line !== 'ok');
  return { name: 'file', unit: 'page', looked: pages, problems: told, remedy: ANEW };
}

function verifyReferences(db: Connection): Check {
  const told = db.all('PRAGMA foreign_key_check').map(({ table, rowid, parent }) => `row ${String(rowid)} of ${String(table)} refers to a row of ${String(parent)} that is not there`);
  return { name: 'references', unit: 'table', looked: Number(db.get("SELECT count(*) AS tables FROM sqlite_schema WHERE type = 'table'")?.['tables']), problems: told, remedy: ANEW };
}

function verifyArticles(db: Connection): Check[] {
  const newest = Number(db.get('SELECT sequence FROM counter')?.['sequence']);
  const [articles, keys] = [[] as string[], [] as string[]];
  let looked = 0;
  for (const article of allHeld(db)) {
    looked++;
    articles.push(...misnumbered(article));
    if (!hasItsKeys(db, article)) keys.push(`${article.id} is not found again by what it says: its text or names were changed, or its keys are lost`);
  }
  const ahead = db.all('SELECT id FROM paragraphs WHERE sequence > ?1 UNION ALL SELECT paragraph FROM removals WHERE sequence > ?1', newest);
  articles.push(...ahead.map(({ id }) => `${text(id)} changed after the store's last change`));
  return [
    { name: 'articles', unit: 'article', looked, problems: articles, remedy: ANEW },
    { name: 'keys', unit: 'article', looked, problems: keys, remedy: ANEW },
  ];
}

/** Paragraphs are numbered from 1 on without a gap, and named by their article. */
function misnumbered({ id, paragraphs }: HeldArticle): string[] {
  const problems = paragraphs.filter((paragraph) => !paragraph.id.startsWith(`${id}.`)).map((paragraph) => `${paragraph.id} is a paragraph of ${id}`);
  if (paragraphs.some(({ number }, place) => number !== place + 1)) problems.push(`${id} lacks a paragraph: they are numbered ${paragraphs.map(({ number }) => number).join(', ')}`.slice(0, 200));
  return problems;
}

function hasItsKeys(db: Connection, article: HeldArticle): boolean {
  const held = db.all('SELECT number FROM keys JOIN articles ON row = article WHERE id = ?', article.id);
  const wanted = numbersOf(article);
  return held.length === wanted.size && held.every(({ number }) => wanted.has(Number(number)));
}

const TITLES = 'SELECT row, id, title, title_folded FROM articles WHERE row NOT IN (SELECT row FROM title_changes) ORDER BY row';
const FOUND = 'SELECT 1 FROM title_parts WHERE title_parts MATCH ? AND rowid = ?';
/** Letters that the search for titles needs. */
const TRIGRAM = 3;

function verifyTitles(db: Connection): Check {
  const problems: string[] = [];
  let looked = 0;
  for (const { row, id, title, title_folded: folded } of db.each(TITLES)) {
    looked++;
    const wanted = foldName(text(title));
    const isFound = wanted.length < TRIGRAM || db.get(FOUND, `"${wanted.replaceAll('\0', ' ').replaceAll('"', '""')}"`, Number(row)) !== undefined;
    if (text(folded) !== wanted || !isFound) problems.push(`${text(id)} is not found by its title`);
  }
  const gone = db.all('SELECT id FROM title_parts_docsize WHERE id NOT IN (SELECT row FROM articles UNION SELECT row FROM title_changes)');
  problems.push(...gone.map(({ id }) => `a title is found that no article has (row ${String(id)})`));
  return { name: 'titles', unit: 'title', looked, problems, remedy: ANEW };
}
