import type { OriginStatus } from '../../origins/port.ts';

/** What can be asked of an open archive. */
export interface ArchiveState {
  counts(): Promise<{ readonly articles: number; readonly paragraphs: number }>;
  /** Of the store, and up to where the index holds every change. */
  sequences(): Promise<{ readonly store: number; readonly index: number }>;
}

/** What is known so far of the process; filled as it starts. */
export class HealthState {
  readonly #needsDiscord: boolean;
  archive: ArchiveState | null = null;
  /** Null until the Discord host has started. */
  isConnected: (() => boolean) | null = null;
  origins: (() => Promise<readonly OriginStatus[]>) | null = null;

  constructor(needsDiscord: boolean) {
    this.#needsDiscord = needsDiscord;
  }

  /** Why nothing can be answered at this moment, a sentence each; empty when all can. */
  async reasons(): Promise<string[]> {
    const reasons: string[] = [];
    if (this.archive === null) reasons.push('The archive is not open yet.');
    else await this.archive.sequences().catch(() => { reasons.push('The store cannot be read; `backfile doctor` tells more.'); });
    if (this.#needsDiscord && this.isConnected?.() !== true) reasons.push('Discord is not connected.');
    return reasons;
  }
}
