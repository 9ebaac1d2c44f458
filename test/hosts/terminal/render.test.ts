import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/archive/article.ts';
import { cite } from '../../../src/archive/citation.ts';
import { reply } from '../../../src/command.ts';
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
    for (const part of ['… The ferry', 'sank. …', 'The Gazette', 'by Jane Doe', 'ambiguous date: "08/12/2021" (2021-08-12 or 2021-12-08)', 'paragraph 7', 'link not preserved', '/source a.p', 'Nearly the same in “', 'The Herald, paragraph 2', 'they may not answer', '2 undated articles']) {
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
});
