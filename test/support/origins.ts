import { userError } from '../../src/errors.ts';
import type { Origins, OriginStatus, RefreshReport } from '../../src/origins/port.ts';
import type { Problem } from '../../src/web/problem.ts';

export const NOT_FOUND: Problem = { kind: 'not-found', message: 'https://gone.example/feed answers 404.', remedy: 'Look at the address in a browser.', retryAt: null };

/** An origin that does well, but for what is said otherwise. */
export function origin(id: string, parts: Partial<OriginStatus> = {}): OriginStatus {
  return {
    id, kind: 'feed', listed: 'added', state: 'current', articles: 3, gone: 0, lastSuccess: '2026-11-22T14:05:30.000Z', lastTry: '2026-11-22T14:05:30.000Z',
    nextTry: '2026-11-22T15:05:30.000Z', problem: null, filling: null, ...parts,
  };
}

export function failing(id: string, problem: Problem = NOT_FOUND): OriginStatus {
  return origin(id, { state: 'failing', problem: { ...problem, since: '2026-11-22T10:00:00.000Z', failures: 4 } });
}

/** Origins that fetch nothing: each address gives what `answers` says, or three articles, and nothing new afterwards. */
export class MemoryOrigins implements Origins {
  readonly #origins = new Map<string, OriginStatus>();
  readonly #answers: Readonly<Record<string, Problem>>;

  constructor(origins: readonly OriginStatus[] = [], answers: Readonly<Record<string, Problem>> = {}) {
    for (const one of origins) this.#origins.set(one.id, one);
    this.#answers = answers;
  }

  async status(): Promise<readonly OriginStatus[]> {
    return [...this.#origins.values()];
  }

  async add(address: string): Promise<RefreshReport> {
    if (this.#origins.has(address)) throw userError(`${address} is listed already.`, 'Refresh it with /archive refresh.');
    const problem = this.#answers[address] ?? null;
    this.#origins.set(address, problem === null ? origin(address, { filling: { done: 0 } }) : failing(address, problem));
    return this.#report(address, 3);
  }

  async remove(address: string, { articles }: { readonly articles: boolean }): Promise<{ readonly id: string; readonly removed: number; readonly kept: number }> {
    const held = this.#find(address).articles;
    this.#origins.delete(address);
    return { id: address, removed: articles ? held : 0, kept: articles ? 0 : held };
  }

  async refresh(address: string | null): Promise<readonly RefreshReport[]> {
    const ids = address === null ? [...this.#origins.keys()] : [this.#find(address).id];
    return ids.map((id) => this.#report(id, 0));
  }

  #find(address: string): OriginStatus {
    const found = this.#origins.get(address);
    if (found === undefined) throw userError(`${address} is not listed.`, 'See /archive status.');
    return found;
  }

  #report(id: string, added: number): RefreshReport {
    const problem = this.#answers[id] ?? this.#origins.get(id)?.problem ?? null;
    if (problem !== null) return { id, outcome: 'failed', added: 0, changed: 0, gone: 0, problem, notice: null };
    return { id, outcome: added > 0 ? 'changed' : 'unchanged', added, changed: 0, gone: 0, problem: null, notice: null };
  }
}
