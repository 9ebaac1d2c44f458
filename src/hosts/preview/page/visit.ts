import type { JsonObject } from '../../loopback/json.ts';
import type { Answer, Person } from '../wire.ts';
import { actor } from './acting.ts';
import type { Call } from './calls.ts';

/** One thing that happened in the channel: a command and its answer, a message of one's own, a line of the page. */
export interface Entry {
  readonly id: number;
  /** The command or button, as it was used; null for a message of one's own. */
  used: string | null;
  /** Who used it. */
  by: Person;
  /** The command to send again, where there is one. */
  call: Call | null;
  message: JsonObject | null;
  failed: string | null;
  remedy: string | null;
  elapsedMs: number;
  sent: Answer['sent'];
}

const KEY = 'backfile-visit';
const MAX_ENTRIES = 60;
const MAX_LINES = 50;

interface Kept {
  readonly entries: Entry[];
  /** What was typed, oldest first: commands and messages. */
  readonly lines: (Call | string)[];
}

/** What this tab shows and what was typed in it, kept until it is closed. */
export class Visit {
  readonly #kept: Kept = read();
  #nextId = this.#kept.entries.reduce((last, { id }) => Math.max(last, id), 0) + 1;

  get entries(): readonly Entry[] {
    return this.#kept.entries;
  }

  get lines(): readonly (Call | string)[] {
    return this.#kept.lines;
  }

  add(entry: Partial<Entry>): Entry {
    const added = { id: this.#nextId, used: null, by: actor().as, call: null, message: null, failed: null, remedy: null, elapsedMs: 0, sent: [], ...entry };
    this.#nextId += 1;
    this.#kept.entries.push(added);
    if (this.#kept.entries.length > MAX_ENTRIES) this.#kept.entries.shift();
    this.save();
    return added;
  }

  remove(entry: Entry): void {
    const place = this.#kept.entries.indexOf(entry);
    if (place >= 0) this.#kept.entries.splice(place, 1);
    this.save();
  }

  addLine(line: Call | string): void {
    if (JSON.stringify(this.#kept.lines.at(-1)) === JSON.stringify(line)) return;
    this.#kept.lines.push(line);
    if (this.#kept.lines.length > MAX_LINES) this.#kept.lines.shift();
    this.save();
  }

  save(): void {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(this.#kept));
    } catch {
      // Full or forbidden: the page goes on, and a reload begins anew.
    }
  }
}

function read(): Kept {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? '') as Partial<Kept>;
    if (Array.isArray(kept.entries) && Array.isArray(kept.lines)) return { entries: kept.entries, lines: kept.lines };
  } catch {
    // Nothing kept yet, or by another version of this page.
  }
  return { entries: [], lines: [] };
}
