import { isExported } from '../exported.ts';
import { hasText } from './foreign.ts';

/** Whether a text's first line is an article as a JSON object. */
export function beginsWithArticle(text: string): boolean {
  const start = text.trimStart();
  if (!start.startsWith('{')) return false;
  // The first line of an export may be longer than what is seen here.
  if (/^\{"backfile":\d/u.test(start)) return true;
  const end = start.indexOf('\n');
  const value = parsed(end === -1 ? start : start.slice(0, end));
  return typeof value === 'object' && value !== null && (isExported(value) || hasText(value)) && !isFeed(value);
}

/** A JSON Feed on one line is one object, too. */
function isFeed(value: object): boolean {
  return 'items' in value && Array.isArray(value.items);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
