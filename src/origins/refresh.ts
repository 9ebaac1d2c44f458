import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Warning } from '../ingest/format.ts';
import type { OriginProblem, OriginRecord } from '../store/origins.ts';
import type { Problem } from '../web/problem.ts';
import { beginFilling, followMap } from './fill.ts';
import { keepFirstPage } from './fill-pages.ts';
import { discover, obtain, type Document } from './obtain.ts';
import type { RefreshReport } from './port.ts';
import { whenNext } from './schedule.ts';
import { folderOf, type OriginTools } from './tools.ts';
import { findGone, missingFrom, shownIn } from './vanished.ts';

/** A page that was not found so often in a row is gone. */
const GONE_AFTER = 3;

/**
 * Asks for one origin's document and takes in what is new. What it shows no more stays in the archive. Rejects when the
 * store or the disk fails, or `signal` says stop; what a site does is told in the report and kept in the record.
 */
export async function refreshOrigin(origin: OriginRecord, tools: OriginTools, signal?: AbortSignal): Promise<RefreshReport> {
  const { store } = tools;
  const tried = (await store.origins.change(origin.id, (was) => ({ ...was, lastTry: new Date().toISOString() }))) ?? origin;
  const folder = await folderOf(tools, tried);
  const options = { file: join(folder, 'document'), signal };
  try {
    const obtained = tried.kind === null ? await discover(tried.document, tools, options) : await obtain(tried, tools, options);
    switch (obtained.state) {
      case 'unchanged':
        return await succeeded(tried, tools, (was) => ({ filling: followMap(was) }));
      case 'failed':
        return await noteFailure(tried, tools, obtained.problem);
      case 'fetched':
        return await takeDocument(tried, obtained, tools, signal);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function takeDocument(record: OriginRecord, found: Document, tools: OriginTools, signal: AbortSignal | undefined): Promise<RefreshReport> {
  const { store } = tools;
  const { id, suspects } = record;
  const before = (await shownIn(store, id, record.shown)).articles;
  // From here on until all is stored, "as it was" would be said of what is not wholly stored, and what was shown is known no more.
  await store.origins.change(id, (was) => ({ ...was, etag: null, lastModified: null, suspects: [...new Set([...suspects, ...before])] }));
  if (record.filling?.by === 'pages') await keepFirstPage(record, found.file.path, tools);
  const report = await tools.takeIn([{ ...found.file, collection: id }]);
  const shown = report.places[id] ?? record.shown;
  const now = await shownIn(store, id, shown);
  const there = new Set([...now.articles, ...now.copies]);
  await store.setGone([...there], null);
  const missing = new Set(missingFrom(before, there));
  const { gone, unknown } = await findGone(tools, { missing, suspects: suspects.filter((one) => !there.has(one)), documents: new Set([id, found.document]) }, signal);
  await store.setGone(gone, new Date().toISOString());
  const known = { kind: found.kind, document: found.document, etag: found.etag, lastModified: found.lastModified, shown, suspects: unknown };
  const filling = record.lastSuccess === null ? await beginFilling({ ...record, ...known }, found, tools) : null;
  return succeeded(record, tools, (was) => ({ ...known, filling: filling ?? followMap({ ...was, ...known }) }), { added: report.added, changed: report.changed, gone: gone.length, notice: noticeOf(record, found, shown, report.warnings) });
}

/** What there is to know besides the counts. */
function noticeOf({ id, kind, document, lastSuccess }: OriginRecord, found: Document, shown: number, [warning, ...others]: readonly Warning[]): string {
  const lines = [
    ...(kind !== null && found.document !== document ? [`It has moved to ${found.document}, and is asked for there from now on.`] : []),
    ...(kind === null && found.document !== id ? [`What is kept current is its feed, ${found.document}.`] : []),
    ...(shown === 0 && lastSuccess !== null ? ['It shows no articles now; those it showed stay.'] : []),
    ...(warning === undefined ? [] : [`${warning.what}${others.length > 0 ? ` (and ${others.length} more doubts)` : ''}.`]),
  ];
  return lines.join(' ');
}

async function succeeded(
  { id }: OriginRecord, { store }: OriginTools, changes: (was: OriginRecord) => Partial<OriginRecord>,
  { added = 0, changed = 0, gone = 0, notice = '' }: Partial<Record<'added' | 'changed' | 'gone', number>> & { readonly notice?: string } = {},
): Promise<RefreshReport> {
  const now = new Date();
  await store.origins.change(id, (was) => {
    const record = { ...was, ...changes(was), problem: null, lastSuccess: now.toISOString() };
    return { ...record, nextTry: whenNext(record, now.getTime()) };
  });
  return { id, outcome: added + changed + gone > 0 ? 'changed' : 'unchanged', added, changed, gone, problem: null, notice: notice === '' ? null : notice };
}

async function noteFailure({ id, kind }: OriginRecord, { store }: OriginTools, problem: Problem): Promise<RefreshReport> {
  const now = new Date();
  const record = await store.origins.change(id, (was) => {
    const told: OriginProblem = { ...problem, since: was.problem?.since ?? now.toISOString(), failures: (was.problem?.failures ?? 0) + 1 };
    return { ...was, problem: told, nextTry: whenNext({ every: was.every, problem: told }, now.getTime()) };
  });
  const failures = record?.problem?.failures ?? 0;
  // A page that is gone is what its articles are gone from; a feed that is gone says nothing of their pages.
  const isGone = kind === 'page' && (problem.kind === 'gone' || (problem.kind === 'not-found' && failures >= GONE_AFTER));
  const ids = isGone ? (await store.placedIn(id)).articles : [];
  const gone = (await store.articles(ids)).filter((article) => article.gone === undefined).length;
  // Back as it was, it must be read all the same, to be there again.
  if (isGone) await store.origins.change(id, (was) => ({ ...was, etag: null, lastModified: null }));
  await store.setGone(ids, now.toISOString());
  return { id, outcome: 'failed', added: 0, changed: 0, gone, problem, notice: null };
}
