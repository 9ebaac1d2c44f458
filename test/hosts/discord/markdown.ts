import { parser } from '@odiffey/discord-markdown';

interface Node {
  readonly type: string;
  readonly content?: string | readonly Node[];
}

/** The text that Discord draws for a message, and which kinds of markup (bold excepted) it saw in it. */
export function draw(markdown: string): { readonly text: string; readonly markup: readonly string[] } {
  const markup = new Set<string>();
  const walk = (nodes: readonly Node[]): string => nodes.map((node) => drawNode(node, markup, walk)).join('');
  return { text: walk(parser(markdown)), markup: [...markup] };
}

function drawNode(node: Node, markup: Set<string>, walk: (nodes: readonly Node[]) => string): string {
  if (node.type === 'br' || node.type === 'newline') return '\n';
  if (node.type !== 'text' && node.type !== 'strong') markup.add(node.type);
  return typeof node.content === 'string' ? node.content : walk(node.content ?? []);
}

/** What the oracle makes of white space before it reads any markup (simple-markdown's `preprocess`). */
export function asParsed(text: string): string {
  return text.replace(/\r\n?/gu, '\n').replace(/\f/gu, '').replace(/\t/gu, '    ');
}

/** Pieces of which markup is made, for random texts that would be alive if they were not escaped. */
export const MARKUP = [
  '# ', '## ', '- ', '-# ', '* ', '+ ', '> ', '>>> ', '1. ', '23) ', '**', '__', '*', '_', '~~', '||', '`', '```', '```js\n', '\n', '\n\n', '\\', '[x](https://evil.example)',
  '[x](<https://evil.example>)', '<@123>', '<@!123>', '<@&123>', '<#123>', '</search:123>', '<:a:123>', '<a:b:123>', '<t:0:R>', '<id:customize>', '@everyone', '@here', 'https://evil.example', 'http://x.y/a_b_c', '<https://evil.example>',
  'steam://run/1', ':smile:', ':a_b:', ':+1:', '¯\\_(ツ)_/¯', '://', '\u202E', '\u2066', '\u200B', '  ', '\t', 'word', 'Iraq', '7', '.', ')', '(', ']', '[', '!',
];
