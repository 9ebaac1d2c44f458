import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { GLANCE } from '../../../src/ingest/format.ts';
import { loadFormats } from '../../../src/ingest/formats.ts';
import { decodeText } from '../../../src/ingest/text.ts';
import { expectedOf, readSample } from './sample.ts';

const folder = fileURLToPath(new URL('../../samples/formats/', import.meta.url));
const formats = await loadFormats();

/** Every file of `test/samples/formats/FORMAT/` with what it gives beside it, in `FILE.expected.json`; and the saved pages. */
async function samples(): Promise<{ format: string; file: string }[]> {
  const found = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile() && !/\.expected\.json$|^README/u.test(entry.name));
  const pages = (await readdir(`${folder}../pages`)).filter((name) => name.endsWith('.txt')).map((name) => ({ format: 'blog-page', file: `../pages/${name}` }));
  return [...found.map(({ name, parentPath }) => ({ format: parentPath.slice(folder.length).split('/')[0] ?? '', file: `${parentPath}/${name}`.slice(folder.length) })), ...pages];
}

const all = await samples();

describe('A sample of a format', () => {
  it.each(all)('$file is claimed by its format alone', async ({ format, file }) => {
    const decoded = decodeText(await readFile(folder + file));
    const name = file.slice(file.lastIndexOf('/') + 1);
    const claims = formats.filter((each) => each.accepts({ name, text: decoded?.text.slice(0, GLANCE) ?? '' }));
    expect(claims.map((each) => each.name)).toEqual([format]);
  });

  it.each(all.filter(({ file }) => !file.startsWith('../')))('$file gives its articles', async ({ format, file }) => {
    const reader = formats.find(({ name }) => name === format);
    if (reader === undefined) throw new Error(`There is no format ${format}.`);
    expect(await readSample(reader, folder + file)).toEqual(await expectedOf(folder + file));
  });

  it('is there for every format', () => {
    expect([...new Set(all.map(({ format }) => format))].sort()).toEqual(formats.map(({ name }) => name).sort());
  });
});
