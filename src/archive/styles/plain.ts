import type { Citation } from '../citation.ts';
import type { Name } from '../names.ts';

/**
 * The citation with every text on one line: no control characters, no line ends, no halves of characters. Letters,
 * marks and signs of every script stay as they are. Texts that are empty then are left out, save the title.
 */
export function plain(citation: Citation): Citation {
  const { title, author, issued, 'container-title': publisher, section, URL: url, archive, archive_location: page } = citation;
  const names = author?.map(plainName).filter((name) => !('literal' in name) || name.literal !== '') ?? [];
  return {
    id: citation.id,
    type: citation.type,
    title: line(title),
    ...filled('container-title', publisher),
    ...(names.length > 0 && { author: names }),
    ...(issued !== undefined && { issued: { ...issued, raw: line(issued.raw) } }),
    ...filled('section', section),
    ...filled('URL', url),
    ...filled('archive', archive),
    ...filled('archive_location', page),
  };
}

function filled<K extends string>(key: K, text: string | undefined): Partial<Record<K, string>> {
  const told = line(text ?? '');
  return told === '' ? {} : ({ [key]: told } as Record<K, string>);
}

function line(text: string): string {
  return text.toWellFormed().replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function plainName(name: Name): Name {
  if ('literal' in name) return { literal: line(name.literal) };
  const [family, given, suffix] = [line(name.family), line(name.given), line(name.suffix ?? '')];
  if (family === '' || given === '') return { literal: family + given };
  return suffix === '' ? { family, given } : { family, given, suffix };
}
