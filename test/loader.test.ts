import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadCommands } from '../src/commands.ts';
import { loadFormats } from '../src/ingest/formats.ts';
import { loadFolder } from '../src/loader.ts';
import { TestFolder } from './ingest/folder.ts';

let folder: TestFolder;
let url: URL;
beforeEach(async () => {
  folder = await TestFolder.make();
  url = pathToFileURL(`${folder.path}/`);
});
afterEach(async () => { await folder.remove(); });

const asText = (exported: unknown): string => {
  if (typeof exported !== 'string') throw new Error('it is no string');
  return exported;
};
const configFault = (message: RegExp): object => ({ type: 'config', message: expect.stringMatching(message) as string });

describe('A folder of modules', () => {
  it('is the list: default exports by file name, without helpers and other files', async () => {
    await folder.write('b.ts', 'export default "b";');
    await folder.write('a.ts', 'const a: string = "a"; export default a;');
    await folder.write('_helper.ts', 'export default 1;');
    await folder.write('types.d.ts', 'export default 1;');
    await folder.write('notes.md', '# Notes');
    expect(await loadFolder(url, asText)).toEqual(['a', 'b']);
  });

  it.each([
    ['does not fit', 'export default 7;', /bad\.ts does not fit: it is no string/u],
    ['has no default export', 'export const x = 1;', /bad\.ts does not fit: it has no default export/u],
    ['cannot be loaded', 'throw new Error("broken inside");', /bad\.ts does not fit: broken inside/u],
  ])('stops start-up with the name of a module that %s', async (_, content, message) => {
    await folder.write('a.ts', 'export default "a";');
    await folder.write('bad.ts', content);
    await expect(loadFolder(url, asText)).rejects.toMatchObject(configFault(message));
  });

  it('that is missing is told', async () => {
    await expect(loadFolder(new URL('nowhere/', url), asText)).rejects.toMatchObject(configFault(/nowhere.* cannot be read/u));
  });
});

describe('The folder of formats', () => {
  const format = (name: string): string => `export default { name: "${name}", description: "d", accepts: () => false, parse: () => ({ articles: [], warnings: [] }) };`;

  it('gives formats by file name', async () => {
    await folder.write('2.ts', format('one'));
    await folder.write('1.ts', format('two'));
    expect((await loadFormats(url)).map(({ name }) => name)).toEqual(['two', 'one']);
  });

  it('stops at one that is half a format, or called as another one', async () => {
    await folder.write('1.ts', 'export default { name: "one", description: "d", accepts: () => true };');
    await expect(loadFormats(url)).rejects.toMatchObject(configFault(/1\.ts does not fit: .*"parse"/u));
    await folder.write('sub/1.ts', format('same'));
    await folder.write('sub/2.ts', format('same'));
    await expect(loadFormats(new URL('sub/', url))).rejects.toMatchObject(configFault(/2\.ts does not fit: .*"same"/u));
  });
});

describe('The folder of commands', () => {
  const call = 'description: "d", options: {}, run: async () => ({})';
  const group = (subcommands: string): string => `export default { name: "words", description: "d", subcommands: ${subcommands} };`;

  it('gives commands and groups of subcommands', async () => {
    await folder.write('words.ts', group(`{ speak: { name: "words speak", ${call} } }`));
    await folder.write('ask.ts', `export default { name: "ask", ${call} };`);
    expect((await loadCommands(url)).map(({ name }) => name)).toEqual(['ask', 'words']);
  });

  it.each([
    ['has no subcommand', '{}', /1 to 25 subcommands/u],
    ['has a subcommand of a name that Discord refuses', `{ Speak: { name: "words Speak", ${call} } }`, /subcommand "Speak" needs a name/u],
    ['has a subcommand of another group', `{ speak: { name: "speak", ${call} } }`, /"speak" was not made by defineCommandGroup/u],
    ['has a subcommand without a description', '{ speak: { name: "words speak", options: {}, run: () => 1 } }', /"speak" needs a description/u],
    ['has a subcommand that does nothing', '{ speak: { name: "words speak", description: "d", options: {} } }', /function "run"/u],
  ])('stops at a group that %s', async (_what, subcommands, message) => {
    await folder.write('words.ts', group(subcommands));
    await expect(loadCommands(url)).rejects.toMatchObject(configFault(message));
  });

  it('stops at one with more options than Discord takes', async () => {
    const options = Array.from({ length: 26 }, (_, place) => `o${place}: { type: "boolean", description: "d" }`).join(', ');
    await folder.write('ask.ts', `export default { name: "ask", description: "d", options: { ${options} }, run: async () => ({}) };`);
    await expect(loadCommands(url)).rejects.toMatchObject(configFault(/26 options/u));
  });
});
