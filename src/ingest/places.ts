import type { Origin } from '../archive/article.ts';

/** `file:line`, or the address of what has no lines. */
export function placeOf(origin: Origin): string {
  return 'url' in origin ? origin.url : `${origin.file}:${origin.line ?? 1}`;
}

/** The place of a warning about a file as a whole: its first line, so that every warning has the shape `file:line`. */
export function wholeFile(name: string): string {
  return `${name}:1`;
}
