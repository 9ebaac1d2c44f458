import { mkdir } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../src/errors.ts';
import { readNames } from '../../src/search/names.ts';
import { TestFolder } from '../ingest/folder.ts';
import { idsFor, INDEXES, marksFor, searcherOver, type Draft } from './helpers.ts';

let folder: TestFolder;
beforeEach(async () => { folder = await TestFolder.make(); });
afterEach(async () => { await folder.remove(); });

describe('names.yaml', () => {
  it('is a list of groups', async () => {
    await folder.write('names.yaml', '# who is who\n- [ISIS, ISIL, Daesh, "Islamic State"]\n- - Türkiye\n  - Turkey\n');
    expect(await readNames(folder.path)).toEqual([['ISIS', 'ISIL', 'Daesh', 'Islamic State'], ['Türkiye', 'Turkey']]);
  });

  it('may be absent, empty, or no more than a comment', async () => {
    expect(await readNames(folder.path)).toEqual([]);
    for (const empty of ['', '# nothing yet\n', '[]']) {
      await folder.write('names.yaml', empty);
      expect(await readNames(folder.path)).toEqual([]);
    }
  });

  it.each([
    ['no YAML', '- [ISIS, ISIL'],
    ['a map', 'ISIS: ISIL'],
    ['a list of names', '- ISIS\n- ISIL'],
    ['a group of one', '- [ISIS]'],
    ['a number among the names', '- [ISIS, 2014]'],
    ['an empty name', '- [ISIS, " "]'],
    ['a group within a group', '- [ISIS, [ISIL, Daesh]]'],
    ['a text', 'ISIS'],
    ['two documents', '- [a, b]\n---\n- [c, d]'],
    ['an alias', '- &group [a, b]\n- *group'],
    ['aliases of aliases', `a: &a [x, x]\n${'bcdefghijklm'.split('').map((name, place) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghijkl'.charAt(place)}`).join(', ')}]`).join('\n')}`],
    ['binary', '\0\u0001\u0002- ['],
  ])('is refused when it is %s, with file and remedy', async (_what, text) => {
    await folder.write('names.yaml', text);
    const fault: unknown = await readNames(folder.path).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(Fault);
    expect(fault).toMatchObject({ type: 'config', message: expect.stringContaining('names.yaml') as string, remedy: expect.stringContaining('[ISIS, ISIL, Daesh]') as string });
  });

  it('that cannot be read is a fault too', async () => {
    await mkdir(folder.at('names.yaml'));
    await expect(readNames(folder.path)).rejects.toMatchObject({ name: 'Fault', type: 'config' });
  });
});

const NAMES = [['ISIS', 'ISIL', 'Daesh', 'Islamic State'], ['Türkiye', 'Turkey']];
const CORPUS: readonly Draft[] = [
  { id: 'a.1', text: 'The ministry said that ISIL had lost the town.' },
  { id: 'b.1', text: 'Fighters of the Islamic State left the town at night.' },
  { id: 'c.1', text: 'Scholars of Islamic law met in the town.' },
  { id: 'd.1', text: 'A state of emergency was declared in the town.' },
  { id: 'e.1', text: 'Turkey sent help to the town.' },
];

describe.each(INDEXES.map((index) => [index.name, index] as const))('interchangeable names over %s', (_name, module) => {
  const over = async (names = NAMES, drafts = CORPUS): ReturnType<typeof searcherOver> => searcherOver(drafts, { index: await module.open(null), names });

  it('whoever asks for one is answered with any of them, and the word that stands there is marked', async () => {
    const searcher = await over();
    expect((await idsFor(searcher, 'Daesh')).slice(0, 2).sort()).toEqual(['a.1', 'b.1']);
    expect(await marksFor(searcher, 'Daesh ministry')).toEqual(['ministry', 'ISIL']);
    expect(await marksFor(searcher, 'ISIS fighters')).toEqual(['Fighters', 'Islamic State']);
    expect(await idsFor(searcher, 'türkiye')).toEqual(['e.1']);
  });

  it('a name of several words may be asked for, whole', async () => {
    const searcher = await over();
    expect((await idsFor(searcher, 'What did the Islamic State lose?')).slice(0, 2).sort()).toEqual(['a.1', 'b.1']);
    expect(await marksFor(searcher, 'what of the ministry and islamic state')).toEqual(['ministry', 'ISIL']);
    expect((await idsFor(searcher, 'Islamic law'))[0]).toBe('c.1');
    expect((await idsFor(searcher, 'state of emergency'))[0]).toBe('d.1');
  });

  it('a name that the archive has in no form is missing, a word of it is not', async () => {
    const searcher = await over([['Quuxland', 'Frobnia', 'Free Turkey']]);
    expect((await searcher.search({ question: 'quuxland', limit: 3, articles: null })).missing).toEqual(['quuxland']);
    expect(await idsFor(searcher, 'free Turkey')).toEqual(['e.1']);
  });

  it('without the file no name stands for another', async () => {
    const searcher = await over([]);
    expect(await idsFor(searcher, 'Daesh')).toEqual([]);
    expect((await searcher.search({ question: 'Daesh', limit: 3, articles: null })).missing).toEqual(['Daesh']);
  });

  it('is found by the stems of the paragraph’s own language', async () => {
    const searcher = await over(
      [['Daesh', 'Islamischer Staat'], ['Bundesbehörde', 'Amt der Verwaltungen']],
      [
        { id: 'g.1', text: 'Das Gebiet war kleiner geworden, sagte die Frau aus dem Ort.', language: 'de' },
        { id: 'g.2', text: 'Islamischer Staat verlor den Ort, sagte die Frau.', language: 'de' },
        { id: 'g.3', text: 'Im Amt der Verwaltungen war niemand zu sehen.', language: 'de' },
      ],
    );
    expect(await idsFor(searcher, 'Daesh')).toEqual(['g.2']);
    expect(await marksFor(searcher, 'Bundesbehörden')).toEqual(['Amt der Verwaltungen']);
  });
});
