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
/** What is the matter with one page; anything else is the matter with its site, and ends the round. */
const OF_ONE_PAGE = new Set<Problem['kind']>(['not-found', 'gone', 'login', 'too-large', 'bomb', 'robots', 'redirects', 'address']);
/** Stands in the record of a page that is gone for when it was changed: listed again, it is fetched again. */
const GONE_PAGE = 'gone';
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
  readonly total = { added: 0, changed: 0 };

  constructor(record: OriginRecord, tools: OriginTools, options: FillOptions) {
    this.#record = record;
    this.#tools = tools;
    this.#options = options;
    this.#done = record.filling?.done ?? 0;
  }

  /** What stopped it; null at its end. */
  async run(): Promise<Problem | null> {
    this.#folder = await folderOf(this.#tools, this.#record, 'past');
    const { origins } = this.#tools.store;
    const asking = { fetcher: this.#tools.fetcher, file: join(this.#folder, 'map'), signal: this.#options.signal };
    const stored = await origins.documents(this.#record.id);
    if (await isUnchanged(stored.filter(({ listedAs }) => listedAs === MAP_FILE), asking)) return null;
    const map = await readMap(this.#record.document, asking);
    if ('kind' in map) return map;
    const documents = new Map(stored.filter(({ listedAs }) => listedAs !== MAP_FILE).map((document) => [document.url, document]));
    for (const entry of map.entries) {
      const known = documents.get(entry.url);
      if (known === undefined ? this.#done >= this.#record.fill || (await this.#isHeld(entry.url)) : known.listedAs === entry.changed) continue;
      const problem = await this.#fetch(entry, known);
      if (problem !== null) {
        await this.#takeIn();
        return problem;
      }
    }
    await this.#takeIn();
    // Only now: what was listed before and is not fetched yet must be looked at again.
    for (const part of map.files) await origins.saveDocument(this.#record.id, part);
    if (map.isWhole) await this.#findVanished(new Set(map.entries.map(({ url }) => url)), [...documents.keys()]);
    await rm(this.#folder, { recursive: true, force: true });
    return null;
  }

  async #fetch({ url, changed }: MapEntry, known: DocumentRecord | undefined): Promise<Problem | null> {
    const { progress, signal } = this.#options;
    progress?.({ done: this.#done, most: this.#record.fill, address: url });
    const path = join(this.#folder, `page-${this.#batch.length}`);
    const fetched = await this.#tools.fetcher.get(url, { file: path, signal, validators: known });
    if (fetched.state === 'failed' && !OF_ONE_PAGE.has(fetched.problem.kind)) return fetched.problem;
    if (known === undefined) this.#done++;
    const validators = fetched.state === 'fetched' ? fetched.validators : { etag: known?.etag ?? null, lastModified: known?.lastModified ?? null };
    const document = { url, ...validators, listedAs: changed };
    if (fetched.state === 'fetched') {
      const file = { name: url, url, collection: url, path, shown: shownAs(fetched.url, fetched.type) };
      // A list of articles, or a page without any, is not what a map is followed for.
      if ((await articlesOn(file, this.#tools.formats)) === 1) {
        this.#batch.push({ file, document });
        if (this.#batch.length >= BATCH) await this.#takeIn();
        return null;
      }
    }
    await this.#tools.store.origins.saveDocument(this.#record.id, document);
    return null;
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

  /** Pages that the map does not list any more, and that are not there. */
  async #findVanished(listed: ReadonlySet<string>, known: readonly string[]): Promise<void> {
    const { store } = this.#tools;
    const pageOf = new Map<string, string>();
    for (const url of known) if (!listed.has(url)) for (const id of (await store.placedIn(url)).articles) pageOf.set(id, url);
    const suspects = (await store.articles([...pageOf.keys()])).filter(({ gone }) => gone === undefined).map(({ id }) => id);
    const { gone } = await findGone(this.#tools, { missing: new Set(), suspects, documents: new Set() }, this.#options.signal);
    for (const url of new Set(gone.flatMap((id) => pageOf.get(id) ?? []))) {
      await store.origins.saveDocument(this.#record.id, { url, etag: null, lastModified: null, listedAs: GONE_PAGE });
    }
    await store.setGone(gone, new Date().toISOString());
  }
}
