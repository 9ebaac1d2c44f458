import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { linkKey, linkNumber } from '../archive/keys.ts';
import type { NamedFile } from '../ingest/files.ts';
import type { DocumentRecord, OriginRecord } from '../store/origins.ts';
import type { Problem } from '../web/problem.ts';
import type { FillOptions, FillReport } from './filling.ts';
import { isUnchanged, MAP_FILE, readMap, type MapEntry } from './map.ts';
import { articlesOn, shownAs } from './obtain.ts';
import { folderOf, type OriginTools } from './tools.ts';
import { findGone } from './vanished.ts';

/** So many pages are taken in together: an ingest of its own for each would take longer than fetching them. */
const BATCH = 10;
/** What a whole site may say for a while, to everyone or to us. So often in a row it is the matter with the site. */
const REFUSALS = new Set<Problem['kind']>(['login', 'robots', 'address']);
const MOST_REFUSALS = 3;
/** What is the matter with one page; anything else is the matter with its site, and ends the round. */
const OF_ONE_PAGE = new Set<Problem['kind']>(['not-found', 'gone', 'login', 'too-large', 'bomb', 'robots', 'redirects', 'address']);
/** Stands in the record of a page that is gone for when it was changed: listed again, it is fetched again. */
const GONE_PAGE = 'gone';
/** For a page that was listed when the past was fetched, and not fetched: its owner wanted no more. What is listed later is new. */
const PASSED_OVER = 'passed over';
/** For a page that the map does not list any more, and that is there all the same. */
const UNLISTED = 'unlisted';
/** More articles have the same link than any article has. */
const MOST_COMMON = 20;

/**
 * Fetches the pages that a site's map lists and that the archive does not hold, newest first, at most as many as its owner
 * allows. Each is a collection of its own. Called again, it fetches those that the map says have changed since, and those
 * that are new.
 */
export async function fillByMap(record: OriginRecord, tools: OriginTools, options: FillOptions = {}): Promise<FillReport> {
  const round = new Round(record, tools, options);
  const problem = await round.run();
  if (problem === null) await tools.store.origins.change(record.id, (was) => ({ ...was, filling: null }));
  return { ...round.total, problem };
}

class Round {
  readonly #record: OriginRecord;
  readonly #tools: OriginTools;
  readonly #options: FillOptions;
  readonly #batch: { file: NamedFile; document: DocumentRecord }[] = [];
  #folder = '';
  #done = 0;
  #refused: DocumentRecord[] = [];
  readonly total = { added: 0, changed: 0 };

  constructor(record: OriginRecord, tools: OriginTools, options: FillOptions) {
    this.#record = record;
    this.#tools = tools;
    this.#options = options;
  }

