import { isObject, objects, text, type JsonObject } from '../../loopback/json.ts';
import type { Person } from '../wire.ts';
import { isPrivate, nameOf, personOf } from './acting.ts';
import { drawAttachment } from './attachment.ts';
import { button, custom, el } from './dom.ts';
import { drawComponent, type Uses } from './components.ts';
import { drawEmbed } from './embed.ts';
import { markdown } from './markdown.ts';

const LOADING = 128;

const picture = (colour: string, mark: string): string =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="${colour}"/>${mark}</svg>`)}`;
const BOT = picture('#5865f2', '<path d="M11 13h18M11 20h18M11 27h11" stroke="#fff" stroke-width="3" stroke-linecap="round"/>');
const person = (colour: string): string => picture(colour, '<circle cx="20" cy="16" r="6" fill="#fff"/><path d="M8 34c1-8 6-11 12-11s11 3 12 11" fill="#fff"/>');
const PERSON = person('#3f7d58');
const OTHER = person('#8a5a00');

export interface MessageParts extends Uses {
  /** The command that it answers, as it was typed; null for a message that was written. */
  readonly used: string | null;
  /** Who used it. */
  readonly by: Person;
  readonly dismiss: () => void;
}

/** A message as Discord draws it, from Discord's own JSON. */
export function drawMessage(message: JsonObject, parts: MessageParts): HTMLElement {
  const flags = Number(message['flags'] ?? 0);
  const { name, isBot, person } = authorOf(message);
  const isHidden = isPrivate(message);
  const drawn = custom('discord-message', {
    author: name,
    bot: isBot,
    avatar: isBot ? BOT : person === 'you' ? PERSON : OTHER,
    timestamp: timeOf(message),
    edited: typeof message['edited_timestamp'] === 'string',
    class: isHidden ? 'private' : null,
  });
  if (parts.used !== null) drawn.append(drawUsed(parts.used, parts.by));
  if ((flags & LOADING) !== 0) drawn.append(el('em', {}, `${name} is thinking…`));
  const content = text(message['content']);
  if (content !== '') drawn.append(el('div', { class: 'content', dir: 'auto' }, markdown(content)));
  drawn.append(...objects(message['embeds']).map(drawEmbed));
  const files = objects(message['attachments']).map((file) => drawAttachment(file, text(message['id'])));
  const components = objects(message['components']).map((one) => drawComponent(one, parts));
  if (files.length + components.length > 0) drawn.append(el('div', { slot: 'components', class: 'components' }, ...files, ...components));
  if (isHidden) drawn.append(el('p', { slot: 'components', class: 'small' }, 'Only you can see this · ', button('Dismiss message', { class: 'plain' }, parts.dismiss)));
  return drawn;
}

/** The line above a reply that tells what it answers. */
export function drawUsed(used: string, by: Person): HTMLElement {
  return el('div', { slot: 'reply', class: 'used' }, `${nameOf(by)} used `, el('bdi', {}, used));
}

export interface Author {
  readonly name: string;
  readonly isBot: boolean;
  readonly id: string;
  readonly person: Person;
}

export function authorOf(message: JsonObject): Author {
  const author = isObject(message['author']) ? message['author'] : {};
  const isBot = author['bot'] === true;
  const id = text(author['id']);
  const person = personOf(id);
  return { name: isBot ? text(author['username']) : nameOf(person), isBot, id, person };
}

/** One sentence for a screen reader: who, to whom, and how it begins. */
export function summaryOf(message: JsonObject): string {
  const [first = {}, ...others] = objects(message['embeds']);
  const opening = [text(message['content']), text(first['title']), text(first['description'])].filter((part) => part !== '').join('. ');
  return `${authorOf(message).name}${isPrivate(message) ? ', to you alone' : ''}: ${opening.slice(0, 300)}${others.length > 0 ? `. ${others.length} more parts follow.` : ''}`;
}

function timeOf(message: JsonObject): string {
  return new Date(text(message['timestamp']) || Date.now()).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}
