import { isExported } from '../exported.ts';
import { hasText } from './foreign.ts';

/** Whether a text's first line is an article as a JSON object. */
export function beginsWithArticle(text: string): boolean {
  const start = text.trimStart();
  if (!start.startsWith('{') || isJsonFeed(start)) return false;
  // The first line of an export may be longer than what is seen here.
  if (/^\{"backfile":\d/u.test(start)) return true;
  const end = start.indexOf('\n');
  const value = parsed(end === -1 ? start : start.slice(0, end));
  return typeof value === 'object' && value !== null && (isExported(value) || hasText(value));
}

/** A JSON Feed is one object, perhaps on one line, whatever its file is called. */
export function isJsonFeed(text: string): boolean {
  return /^\s*\{/u.test(text) && /"version"\s*:\s*"https?:\\?\/\\?\/(?:www\.)?jsonfeed\.org/iu.test(text);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
