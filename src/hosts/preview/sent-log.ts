import { LRUCache } from 'lru-cache';
import type { SentBody } from '../loopback/rest-server.ts';
import type { Sent } from './wire.ts';

/** What the bot sent of late, by interaction: shown beside its reply. */
export class SentLog {
  readonly #byToken = new LRUCache<string, Sent[]>({ max: 1_000 });

  add({ method, path, body, status, code }: SentBody): void {
    const token = tokenOf(path);
    if (token === '') return;
    const before = this.#byToken.get(token) ?? [];
    this.#byToken.set(token, [...before, { method, path: path.replace(token, `${token.slice(0, 6)}…`), body, status, code }]);
  }

  of(token: string): readonly Sent[] {
    return this.#byToken.get(token) ?? [];
  }
}

/** The interaction's token in `/interactions/ID/TOKEN/callback` or `/webhooks/APPLICATION/TOKEN…`; else empty. */
export function tokenOf(path: string): string {
  return /^\/(?:interactions|webhooks)\/[^/]+\/([^/]+)/u.exec(path)?.[1] ?? '';
}