  /** What stopped it; null at its end. */
  async run(): Promise<Problem | null> {
    this.#folder = await folderOf(this.#tools, this.#record, 'past');
    const { origins } = this.#tools.store;
    const asking = { fetcher: this.#tools.fetcher, file: join(this.#folder, 'map'), signal: this.#options.signal };
    const stored = await origins.documents(this.#record.id);
    const files = stored.filter(({ listedAs }) => listedAs === MAP_FILE);
    if (await isUnchanged(files, asking)) return null;
    const map = await readMap(this.#record.document, asking);
    if ('kind' in map) return map;
    const documents = new Map(stored.filter(({ listedAs }) => listedAs !== MAP_FILE).map((document) => [document.url, document]));
    this.#done = [...documents.values()].filter(({ listedAs }) => listedAs !== PASSED_OVER).length;
    const passedOver: DocumentRecord[] = [];
    for (const entry of map.entries) {
      const known = documents.get(entry.url);
      // Only a whole first round leaves the map's files behind.
      const isPast = known === undefined ? files.length === 0 : known.listedAs === PASSED_OVER;
      if (isPast && this.#done >= this.#record.fill) passedOver.push({ url: entry.url, etag: null, lastModified: null, listedAs: PASSED_OVER });
      else if (isPast || known === undefined ? !(await this.#isHeld(entry.url)) : known.listedAs !== entry.changed) {
        const problem = await this.#fetch(entry, known);
        if (problem !== null) {
          await this.#takeIn();
          return problem;
        }
      }
    }
    await this.#takeIn();
    await this.#rememberRefused();
    const unsure = map.isWhole && (await this.#findVanished(new Set(map.entries.map(({ url }) => url)), [...documents.values()]));
    // Only now: what was listed before and is not fetched yet must be looked at again, and what could not be told.
    await origins.saveDocuments(this.#record.id, [...passedOver, ...map.files.map((part) => (unsure ? { ...part, etag: null, lastModified: null } : part))]);
    await rm(this.#folder, { recursive: true, force: true });
    return null;
  }

  async #fetch({ url, changed }: MapEntry, known: DocumentRecord | undefined): Promise<Problem | null> {
    const { progress, signal } = this.#options;
    progress?.({ done: this.#done, most: this.#record.fill, address: url });
    const path = join(this.#folder, `page-${this.#batch.length}`);
    const fetched = await this.#tools.fetcher.get(url, { file: path, signal, validators: known });
    if (fetched.state === 'failed' && !OF_ONE_PAGE.has(fetched.problem.kind)) return fetched.problem;
    if (known === undefined || known.listedAs === PASSED_OVER) this.#done++;
    const validators = fetched.state === 'fetched' ? fetched.validators : { etag: known?.etag ?? null, lastModified: known?.lastModified ?? null };
    const document = { url, ...validators, listedAs: changed };
    if (fetched.state === 'fetched') {
      const file = { name: url, url, collection: url, path, shown: shownAs(fetched.url, fetched.type) };
      // A list of articles, or a page without any, is not what a map is followed for.
      if ((await articlesOn(file, this.#tools.formats)) === 1) {
        await this.#rememberRefused();
        this.#batch.push({ file, document });
        if (this.#batch.length >= BATCH) await this.#takeIn();
        return null;
      }
    }
    if (fetched.state === 'failed' && REFUSALS.has(fetched.problem.kind)) {
      this.#refused.push(document);
      return this.#refused.length < MOST_REFUSALS ? null : fetched.problem;
    }
    await this.#rememberRefused();
    await this.#tools.store.origins.saveDocument(this.#record.id, document);
    return null;
  }

  /** Pages that are refused while others are given: they are not asked for again until they change. */
  async #rememberRefused(): Promise<void> {
    await this.#tools.store.origins.saveDocuments(this.#record.id, this.#refused);
    this.#refused = [];
  }

  async #takeIn(): Promise<void> {
    const batch = this.#batch.splice(0);
    if (batch.length === 0) return;
    const { added, changed } = await this.#tools.takeIn(batch.map(({ file }) => file));
    this.total.added += added;
    this.total.changed += changed;
    const { store, store: { origins } } = this.#tools;
    for (const { document } of batch) {
      const { articles, copies } = await store.placedIn(document.url);
      await store.setGone([...articles, ...copies], null);
      await origins.saveDocument(this.#record.id, document);
    }
    const done = this.#done;
    await origins.change(this.#record.id, (was) => ({ ...was, filling: was.filling === null ? null : { ...was.filling, done } }));
  }

  /** An article that names the page as its own: from a feed, or an export. */
  async #isHeld(url: string): Promise<boolean> {
    const key = linkKey(url);
    return key !== null && (await this.#tools.store.related([linkNumber(key)], MOST_COMMON)).length > 0;
  }

  /** Looks which pages that the map does not list any more are gone; true when that cannot be told of all of them now. */
  async #findVanished(listed: ReadonlySet<string>, known: readonly DocumentRecord[]): Promise<boolean> {
    const { store } = this.#tools;
    const pageOf = new Map<string, string>();
    for (const { url, listedAs } of known) {
      if (!listed.has(url) && listedAs !== UNLISTED && listedAs !== PASSED_OVER) for (const id of (await store.placedIn(url)).articles) pageOf.set(id, url);
    }
    const suspects = (await store.articles([...pageOf.keys()])).filter(({ gone }) => gone === undefined).map(({ id }) => id);
    const { gone, unknown } = await findGone(this.#tools, { missing: new Set(), suspects, documents: new Set() }, this.#options.signal);
    const told = suspects.filter((id) => !unknown.includes(id));
    await store.origins.saveDocuments(this.#record.id, told.flatMap((id) => {
      const url = pageOf.get(id);
      return url === undefined ? [] : [{ url, etag: null, lastModified: null, listedAs: gone.includes(id) ? GONE_PAGE : UNLISTED }];
    }));
    await store.setGone(gone, new Date().toISOString());
    return unknown.length > 0;
  }
}
