import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/archive/article.ts';
import { cite } from '../../../src/archive/citation.ts';
import { reply, type Reply } from '../../../src/command.ts';
import { plain } from '../../../src/hosts/terminal/plain.ts';
import { renderFault, renderReply } from '../../../src/hosts/terminal/render.ts';

const article: Article = {
  id: 'a', title: 'A ferry\u001b[31m sinks', publisher: 'The Gazette', publisherAlias: null, section: null, author: 'Jane Doe', url: null, category: null, attribution: null, credits: [],
  published: { value: null, readings: ['2021-08-12', '2021-12-08'], certainty: 'ambiguous', asWritten: '08/12/2021' }, origin: { file: 'a.txt', line: 3 },
};
const shown = reply({
  heading: 'ferry',
  lead: 'Nearest passages; they may not answer this.',
  notice: '2 undated articles left out.',
  quotes: [{ excerpt: { text: 'The ferry\nsank.', marks: [[4, 9]], cut: { start: true, end: true } }, paragraph: { id: 'a.p', number: 7, kind: 'prose', text: 'x' }, article, citation: cite(article), also: [{ article: { ...article, publisher: 'The Herald' }, paragraph: { id: 'b.p', number: 2 } }] }],
  data: {},
});

describe('a reply on the terminal', () => {
  it('shows excerpt, full source, certainty of the date and the lost link', () => {
    const text = renderReply(shown, false);
    for (const part of ['… The ferry', 'sank. …', 'The Gazette', 'by Jane Doe', 'ambiguous date: "08/12/2021" (August 12, 2021 or December 8, 2021)', 'paragraph 7', 'link not preserved', '/source a.p', 'Nearly the same in “', 'The Herald, paragraph 2', 'they may not answer', '2 undated articles']) {
      expect(text).toContain(part);
    }
  });

  it('has colours only when asked for', () => {
    expect(renderReply(shown, false)).not.toContain('\u001b');
    expect(renderReply(shown, true)).toContain('\u001b[1mferry\u001b[22m');
  });

  it('never passes on control characters of the archive', () => {
    expect(renderReply(shown, false)).toContain('A ferry␛[31m sinks');
    expect(plain('a\u0007b\u009bc\u202ed\te\nf')).toBe('a␇b\uFFFDc\uFFFDd\te\nf');
    expect(renderFault({ message: 'bad \u001b]0;x\u0007', remedy: 'do' }, false)).not.toContain('\u001b');
  });

  it('sets apart what runs from right to left, so that what stands behind it keeps its place', () => {
    const text = renderReply(rightToLeft('غرق العبارة', 'صحيفة', 'فلان'), false);
    expect(text).toContain('1. \u2068غرق العبارة\u2069');
    expect(text).toContain('\u2068صحيفة\u2069 · by \u2068فلان\u2069 · undated · paragraph 7 · link not preserved');
    expect(text).toContain('   غرقت العبارة.\n');
    expect(text).toContain('Section: \u2068محلي\u2069');
    expect(text).toContain('Publisher: The Gazette');
  });

  it('never passes on overrides and isolates of the archive', () => {
    const text = renderReply(rightToLeft('\u2069غرق\u202E \u2068العبارة\u2069\u2066', '\u2068The Gazette\u2069', '\u2068'), false);
    expect(text).toContain('1. \u2068\uFFFD\uFFFDغرق\uFFFD \uFFFDالعبارة\uFFFD\uFFFD\uFFFD\u2069\n');
    expect(text).toContain('\uFFFDThe Gazette\uFFFD · by \uFFFD · undated');
    const excerpt = renderReply({ ...shown, quotes: shown.quotes.map((quote) => ({ ...quote, excerpt: { ...quote.excerpt, text: 'a \u2068غرق\u2069', marks: [] } })) }, false);
    expect(excerpt).toContain('… a \uFFFDغرق\uFFFD …');
  });
});

function rightToLeft(title: string, publisher: string, author: string): Reply {
  const other: Article = { ...article, title, publisher, author, published: null };
  const quotes = shown.quotes.map((quote) => ({ ...quote, article: other, excerpt: { text: 'غرقت العبارة.', marks: [], cut: { start: false, end: false } } }));
  return { ...shown, quotes, facts: [{ label: 'Section', text: 'محلي' }, { label: 'Publisher', text: 'The Gazette' }] };
}
