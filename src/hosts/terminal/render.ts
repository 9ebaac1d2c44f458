import { styleText } from 'node:util';
import { pieces, type Excerpt } from '../../archive/excerpt.ts';
import { OPERATOR, type Quote, type Reply } from '../../command.ts';
import { alsoLine, linkLine, sourceLine, titleOf } from '../../command/describe.ts';
import type { Fault } from '../../errors.ts';
import { isolate } from '../../words/direction.ts';
import type { Voice } from '../../words/words.ts';
import { plain, plainSentence } from './plain.ts';

type Paint = (format: 'bold' | 'dim' | 'red' | 'cyan' | 'yellow', text: string) => string;

const PAINT: Paint = (format, text) => styleText(format, text, { validateStream: false });
const NO_PAINT: Paint = (_format, text) => text;

/** A reply as text; with `colour`, matched words and headings are set off. */
export function renderReply(reply: Reply, colour: boolean, voice: Voice = OPERATOR): string {
  const paint = colour ? PAINT : NO_PAINT;
  const blocks = [paint('bold', plainSentence(reply.heading))];
  if (reply.lead !== null) blocks.push(plainSentence(reply.lead));
  blocks.push(...reply.quotes.map((quote, place) => renderQuote(quote, place + reply.firstPlace, paint, voice)));
  if (reply.facts.length > 0) blocks.push(reply.facts.map(({ label, text }) => renderFact(label, text, paint)).join('\n'));
  const turns = reply.actions.filter(({ inPlace }) => inPlace === true);
  if (turns.length > 0) blocks.push(turns.map(({ label, command, options }) => paint('dim', plain(`${label}: /${command} ${Object.entries(options).map(([name, value]) => `${name}:${value}`).join(' ')}`))).join('\n'));
  if (reply.notice !== null) blocks.push(paint('yellow', plainSentence(voice.words.reply.notice(reply.notice))));
  if (reply.stage !== null) blocks.push(paint('dim', `(${plain(reply.stage)})`));
  return blocks.join('\n\n');
}

export function renderFault({ message, remedy }: Pick<Fault, 'message' | 'remedy'>, colour: boolean): string {
  const paint = colour ? PAINT : NO_PAINT;
  return `${paint('red', plainSentence(message))}\n${plainSentence(remedy)}`;
}

function renderQuote({ excerpt, paragraph, article, also, gone, label }: Quote, place: number, paint: Paint, voice: Voice): string {
  const others = alsoLine(also, voice);
  const source = [sourceLine(article, voice), voice.words.source.paragraph(paragraph.number), linkLine({ article, gone }, voice)].join(' · ');
  return [
    label === undefined ? `${place}. ${paint('cyan', plainSentence(isolate(titleOf(article, voice.words))))}` : paint('cyan', plainSentence(label)),
    indent(renderExcerpt(excerpt, paint)),
    indent(paint('dim', plainSentence(source))),
    ...(others === null ? [] : [indent(paint('dim', plainSentence(others)))]),
    indent(paint('dim', `/source ${plain(paragraph.id)}`)),
  ].join('\n');
}

function renderExcerpt(excerpt: Excerpt, paint: Paint): string {
  const drawn = pieces(excerpt).map(({ text, marked }) => (marked ? paint('bold', plain(text)) : plain(text)));
  return `${excerpt.cut.start ? '… ' : ''}${drawn.join('')}${excerpt.cut.end ? ' …' : ''}`;
}

/** Beside its label a text is set apart; below it, it stands alone. */
function renderFact(label: string, text: string, paint: Paint): string {
  const shown = plainSentence(text);
  const name = paint('bold', `${plainSentence(label)}:`);
  return shown.includes('\n') ? `${name}\n${indent(shown)}` : `${name} ${isolate(shown)}`;
}

function indent(text: string): string {
  return text.replace(/^/gmu, '   ');
}
