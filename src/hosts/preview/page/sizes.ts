import type { JsonObject } from '../../loopback/json.ts';

const MESSAGE = 2_000;
const OPTION = 6_000;

/** What Discord would not take because of its length, in words; empty when it fits. `option` null: a message. */
export function sizeProblem(typed: string, option: JsonObject | null): string {
  const limit = option === null ? MESSAGE : Number(option['max_length'] ?? OPTION);
  if (typed.length <= limit) return '';
  return `That is ${typed.length.toLocaleString('en')} characters; Discord takes ${limit.toLocaleString('en')} here. Shorten it, then send it.`;
}
