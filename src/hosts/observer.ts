import type { Reply } from '../command.ts';

/** How a command ended for its user: what it found, where it looks for an answer; else whether it did what was asked. */
export const OUTCOMES = ['answer', 'unsure', 'absent', 'ok', 'user error', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface Served {
  readonly kind: 'command' | 'autocomplete';
  /** A command's name as somebody sent it; it need not exist. */
  readonly command: string;
  readonly outcome: Outcome;
  /** From receiving the interaction to its answer being with Discord. */
  readonly ms: number;
}

/** Is told what a host does, and counts it. */
export interface Observer {
  served(what: Served): void;
  /** How to ask from now on whether Discord is connected. */
  discord(isConnected: () => boolean): void;
}

/** What a reply says it found, by the `confidence` in its data. */
export function outcomeOf({ data }: Pick<Reply, 'data'>): Outcome {
  const confidence = 'confidence' in data ? data.confidence : null;
  return confidence === 'answer' || confidence === 'unsure' || confidence === 'absent' ? confidence : 'ok';
}
