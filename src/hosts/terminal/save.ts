import { stat, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { ReplyFile } from '../../command.ts';
import { messageOf, userError } from '../../errors.ts';
import { fromCaller } from './caller.ts';

/** Takes `--save PATH` out of the words of the command line; null where nothing is to be saved. */
export function takeSave(args: readonly string[]): { readonly path: string | null; readonly rest: readonly string[] } {
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const place = args.slice(0, end).findIndex((arg) => arg === '--save' || arg.startsWith('--save='));
  if (place === -1) return { path: null, rest: args };
  const [arg = '', next = ''] = args.slice(place, place + 2);
  const isApart = arg === '--save';
  const path = isApart ? next : arg.slice('--save='.length);
  if (path === '') throw userError('--save needs a file or a folder.', 'For example: --save references.ris');
  return { path, rest: args.filter((_, at) => at !== place && !(isApart && at === place + 1)) };
}

/** Writes a reply's files: all of them into a folder, or the one of that ending as that file. Their paths. Rejects with a user error. */
export async function saveFiles(files: readonly ReplyFile[], to: string): Promise<readonly string[]> {
  if (files.length === 0) throw userError('This answer has no file to save.', 'Leave --save out; cite has files.');
  const path = fromCaller(to);
  const isFolder = await stat(path).then((found) => found.isDirectory(), () => false);
  const chosen = isFolder ? files.map((file) => ({ file, path: join(path, file.name) })) : [{ file: ofEnding(files, path), path }];
  for (const { file, path: target } of chosen) {
    await writeFile(target, file.text).catch((error: unknown) => { throw userError(`"${target}" cannot be written (${messageOf(error)}).`, 'Choose a place that you may write to.'); });
  }
  return chosen.map((one) => one.path);
}

function ofEnding(files: readonly ReplyFile[], path: string): ReplyFile {
  const found = files.find(({ name }) => extname(name) === extname(path));
  if (found !== undefined) return found;
  throw userError(`There is no file ending in "${extname(path)}" to save as "${basename(path)}".`, `Use one of: ${[...new Set(files.map(({ name }) => extname(name)))].join(', ')}; or name a folder, for all.`);
}
