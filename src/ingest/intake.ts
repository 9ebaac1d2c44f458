import { keyNumbers } from '../archive/keys.ts';
import { atItsPlaces } from '../store/relations.ts';
import type { Collection, HeldArticle, Place, Store, UpdateCounts } from '../store/store.ts';
import type { Correct } from './corrections.ts';
import type { ParsedArticle, Warning } from './format.ts';
import { groupsOf, type Group, type Standing } from './groups.ts';
import { identify } from './identify.ts';
import { languageTeller } from './language.ts';
import { isPurged, numbersToAsk } from './purged.ts';
import { placeOf } from './places.ts';
import { MOST_COMMON } from './repeats.ts';
import { Standings } from './standings.ts';

/** So much is looked at together: what is held in memory of an archive of any size. In articles, and in UTF-16 units of text. */
const BATCH = 500;
const BATCH_TEXT = 2_000_000;
/** Relatives of relatives are looked at up to so many. */
const MOST_RELATED = 300;

interface Incoming {
  readonly place: Place;
  readonly article: ParsedArticle;
}

/**
 * Takes articles in as they are read, in the order of their places, and stores each in a transaction of its own. What is
 * the same at several places becomes one article; what the store holds keeps its ids, through edits and moves. After the
 * last one, what the replaced collections no longer hold goes. Stopped at any point, it is taken up by doing it again.
 */
export class Intake {
  readonly #store: Store;
  readonly #correct: Correct;
  readonly #standings: Standings;
  readonly #batch: Incoming[] = [];
  readonly #finishing: Collection[] = [];
  readonly #keeping: Place[] = [];
  #text = 0;
  readonly #counts = { added: 0, changed: 0, removed: 0 };
  readonly warnings: Warning[] = [];
  /** How many articles were stored, or found stored already. */
  stored = 0;

  /** `replaced`: collections whose places are read anew or are gone. */
  constructor(store: Store, replaced: ReadonlySet<string>, correct: Correct) {
    this.#store = store;
    this.#correct = correct;
    this.#standings = new Standings(replaced);
  }

