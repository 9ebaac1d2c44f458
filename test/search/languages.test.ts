import { describe, expect, it } from 'vitest';
import { terms } from '../../src/search/analysis.ts';
import { idsFor, INDEXES, marksFor, searcherOver, type Draft } from './helpers.ts';

const GERMAN: readonly Draft[] = [
  { id: 'de1.1', language: 'de', text: 'Die Fährschiffe verließen gestern die Häfen, weil ein schwerer Sturm angekündigt war.' },
  { id: 'de2.1', language: 'de', text: 'Der Bürgermeister eröffnete das neue Schwimmbad und dankte allen Beteiligten.' },
  { id: 'de3.1', language: 'de', text: 'In der Schule fehlen seit Jahren Lehrerinnen für Mathematik.' },
];
const ENGLISH: readonly Draft[] = [
  { id: 'en1.1', text: 'The ferries left the harbours yesterday, as a heavy storm was forecast.' },
  { id: 'en2.1', text: 'The mayor opened the new swimming pool and thanked everybody.' },
  { id: 'en3.1', text: 'WHO experts met UN envoys and US troops in the capital.' },
];

/** A language, a paragraph, and questions in other forms of its words than stand there. */
const CASES: readonly (readonly [language: string, text: string, others: string, questions: readonly string[]])[] = [
  ['de', 'Die Fährschiffe verließen gestern die Häfen.', 'Der Bürgermeister dankte allen.', ['Welches Fährschiff lag im Hafen?', 'FÄHRSCHIFF', 'faehrschiffe hafens']],
  ['fr', 'Les manifestants ont bloqué les routes nationales.', 'Le maire a remercié tout le monde.', ['Qui manifeste sur la route nationale ?', 'l’manifestant', 'bloquer des routes']],
  ['es', 'Los pescadores abandonaron las barcas en la playa.', 'El alcalde dio las gracias a todos.', ['¿Qué pescador abandonó su barca?', 'playas']],
  ['ru', 'Рыбаки оставили лодки на берегу реки.', 'Мэр поблагодарил всех жителей.', ['рыбак и лодка', 'На каком берегу?']],
  ['ar', 'أغلقت السلطات المدارس في العاصمة بسبب العاصفة.', 'شكر رئيس البلدية جميع السكان.', ['المدرسة', 'عاصفة']],
  ['ja', '東京の港で船が沈没した。', '市長は新しいプールを開いた。', ['東京で沈没した船は？', '港']],
  ['it', 'I pescatori hanno lasciato le barche sulla spiaggia.', 'Il sindaco ha ringraziato tutti.', ['Quale pescatore lascia la barca?', 'spiagge']],
  ['tr', 'Balıkçılar teknelerini sahilde bıraktı.', 'Belediye başkanı herkese teşekkür etti.', ['balıkçı', 'tekneler']],
];

describe.each(INDEXES.map((index) => [index.name, index] as const))('languages over %s', (_name, module) => {
  it.each(CASES)('%s: finds inflected forms', async (language, text, others, questions) => {
    const searcher = await searcherOver([{ id: 'x.1', text: others, language }, { id: 'y.1', text, language }], { index: await module.open(null) });
    for (const question of questions) expect([question, (await idsFor(searcher, question))[0]]).toEqual([question, 'y.1']);
  });

  it('a mixed archive answers in both languages', async () => {
    const searcher = await searcherOver([...GERMAN, ...ENGLISH], { index: await module.open(null) });
    expect((await idsFor(searcher, 'Welches Fährschiff blieb im Hafen?'))[0]).toBe('de1.1');
    expect((await idsFor(searcher, 'Which ferry was in the harbour?'))[0]).toBe('en1.1');
    expect((await idsFor(searcher, 'Wem hat der Bürgermeister gedankt?'))[0]).toBe('de2.1');
    expect(await marksFor(searcher, 'Fährschiff im Hafen bei Sturm')).toEqual(['Fährschiffe', 'Häfen', 'Sturm']);
  });

  it('words without a topic are those of the question’s language', async () => {
    const searcher = await searcherOver([...GERMAN, ...ENGLISH], { index: await module.open(null) });
    expect((await searcher.search({ question: 'Wer war die mit der Fähre, und was hat sie für das?', limit: 3, articles: null })).missing).toEqual([]);
    expect((await searcher.search({ question: 'Wem wurde wann der Zeppelin gezeigt?', limit: 3, articles: null })).missing).toEqual(['Zeppelin', 'gezeigt']);
    expect((await searcher.search({ question: 'who was it that did what for the zeppelin?', limit: 3, articles: null })).missing).toEqual(['zeppelin']);
  });

  it('organisations and countries spelt like words without a topic are words', async () => {
    const searcher = await searcherOver([...ENGLISH, ...GERMAN], { index: await module.open(null) });
    for (const question of ['WHO', 'what did the WHO say', 'us troops', 'US', 'UN', 'U.S.', 'who met the UN?']) {
      expect([question, await idsFor(searcher, question)]).toEqual([question, ['en3.1']]);
    }
  });
});

describe('analysis by language', () => {
  it('takes texts in a language without rules as they stand', () => {
    expect(terms('Vissi d’arte', 'xx')).toEqual(['vissi', 'darte']);
  });

  it('tells stop words of scripts without capitals whatever stands beside them', () => {
    expect(terms('في نظام', 'ar')).toEqual(terms('في نظام Linux', 'ar').slice(0, -1));
  });

  it('keeps no stop word in capitals, in any language, unless all is in capitals', () => {
    expect(terms('der WHO-Bericht und DIE Zeit', 'de')).toContain('die');
    expect(terms('WER WAR DAS', 'de')).toEqual([]);
  });
});
