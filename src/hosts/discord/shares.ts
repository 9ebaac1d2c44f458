import { LRUCache } from 'lru-cache';

/** Which private replies are shown to others already, by message: two clicks at once show them once. */
export class Shares {
  readonly #begun = new LRUCache<string, true>({ max: 10_000 });

  /** False when it has begun before. */
  begin(messageId: string): boolean {
    if (this.#begun.has(messageId)) return false;
    this.#begun.set(messageId, true);
    return true;
  }

  /** To be called when it failed: it may be tried again. */
  undo(messageId: string): void {
    this.#begun.delete(messageId);
  }
}
