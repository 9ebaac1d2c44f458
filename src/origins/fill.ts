import type { Filling, OriginRecord } from '../store/origins.ts';
import { fillByMap } from './fill-map.ts';
import { fillByPages, keepFirstPage } from './fill-pages.ts';
import type { FillOptions, FillReport } from './filling.ts';
import { pageBehind } from './find/paging.ts';
import { MAP_FILE } from './map.ts';
import { isHome, type Document } from './obtain.ts';
import { headOf, type OriginTools } from './tools.ts';

/** How the past of an origin that was just fetched for the first time is to be fetched; null when it is not. */
export async function beginFilling(record: OriginRecord, { file }: Document, tools: OriginTools): Promise<Filling | null> {
  if (record.fill === 0 || (record.kind === 'page' && !isHome(record.document))) return null;
  // Where it was fetched before, and not so far, its map must be looked at although it is as it was.
  for (const known of await tools.store.origins.documents(record.id)) {
    if (known.listedAs === MAP_FILE) await tools.store.origins.saveDocument(record.id, { ...known, etag: null, lastModified: null });
  }
  const next = record.kind === 'feed' ? pageBehind(await headOf(file.path), record.document, 1) : null;
  if (next === null) return { by: 'sitemap', next: null, last: null, done: 0 };
  await keepFirstPage(record, file.path, tools);
  return { by: 'pages', next, last: null, done: 0 };
}

/** A site without a feed tells by its map alone what is new: that is looked at with each refresh. */
export function followMap({ kind, document, fill, filling }: OriginRecord): Filling | null {
  return filling === null && kind === 'page' && fill > 0 && isHome(document) ? { by: 'sitemap', next: null, last: null, done: 0 } : filling;
}

/** Fetches the past of an origin, or what is left of it. Stopped at any point, it goes on from there the next time. */
export async function fillOrigin(record: OriginRecord, tools: OriginTools, options: FillOptions = {}): Promise<FillReport> {
  switch (record.filling?.by) {
    case 'pages':
      return fillByPages(record, record.filling, tools, options);
    case 'sitemap':
      return fillByMap(record, tools, options);
    case undefined:
      return { added: 0, changed: 0, problem: null };
  }
}
