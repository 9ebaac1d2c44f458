import { styleText } from 'node:util';
import { pieces, type Excerpt } from '../../archive/excerpt.ts';
import type { Quote, Reply } from '../../command.ts';
import { alsoLine, linkLine, sourceLine, titleOf } from '../../command/describe.ts';
import type { Fault } from '../../errors.ts';
import { plain } from './plain.ts';

type Paint = (format: 'bold' | 'dim' | 'red' | 'cyan' | 'yellow', text: string) => string;

const PAINT: Paint = (format, text) => styleText(format, text, { validateStream: false });
const NO_PAINT: Paint = (_format, text) => text;

/** A reply as text; with `colour`, matched words and headings are set off. */
export function renderReply(reply: Reply, colour: boolean): string {
  const paint = colour ? PAINT : NO_PAINT;
  const blocks = [paint('bold', plain(reply.heading))];
  if (reply.lead !== null) blocks.push(plain(reply.lead));
  blocks.push(...reply.quotes.map((quote, place) => renderQuote(quote, place + 1, paint)));
  if (reply.facts.length > 0) blocks.push(reply.facts.map(({ label, text }) => renderFact(label, text, paint)).join('\n'));
  if (reply.notice !== null) blocks.push(paint('yellow', `Note: ${plain(reply.notice)}`));
  if (reply.stage !== null) blocks.push(paint('dim', `(${plain(reply.stage)})`));
  return blocks.join('\n\n');
}

export function renderFault({ message, remedy }: Pick<Fault, 'message' | 'remedy'>, colour: boolean): string {
  const paint = colour ? PAINT : NO_PAINT;
  return `${paint('red', plain(message))}\n${plain(remedy)}`;
}

function renderQuote({ excerpt, paragraph, article, also, gone }: Quote, place: number, paint: Paint): string {
  const others = alsoLine(also);
  const source = `${sourceLine(article)} · paragraph ${paragraph.number} · ${linkLine({ article, gone })}`;
  return [
    `${place}. ${paint('cyan', plain(titleOf(article)))}`,
    indent(renderExcerpt(excerpt, paint)),
    indent(paint('dim', plain(source))),
    ...(others === null ? [] : [indent(paint('dim', plain(others)))]),
    indent(paint('dim', `/source ${plain(paragraph.id)}`)),
  ].join('\n');
}

function renderExcerpt(excerpt: Excerpt, paint: Paint): string {
  const drawn = pieces(excerpt).map(({ text, marked }) => (marked ? paint('bold', plain(text)) : plain(text)));
  return `${excerpt.cut.start ? '… ' : ''}${drawn.join('')}${excerpt.cut.end ? ' …' : ''}`;
}

function renderFact(label: string, text: string, paint: Paint): string {
  const lines = plain(text).split('\n');
  return lines.length === 1 ? `${paint('bold', `${plain(label)}:`)} ${lines[0] ?? ''}` : `${paint('bold', `${plain(label)}:`)}\n${indent(lines.join('\n'))}`;
}

function indent(text: string): string {
  return text.replace(/^/gmu, '   ');
}
