import { metaLine } from './meta-lines.ts';
import { wordCount } from './titles.ts';

/** A line at the end of agency copy: who reported and edited. */
const DESK = /^\(?(?:[Aa]dditional\s+)?(?:[Rr]eporting|[Ee]diting|[Ww]riting|[Cc]ompiled|[Pp]roduced)\s+by\s+\p{Lu}[^.!?]{2,180}[.)]*$/u;
/** What stands before the colon of a line that points elsewhere. */
const POINTER = /^[*_]*(?:read(?:\s(?:more|also|next|on|this))?|see(?:\s(?:also|more))?|watch|listen|related(?:\s\p{L}+)?|more(?:\s(?:on|from|about)\s[^:]{1,40})?|also|don['’]t miss|via|source|link)\s*[:：]/iu;

/** The day that a block consists of, or null. */
export function bareDate(text: string): string | null {
  const meta = metaLine(text);
  const [date] = meta?.dates ?? [];
  return meta?.author === null && meta.dates.length === 1 && date?.role === 'bare' ? date.date.readings.join(' ') : null;
}

/** Whether a block names those who reported and edited, as agencies do below a text. */
export function isDeskLine(text: string): boolean {
  return DESK.test(text);
}

/** Short, on one line, no sentence. */
export function isHeadline(text: string): boolean {
  if (/^#{1,6}\s+\S/u.test(text) && !text.includes('\n')) return true;
  if (POINTER.test(text) || text.includes('\n') || text.length > 80 || wordCount(text) > 10) return false;
  return /^["'“‘*_¿¡]*[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u.test(text) && !/[.!?:;,…。！？؟"”’'»)]$/u.test(text) && !/^\d+[.)]\s|^https?:/u.test(text);
}
