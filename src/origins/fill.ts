import { copyFile } from 'node:fs/promises';
import type { Filling, OriginRecord } from '../store/origins.ts';
import type { Problem } from '../web/problem.ts';
import { fillByMap } from './fill-map.ts';
import { fillByPages, partPath } from './fill-pages.ts';
import { pageBehind } from './find/paging.ts';
import { isHome, type Document } from './obtain.ts';
import { folderOf, headOf, type OriginTools } from './tools.ts';

/** How far the past of an origin is fetched. */
export interface FillProgress {
  readonly done: number;
  readonly most: number;
  readonly address: string;
}

export interface FillOptions {
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((progress: FillProgress) => void) | undefined;
}

/** What fetching an origin's past gave. */
export interface FillReport {
  readonly added: number;
  readonly changed: number;
  /** What stopped it before its end; it is taken up later. */
  readonly problem: Problem | null;
}

/** How the past of an origin that was just fetched for the first time is to be fetched; null when it is not. */
export async function beginFilling(record: OriginRecord, { file }: Document, tools: OriginTools): Promise<Filling | null> {
  if (record.fill === 0 || (record.kind === 'page' && !isHome(record.document))) return null;
  const next = record.kind === 'feed' ? await pageBehind(await headOf(file.path), record.document, 1) : null;
  if (next === null) return { by: 'sitemap', next: null, done: 0 };
  await copyFile(file.path, partPath(await folderOf(tools, record, 'past'), 1));
  return { by: 'pages', next, done: 0 };
}

/** A site without a feed tells by its map alone what is new: that is looked at with each refresh. */
export function followMap({ kind, document, fill, filling }: OriginRecord): Filling | null {
  return filling === null && kind === 'page' && fill > 0 && isHome(document) ? { by: 'sitemap', next: null, done: 0 } : filling;
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
