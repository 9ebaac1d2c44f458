import type { APIEmbed, APIEmbedField } from 'discord.js';
import { pieces, type Excerpt } from '../../archive/excerpt.ts';
import type { Fact, Quote, Reply } from '../../command.ts';
import { alsoLine, linkLine, sourceLine, titleOf } from '../../command/describe.ts';
import type { Fault } from '../../errors.ts';
import { isolate } from '../../words/direction.ts';
import type { Voice } from '../../words/words.ts';
import { componentRows } from './components.ts';
import { shortIds, type CustomIds } from './custom-ids.ts';
import { escapeText } from './escape.ts';
import { fit, LIMITS } from './limits.ts';

export interface MessageBody {
  readonly embeds: APIEmbed[];
  readonly components: ReturnType<typeof componentRows>;
  readonly files?: { readonly name: string; readonly attachment: Buffer }[];
}

const COLOURS = { reply: 0x4a6fa5, quote: 0x8a9bb0, fault: 0xb3413b } as const;
/** So much of the head is text; the rest of a message's 6,000 characters belongs to quotes and facts. */
const HEAD_LENGTH = 1_200;
/** A citation line is short; so much of an absurd one is shown, lest one quote crowd out the others. */
const SOURCE_LENGTH = 400;
/** Kept free for the line that tells what was left out. */
const RESERVE = 100;

/** A reply as embeds and buttons, inside every limit of Discord: what does not fit is left out, and said to be. */
export function renderReply(reply: Reply, voice: Voice, customId: CustomIds = shortIds): MessageBody {
  const { words } = voice;
  const head: APIEmbed = { title: fit(reply.heading, LIMITS.embedTitle, escapeText), color: COLOURS.reply };
  if (reply.stage !== null) head.footer = { text: fit(reply.stage, SOURCE_LENGTH) };
  const text = [reply.lead, reply.notice].filter((line) => line !== null).map((line) => fit(line, HEAD_LENGTH / 2, escapeText));
  let room = LIMITS.embedTotal - RESERVE - embedLength(head) - lengthOf(text);
  const fields = takeWhileFits(reply.facts.slice(0, LIMITS.fields).map(renderFact), room, fieldLength);
  room -= fields.reduce((sum, field) => sum + fieldLength(field), 0);
  const quotes = takeWhileFits(reply.quotes.slice(0, LIMITS.embeds - 1)
    .map((quote, place) => renderQuote(quote, place + reply.firstPlace, voice)), room, embedLength);
  text.push(...leftOut(reply.facts.length - fields.length, words.reply.detailsLeftOut), ...leftOut(reply.quotes.length - quotes.length, words.reply.quotesLeftOut));
  if (text.length > 0) head.description = text.join('\n');
  if (fields.length > 0) head.fields = fields;
  return { embeds: [head, ...quotes], components: componentRows(reply, words, customId), ...(reply.files.length > 0 && { files: reply.files.map(({ name, text: whole }) => ({ name, attachment: Buffer.from(whole) })) }) };
}

export function renderFault({ message, remedy }: Pick<Fault, 'message' | 'remedy'>): MessageBody {
  const description = [message, remedy].map((line) => fit(line, HEAD_LENGTH, escapeText)).join('\n');
  return { embeds: [{ description, color: COLOURS.fault }], components: [] };
}

/** The source stands in the footer, which Discord draws as plain text, on lines of its own. */
function renderQuote({ excerpt, paragraph, article, also, gone, label }: Quote, place: number, voice: Voice): APIEmbed {
  const others = alsoLine(also, voice);
  const source = [sourceLine(article, voice), voice.words.source.paragraph(paragraph.number), linkLine({ article, gone }, voice)].join(' · ');
  return {
    title: fit(label ?? `${place}. ${isolate(titleOf(article, voice.words))}`, LIMITS.embedTitle, escapeText),
    ...(isLink(article.url) && { url: article.url }),
    description: renderExcerpt(excerpt),
    footer: { text: fit([source, others].filter((line) => line !== null).join('\n'), SOURCE_LENGTH) },
    color: COLOURS.quote,
  };
}

/** Matched words in bold; the `…` of a cut stands outside of the text. At 350 units, escaped and marked, far below 4,096. */
function renderExcerpt(excerpt: Excerpt): string {
  const drawn = pieces(excerpt).map(({ text, marked }) => (marked ? `**${escapeText(text)}**` : escapeText(text)));
  return `${excerpt.cut.start ? '… ' : ''}${drawn.join('')}${excerpt.cut.end ? ' …' : ''}`;
}

function renderFact({ label, text }: Fact): APIEmbedField {
  return { name: fit(label, LIMITS.fieldName, escapeText), value: fit(text, LIMITS.fieldValue, escapeText) };
}

/** Only such an address may become a link; anything else stays text. */
function isLink(url: string | null): url is string {
  return url !== null && url.length <= LIMITS.url && URL.canParse(url) && /^https?:/iu.test(url);
}

function embedLength({ title = '', description = '', footer }: APIEmbed): number {
  return title.length + description.length + (footer?.text.length ?? 0);
}

function fieldLength({ name, value }: APIEmbedField): number {
  return name.length + value.length;
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

function takeWhileFits<T>(all: readonly T[], room: number, length: (one: T) => number): T[] {
  let left = room;
  const over = all.findIndex((one) => (left -= length(one)) < 0);
  return over < 0 ? [...all] : all.slice(0, over);
}

function leftOut(count: number, told: (count: number) => string): string[] {
  return count > 0 ? [told(count)] : [];
}
