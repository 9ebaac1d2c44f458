import { describe, expect, it } from 'vitest';
import { searcherOver, type Draft } from './helpers.ts';

/** Small corpora, the order wanted, and why. Ids are `a0.0`, `a1.0`, … in the order given. */
const CASES: readonly { readonly why: string; readonly question: string; readonly corpus: readonly (Draft | string)[]; readonly order: readonly string[] }[] = [
  {
    why: 'a rare word tells more than common ones, however many of them match',
    question: 'government report on the ferry',
    corpus: ['The government wrote a report.', 'The government published its report.', 'The ferry was late.', 'A government report came.'],
    order: ['a2.0'],
  },
  {
    why: 'a word once in a short paragraph beats once in a long one',
    question: 'ferry',
    corpus: [`The ferry left. ${'Then other things happened in town. '.repeat(10)}`, 'The ferry left.', 'Nothing here.'],
    order: ['a1.0', 'a0.0'],
  },
  {
    why: 'neighbours in the question that stand side by side beat the same words far apart',
    question: 'drone attack',
    corpus: ['An attack was feared in the harbour by noon, said people who had seen one drone.', 'A drone attack was feared in the harbour by noon, said people who had seen it.', 'Nothing.'],
    order: ['a1.0', 'a0.0'],
  },
  {
    why: 'repeating one word of the question does not beat having both',
    question: 'ferry harbour',
    corpus: ['Ferry, ferry, ferry, ferry, ferry and ferry again.', 'The ferry lay in the harbour today.', 'Nothing.'],
    order: ['a1.0', 'a0.0'],
  },
  {
    why: 'what is not prose comes after prose that matches as well',
    question: 'the ferry at Basra',
    corpus: [{ text: 'The ferry at Basra.', kind: 'caption' }, { text: 'The ferry at Basra.', kind: 'prose' }, 'Nothing.'],
    order: ['a1.0', 'a0.0'],
  },
  {
    why: 'the headline speaks for its paragraphs',
    question: 'ferry captain',
    corpus: [{ text: 'The captain was not hurt.', title: 'Ferry sinks' }, { text: 'The captain was not hurt.', title: 'Plane lands' }, 'Nothing.'],
    order: ['a0.0', 'a1.0'],
  },
  {
    why: 'the publisher is a word one may ask by',
    question: 'What did the Gazette say of the harbour?',
    corpus: [{ text: 'The harbour is full.', publisher: 'Herald' }, { text: 'The harbour is full.', publisher: 'Gazette' }, 'Nothing.'],
    order: ['a1.0', 'a0.0'],
  },
  {
    why: 'a misspelt word finds the nearest spelling that the archive has',
    question: 'asassination atempt',
    corpus: ['The assassination attempt failed.', 'The association tempted many.', 'Nothing.'],
    order: ['a0.0'],
  },
  {
    why: 'a word that the archive has is not stretched to others that begin alike',
    question: 'port',
    corpus: ['The portrait of a porter.', 'The port is closed for a long while, which nobody in this long sentence likes.', 'Nothing.'],
    order: ['a1.0'],
  },
  {
    why: 'equal paragraphs keep the order of their ids, so that an answer is the same every time',
    question: 'ferry',
    corpus: ['The ferry.', 'The ferry.', 'The ferry.', 'Nothing.'],
    order: ['a0.0', 'a1.0', 'a2.0'],
  },
];

describe('ranking', () => {
  it.each(CASES)('$why', async ({ question, corpus, order }) => {
    const searcher = await searcherOver(corpus.map((draft) => (typeof draft === 'string' ? { text: draft } : draft)));
    const { hits } = await searcher.search({ question, limit: 10, articles: null, fold: false });
    expect(hits.map((hit) => hit.paragraph.source.id).slice(0, order.length)).toEqual(order);
  });
});
