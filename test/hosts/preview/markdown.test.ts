import { parse } from 'discord-markdown-parser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText } from '../../../src/hosts/discord/escape.ts';
import { asParsed, MARKUP } from '../discord/markdown.ts';

interface Node {
  readonly type: string;
  readonly content?: string | readonly Node[];
  readonly name?: string;
}

/** What the page makes of it: the text, and the kinds of markup in it. */
function drawn(nodes: readonly Node[]): { text: string; markup: string[] } {
  const parts = nodes.map(({ type, content, name }) => {
    if (type === 'br' || type === 'newline') return { text: '\n', markup: [] };
    if (type === 'twemoji') return { text: name ?? '', markup: [] };
    const inner = typeof content === 'object' ? drawn(content) : { text: content ?? '', markup: [] };
    return { text: inner.text, markup: [...(type === 'text' ? [] : [type]), ...inner.markup] };
  });
  return { text: parts.map(({ text }) => text).join(''), markup: parts.flatMap(({ markup }) => markup) };
}

const anyText = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.array(fc.constantFrom(...MARKUP), { maxLength: 60 }).map((pieces) => pieces.join('')));

describe('the markdown of the page', () => {
  it('draws escaped text as it was, with no markup', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(drawn(parse(escapeText(text), 'extended'))).toEqual({ text: asParsed(text), markup: [] });
      }),
      { numRuns: 2_000 },
    );
  });
});
