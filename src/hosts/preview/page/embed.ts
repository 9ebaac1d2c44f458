import { isObject, objects, text, type JsonObject } from '../../loopback/json.ts';
import { custom, el } from './dom.ts';
import { link, markdown } from './markdown.ts';

/**
 * An embed as Discord draws it. Title and field names go into slots of our own: the package's read them as plain words,
 * and fetch emoji from Discord's servers.
 */
export function drawEmbed(embed: JsonObject): HTMLElement {
  const drawn = custom('discord-embed', { slot: 'embeds', color: colourOf(embed['color']) });
  const author = isObject(embed['author']) ? text(embed['author']['name']) : '';
  if (author !== '') drawn.append(el('div', { slot: 'description', class: 'embed-author', dir: 'auto' }, author));
  const title = text(embed['title']);
  if (title !== '') drawn.append(el('div', { slot: 'description', class: 'embed-title', dir: 'auto' }, titleOf(title, text(embed['url']))));
  const description = text(embed['description']);
  if (description !== '') drawn.append(custom('discord-embed-description', { slot: 'description', class: 'prose', dir: 'auto' }, markdown(description)));
  const fields = objects(embed['fields']);
  if (fields.length > 0) drawn.append(custom('discord-embed-fields', { slot: 'fields' }, ...fields.map(drawField)));
  const footer = footerOf(embed);
  if (footer !== '') drawn.append(custom('discord-embed-footer', { slot: 'footer' }, el('div', { class: 'footer', dir: 'auto' }, footer)));
  return drawn;
}

function titleOf(title: string, url: string): Node {
  return url === '' ? markdown(title) : link(url, [markdown(title)]);
}

function drawField(field: JsonObject, place: number): HTMLElement {
  const name = el('div', { class: 'field-name', dir: 'auto' }, markdown(text(field['name'])));
  const value = el('div', { class: 'prose', dir: 'auto' }, markdown(text(field['value'])));
  return custom('discord-embed-field', field['inline'] === true ? { 'inline-index': String((place % 3) + 1) } : {}, name, value);
}

function footerOf(embed: JsonObject): string {
  const footer = isObject(embed['footer']) ? text(embed['footer']['text']) : '';
  const time = text(embed['timestamp']);
  return [footer, time === '' ? '' : new Date(time).toLocaleString()].filter((part) => part !== '').join(' • ');
}

function colourOf(colour: unknown): string | null {
  return typeof colour === 'number' ? `#${colour.toString(16).padStart(6, '0')}` : null;
}
