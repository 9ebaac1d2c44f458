import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessage, wordsOfLink } from '../../src/command/message-words.ts';

describe('what somebody wrote', () => {
  it.each<[string, readonly string[], string]>([
    ['The **militia** said "never" <@123>', [], 'The militia said never'],
    ['> quoted\n- a list\n# Heading\n-# small', [], 'quoted a list Heading small'],
    ['||spoiler|| `code` ~~struck~~ <:smile:12> <a:wave:3> <t:0:R> <#5> </search:1>', [], 'spoiler code struck'],
    ['see (https://example.org/a_(b)), or <https://example.org/c>.', ['https://example.org/a_(b)', 'https://example.org/c'], 'see ( or < >.'],
    ['[text](https://example.org/x?y=1#z)!', ['https://example.org/x?y=1#z'], '[text]('],
    ['https://example.org/a https://example.org/a', ['https://example.org/a'], ''],
    ['US-led, not -this', [], 'US-led, not this'],
    ['', [], ''],
  ])('%j', (text, links, words) => { expect(readMessage(text)).toEqual({ links, words }); });

  it('of any kind is read to whole addresses and words without a request for exact ones', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 4_000 }), fc.webUrl(), (text, url) => {
        const { links, words } = readMessage(`${text} ${url} `);
        for (const link of links) expect(URL.canParse(link)).toBe(true);
        expect(words).not.toMatch(/["“”„«»]/u);
      }),
    );
  });

  it('does not take longer for messages made to', () => {
    const once = (text: string): number => {
      const started = performance.now();
      for (let round = 0; round < 50; round++) readMessage(text);
      return performance.now() - started;
    };
    // The least of several: what else the machine does adds to some of them.
    const time = (text: string): number => Math.min(...Array.from({ length: 5 }, () => once(text)));
    const usual = 'The militia said that nobody was hurt. '.repeat(100);
    time(usual);
    const worst = Math.max(...['https://'.repeat(500), `https://a.b/${')'.repeat(3_900)}`, '<@'.repeat(2_000), '*_~`|'.repeat(800), `${' '.repeat(3_999)}x`, '> '.repeat(2_000)].map(time));
    expect(worst).toBeLessThan(Math.max(50, time(usual) * 40));
  });
});

describe('an address\'s own words', () => {
  it.each([
    ['https://example.org/2021/12/07/how-worrisome-is-iranian-control/', 'how worrisome is iranian control'],
    ['https://example.org/news/1234567.html', ''],
    ['https://example.org/%D8%A7%D9%84%D8%AD%D8%B1%D8%A8-%D9%81%D9%8A-%D8%A7%D9%84%D8%B9%D8%B1%D8%A7%D9%82', 'الحرب في العراق'],
    ['https://example.org/%E0%A4%A', ''],
    ['https://example.org/', ''],
  ])('%s: %j', (link, words) => { expect(wordsOfLink(link)).toBe(words); });
});
