import { describe, expect, it } from 'vitest';
import { searcherOver } from './helpers.ts';

const TEXTS = ['The rain over Iran fell on the Assassination Museum.', 'Café owners protested in Basra.', 'The U.S. envoy was late.'];

describe('did you mean', () => {
  it.each([
    ['asassination museum', 'Assassination museum'],
    ['who protestd in Bazra?', 'who protested in Basra?'],
    ['did the ran over Iran stop', 'did the rain over Iran stop'],
    ['Iran ran', 'Iran rain'],
    ['"museum" asassination', '"museum" Assassination'],
  ])('%s: %s', async (question, suggestion) => {
    const searcher = await searcherOver(TEXTS.map((text) => ({ text })));
    expect((await searcher.search({ question, limit: 3, articles: null })).didYouMean).toBe(suggestion);
  });

  it.each(['rain over Iran', 'museums', 'zeppelin', '', '$& museum $1'])('nothing for %j', async (question) => {
    const searcher = await searcherOver(TEXTS.map((text) => ({ text })));
    expect((await searcher.search({ question, limit: 3, articles: null })).didYouMean).toBeNull();
  });
});
