import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { RSS } from '../../../src/ingest/feed/shapes.ts';
import type { XmlEvent, XmlRecord } from '../../../src/ingest/xml/shape.ts';
import { LONGEST_RECORD } from '../../../src/ingest/xml/record-reader.ts';
import { recordsOf } from '../../../src/ingest/xml/records.ts';

const SHAPE = { list: { inside: { item: { record: { title: 'text', text: 'text', skip: 'count' } } } } } as const;

async function* inPieces(text: string, size: number): AsyncGenerator<string> {
  for (let from = 0; from < text.length; from += size) yield text.slice(from, from + size);
}

async function read(chunks: AsyncIterable<string>): Promise<{ records: readonly XmlRecord[]; faults: readonly string[]; events: readonly XmlEvent[] }> {
  const events: XmlEvent[] = [];
  for await (const event of recordsOf(chunks, SHAPE)) events.push(event);
  return { records: events.flatMap((event) => ('record' in event ? [event.record] : [])), faults: events.flatMap((event) => ('fault' in event ? [`${event.line}: ${event.fault}`] : [])), events };
}

async function titles(text: string): Promise<readonly (string | undefined)[]> {
  return (await read(inPieces(text, 1_000))).records.map(({ fields }) => fields.find(({ name }) => name === 'title')?.text);
}

async function* long(before: string, filling: string, times: number, after: string): AsyncGenerator<string> {
  yield before;
  for (let time = 0; time < times; time++) yield filling;
  yield after;
}

const FILLING = 'x'.repeat(1024 * 1024);
const TIMES = LONGEST_RECORD / FILLING.length + 4;

describe('Records of an XML text', () => {
  it('are the same however the text is cut into pieces', async () => {
    for (const sample of ['wxr/blocks-1.2.xml', 'rss/news-1.0.rdf', 'rss/malformed.xml']) {
      const text = await readFile(new URL(`../../samples/formats/${sample}`, import.meta.url), 'utf8');
      const whole: XmlEvent[] = [];
      for await (const event of recordsOf(inPieces(text, text.length), RSS)) whole.push(event);
      expect(whole.length).toBeGreaterThan(3);
      for (const size of [1, 2, 3, 7, 64]) {
        const cut: XmlEvent[] = [];
        for await (const event of recordsOf(inPieces(text, size), RSS)) cut.push(event);
        expect(cut).toEqual(whole);
      }
    }
  });

  it('keep CDATA, entities and brackets as they are meant', async () => {
    const text = '<list><item><title><![CDATA[a ]] > ]]]]><![CDATA[> b]]>&amp;&#x41;&#66;&nbsp;&bad;</title><!-- <item> <![CDATA[ --><text a="<![CDATA[">t</text></item></list>';
    for (const size of [1, 5, 400]) expect((await read(inPieces(text, size))).records[0]?.fields.map((field) => field.text)).toEqual(['a ]] > ]]> b&AB&nbsp;&bad;', 't']);
  });

  it('do not end with elements of the same name inside of what is passed over', async () => {
    expect(await titles('<list><item><other><item><title>no</title></item><p></other><title>yes</title></item><item><title>two</title></item></list>')).toEqual(['yes', 'two']);
  });

  it.each([
    ['text', '<text>', '</text>'],
    ['a CDATA section', '<text><![CDATA[', ']]></text>'],
    ['a comment', '<!--', '-->'],
    ['an attribute', '<text a="', '"></text>'],
    ['an element that is passed over', '<other>', '</other>'],
  ])('of more than 32 MiB in %s do not take the rest with them', async (what, open, close) => {
    const chunks = long(`<list><item><title>long</title>${open}`, FILLING, TIMES, `${close}</item><item><title>next</title></item></list>`);
    const { records, faults } = await read(chunks);
    const kept = records.map(({ fields }) => fields[0]?.text);
    expect(kept.at(-1)).toBe('next');
    if (what.startsWith('text') || what.includes('CDATA')) {
      expect(kept).toEqual(['next']);
      expect(faults).toEqual(['1: holds an article of more than 32 MiB, which was left out']);
    }
  });

  it('stand elements that are nested without end', async () => {
    const deep = '<a>'.repeat(300_000);
    expect(await titles(`<list><item><title>deep</title><text>${deep}</text></item><item><other>${deep}</other><title>deep too</title></item><item><title>next</title></item></list>`)).toEqual(['deep', 'deep too', 'next']);
  });

  it('come while the text is still being read', async () => {
    let asked = 0;
    const chunks = (async function* () {
      yield '<list>';
      for (; asked < 100_000; asked++) yield `<item><title>${asked}</title></item>`;
      yield '</list>';
    })();
    for await (const event of recordsOf(chunks, SHAPE)) if ('record' in event && event.record.fields[0]?.text === '100') break;
    expect(asked).toBeLessThan(110);
  });

  it('tell where the text stops', async () => {
    expect((await read(inPieces('<list>\n<item><title>one</title></item>\n<item>\n<title>tw', 5))).faults).toEqual(['4: stops in the middle of the article that begins on line 3, which was left out; the file is not whole']);
    expect((await read(inPieces('<list>\n<item><title>one</title></item>\n', 5))).faults).toEqual(['3: stops before the end of <list>; the file is not whole']);
  });

  it('never hold what a file defines as an entity', async () => {
    const text = '<!DOCTYPE list [<!ENTITY a "boom"><!ENTITY f SYSTEM "file:///etc/passwd">]><list><item><title>&a;&f;</title></item></list>';
    expect(await titles(text)).toEqual(['&a;&f;']);
  });
});
