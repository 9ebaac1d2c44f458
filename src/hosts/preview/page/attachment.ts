import { text, type JsonObject } from '../../loopback/json.ts';
import { actor } from './acting.ts';
import { el } from './dom.ts';

/** A file of a message: name and size, and a click saves it. Nothing of it is shown here. */
export function drawAttachment(file: JsonObject, messageId: string): HTMLElement {
  const name = text(file['filename']);
  const query = new URLSearchParams({ messageId, id: text(file['id']), as: actor().as });
  const description = text(file['description']);
  return el(
    'p',
    { class: 'file' },
    el('a', { href: `/file?${query.toString()}`, download: name }, el('bdi', {}, name)),
    el('span', { class: 'small' }, sizeOf(Number(file['size']))),
    description === '' ? null : el('span', { class: 'small', dir: 'auto' }, description),
  );
}

function sizeOf(bytes: number): string {
  if (bytes < 1_000) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  const [size, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${size.toLocaleString('en', { maximumFractionDigits: 1 })} ${unit}`;
}