  async add(place: Place, article: ParsedArticle): Promise<void> {
    this.#batch.push({ place, article });
    for (const { text } of article.paragraphs) this.#text += text.length;
    if (this.#batch.length >= BATCH || this.#text >= BATCH_TEXT) await this.#flush();
  }

  /** All of a collection was added: it counts as read once all of it is stored. */
  finish(collection: Collection): void {
    this.#finishing.push(collection);
  }

  /** What a collection held before and does not show any more stays, behind its first `places`. */
  keepBehind(collection: string, places: number): void {
    this.#keeping.push({ collection, position: places });
  }

  /** Stores what is left, and removes what `gone` collections hold and nobody claimed. */
  async end(gone: readonly string[]): Promise<UpdateCounts> {
    await this.#flush();
    for (const collection of gone) {
      const { articles, copies } = await this.#store.placedIn(collection);
      const unclaimed = articles.filter((id) => !this.#standings.isClaimed(id));
      for (let at = 0; at < unclaimed.length; at += BATCH) await this.#leave(unclaimed.slice(at, at + BATCH));
      for (let at = 0; at < copies.length; at += BATCH) await this.#settle([], copies.slice(at, at + BATCH));
    }
    for (const { collection, position } of this.#keeping) {
      const { articles } = await this.#store.placedIn(collection);
      await this.#store.placeFrom(position, articles.filter((id) => !this.#standings.isClaimed(id)));
    }
    await this.#store.settle();
    return this.#counts;
  }

  async #flush(): Promise<void> {
    const batch = this.#batch.splice(0);
    this.#text = 0;
    await this.#settle(await this.#withoutPurged(batch), []);
    await this.#store.settle();
    for (const collection of this.#finishing.splice(0)) await this.#store.finish(collection, this.#standings.copiesIn(collection.id));
  }

  async #withoutPurged(batch: readonly Incoming[]): Promise<Incoming[]> {
    const purged = batch.length === 0 ? new Set<number>() : await this.#store.purgedNumbers(batch.flatMap(({ article }) => numbersToAsk(article)));
    return batch.filter(({ article }) => {
      const out = isPurged(article, purged);
      if (out) this.warnings.push({ where: placeOf(article.origin), what: 'this article was removed from the archive for good, and stays out' });
      return !out;
    });
  }

  /** Of articles that nobody claimed, those with a copy elsewhere go over to it; the others are removed. */
  async #leave(ids: readonly string[]): Promise<void> {
    const held = await this.#store.held(ids);
    const [staying, leaving] = [held.filter((one) => this.#standings.of(one).length > 0), held.filter((one) => this.#standings.of(one).length === 0)];
    const relatives = await this.#store.related(leaving.flatMap(keysOf), MOST_COMMON);
    this.#counts.removed += await this.#store.removeArticles(leaving.map(({ id }) => id));
    await this.#settle([], [...staying.map(({ id }) => id), ...relatives]);
  }

  /** Sorts out which of these and of all that is related to them are one, and stores what came of it. */
  async #settle(batch: readonly Incoming[], alsoRelated: readonly string[]): Promise<void> {
    const held = await this.#heldRelatives(batch, alsoRelated);
    const standing = [...(await withLanguages(batch)), ...held.flatMap((one) => this.#standings.of(one))];
    const { groups, warnings } = groupsOf(standing);
    const incoming = new Set(batch.map(({ article }) => placeOf(article.origin)));
    this.warnings.push(...warnings.filter(({ where }) => incoming.has(where)));
    const ids = await this.#save(groups, held);
    // What stood by itself and is now a copy of another.
    const folded = held.filter((one) => this.#standings.standsItself(one) && !ids.has(one.id));
    this.#counts.removed += await this.#store.removeArticles(folded.map(({ id }) => id));
  }

  async #heldRelatives(batch: readonly Incoming[], alsoRelated: readonly string[]): Promise<HeldArticle[]> {
    let found = await this.#store.related(batch.flatMap(({ article }) => keyNumbers(article)), MOST_COMMON);
    const held = new Map<string, HeldArticle>();
    for (found = [...alsoRelated, ...found]; ; ) {
      const unread = found.filter((id) => !held.has(id));
      if (unread.length === 0 || held.size > Math.max(MOST_RELATED, BATCH * 2)) break;
      const read = await this.#store.held(unread);
      for (const one of read) held.set(one.id, one);
      found = await this.#store.related(read.flatMap(keysOf), MOST_COMMON);
    }
    return [...held.values()];
  }

  async #save(groups: readonly Group[], held: readonly HeldArticle[]): Promise<Set<string>> {
    const articles = await this.#identified(groups, held);
    for (const [place, { main, copies, revisionOf }] of groups.entries()) {
      const article = articles[place];
      if (article === undefined) continue;
      const saved = await this.#store.save(
        { ...this.#correct(article), language: main.language, alsoAt: copies, revisionOf: revisionOf === null ? null : (articles[revisionOf]?.id ?? null), ...(main.addedAt !== undefined && { addedAt: main.addedAt }) },
        main.place,
      );
      this.#standings.claim(article.id, copies);
      if (saved === 'added' || saved === 'changed') this.#counts[saved]++;
      this.stored++;
    }
    return new Set(articles.map(({ id }) => id));
  }

  /** An id that another article has, now or before it was purged, is never given again. */
  async #identified(groups: readonly Group[], held: readonly HeldArticle[]): Promise<ReturnType<typeof identify>> {
    const previous = held.map((one) => ({ ...one, ...one.asParsed }));
    const known = new Set(held.map(({ id }) => id));
    for (const taken = new Set<string>(); ; ) {
      const articles = identify(previous, groups.map(({ main }) => main.article), (id) => taken.has(id));
      const fresh = articles.map(({ id }) => id).filter((id) => !known.has(id));
      const others = [...(await this.#store.articles(fresh)).map(({ id }) => id), ...(await this.#store.purgedIds(fresh))];
      if (others.length === 0) return articles;
      for (const id of others) taken.add(id);
    }
  }
}

function keysOf(held: HeldArticle): number[] {
  return atItsPlaces(held).flatMap(keyNumbers);
}

async function withLanguages(batch: readonly Incoming[]): Promise<Standing[]> {
  if (batch.length === 0) return [];
  const tell = await languageTeller();
  return [...Map.groupBy(batch, ({ place }) => place.collection).values()].flatMap((file) => {
    const languages = tell(file.map(({ article }) => article));
    return file.map(({ place, article }, number) => ({
      place, article, language: article.exported?.language ?? languages[number] ?? 'en',
      ...(article.exported !== undefined && { addedAt: article.exported.addedAt }),
    }));
  });
}
