import type { FullArticle } from '../archive/article.ts';
import type { CollectionContent, IdentifiedArticle, Store, UpdateCounts } from '../store/store.ts';
import { listFiles, type ListedFile } from './files.ts';
import type { Format, ParsedArticle, Warning } from './format.ts';
import { identify } from './identify.ts';
import { languageTeller } from './language.ts';
import { readArticles } from './read.ts';
import { findRepeats, titleKey } from './repeats.ts';
import { isFile, Shelf } from './shelf.ts';

export interface SyncReport extends UpdateCounts {
  /** Only of files that were read: those that did not change were reported when they were new. */
  readonly warnings: readonly Warning[];
}

/** A file as the store shall hold it. */
interface Reading {
  readonly fingerprint: string;
  readonly articles: readonly ParsedArticle[];
}

/**
 * Brings the store in line with the archive's folder, in one transaction; nothing is written when nothing changed. Each
 * file is a collection, and only changed ones are read. A file that vanished goes with its articles; one that cannot be
 * read any more is kept as it was, with a warning. Articles from other kinds of collections are left alone.
 */
export async function syncFolder(store: Store, folder: string, formats: readonly Format[]): Promise<SyncReport> {
  const { files, unreadable, warnings: listed } = await listFiles(folder);
  const held = new Map((await store.collections()).filter(({ id }) => isFile(id)).map(({ id, fingerprint }) => [id, fingerprint]));
  const warnings = [...listed];
  const readings = new Map<string, Reading>();
  for (const file of files) {
    const read = await readArticles(file, formats, held.get(file.name));
    if (read.state === 'read') {
      readings.set(file.name, read);
      warnings.push(...read.warnings);
    } else if (read.state === 'unusable') warnings.push(read.warning);
  }
  const there = new Set(files.map(({ name }) => name));
  const vanished = [...held.keys()].filter((id) => !there.has(id) && !unreadable.some((name) => id === name || id.startsWith(`${name}/`)));
  if (readings.size === 0 && vanished.length === 0) return { added: 0, changed: 0, removed: 0, warnings };

  const shelf = await Shelf.read(store);
  await addRelated(readings, { vanished, held, shelf, files, formats });
  const previous = await heldArticles(store, [...readings.keys(), ...vanished]);
  const { contents, warnings: repeated } = contentsOf(await withLanguages(readings), previous, shelf);
  const counts = await store.update({ replace: contents, remove: vanished });
  return { ...counts, warnings: [...warnings, ...repeated] };
}

interface Surroundings {
  readonly vanished: readonly string[];
  readonly held: ReadonlyMap<string, string>;
  readonly shelf: Shelf;
  readonly files: readonly ListedFile[];
  readonly formats: readonly Format[];
}

/**
 * Reads unchanged files too when they share a title and publisher with a changed or vanished one: which article is the
 * first and which its duplicate or revision can be told of all of them together only, and a duplicate's own words are
 * in its file alone.
 */
async function addRelated(readings: Map<string, Reading>, { vanished, held, shelf, files, formats }: Surroundings): Promise<void> {
  const listed = new Map(files.map((file) => [file.name, file]));
  const seen = new Set([...readings.keys(), ...vanished]);
  // A set is walked in order of insertion, with what is added on the way.
  for (const name of seen) {
    const keys = new Set([...shelf.keysOf(name), ...(readings.get(name)?.articles ?? []).map(titleKey)]);
    for (const related of [...keys].flatMap((key) => [...shelf.filesOf(key)])) {
      if (seen.has(related) || !held.has(related)) continue;
      seen.add(related);
      const file = listed.get(related);
      const read = file === undefined ? null : await readArticles(file, formats);
      const recalled = { fingerprint: held.get(related) ?? '', articles: await shelf.recall(related) };
      readings.set(related, read?.state === 'read' ? read : recalled);
    }
  }
}

async function heldArticles(store: Store, names: readonly string[]): Promise<FullArticle[]> {
  const articles: FullArticle[] = [];
  for (const name of names.toSorted()) articles.push(...(await store.articlesOf(name)));
  return articles;
}

interface Told {
  readonly article: ParsedArticle;
  readonly language: string;
}

/** Each file's articles with their languages. */
async function withLanguages(readings: ReadonlyMap<string, Reading>): Promise<ReadonlyMap<string, { fingerprint: string; articles: readonly Told[] }>> {
  const tell = await languageTeller();
  const told = [...readings].map(([name, { fingerprint, articles }]) => {
    const languages = tell(articles);
    return [name, { fingerprint, articles: articles.map((article, place): Told => ({ article, language: languages[place] ?? 'en' })) }] as const;
  });
  return new Map(told);
}

/** Gives ids, folds duplicates into their first article, and sorts all into their files. */
function contentsOf(readings: Awaited<ReturnType<typeof withLanguages>>, previous: readonly FullArticle[], shelf: Shelf): { contents: CollectionContent[]; warnings: readonly Warning[] } {
  const names = [...readings.keys()].sort();
  const found = names.flatMap((file) => (readings.get(file)?.articles ?? []).map((told) => ({ file, ...told })));
  const { repeats, warnings } = findRepeats(found.map(({ article }) => article));
  const duplicates = Map.groupBy(found, (_, place) => repeats[place]?.duplicateOf);
  const firsts = found.flatMap(({ file, article, language }, place) => {
    const repeat = repeats[place];
    if (repeat?.duplicateOf !== null) return [];
    return [{ file, article, language, place, alsoAt: (duplicates.get(place) ?? []).map((duplicate) => duplicate.article.origin), revisionOf: repeat.revisionOf }];
  });
  const ids = identify(previous, firsts.map(({ article }) => article), (id) => shelf.holds(id));
  const idAt = new Map(firsts.map(({ place }, index) => [place, ids[index]?.id ?? null]));
  const byFile = new Map<string, IdentifiedArticle[]>(names.map((name) => [name, []]));
  for (const [index, { file, language, alsoAt, revisionOf }] of firsts.entries()) {
    const article = ids[index];
    if (article !== undefined) byFile.get(file)?.push({ ...article, language, alsoAt, revisionOf: revisionOf === null ? null : (idAt.get(revisionOf) ?? null) });
  }
  const contents = names.map((id) => ({ collection: { id, fingerprint: readings.get(id)?.fingerprint ?? '' }, articles: byFile.get(id) ?? [] }));
  return { contents, warnings };
}
