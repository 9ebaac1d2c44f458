import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../../errors.ts';
import type { Place } from '../engine.ts';
import { treeMemory } from '../memory.ts';
import type { Progress } from '../progress.ts';
import type { Questions } from '../questions/make.ts';
import type { Asked, BuildOrder } from '../roles/serve.ts';
import type { Child } from '../../process/child.ts';
import { startRole } from './role.ts';
import { ASKED, timesOf, type AskedKind, type EngineName, type EngineReport, type Times } from './report.ts';

/** Asked first and not counted: by then the engine's code is compiled. */
export const WARM_UP = 20;
/** A kind of question that an engine would take longer for, all in all, is not measured on it. */
const LONGEST_MS = 20 * 60_000;
const SETTLE_MS = 1_000;

/** One engine in a process of its own. What it dies of is noted, and what is missing then stays null. */
export class Resident {
  readonly name: EngineName;
  readonly #child: Child;
  readonly #note: (what: string) => void;
  readonly #times: Partial<Record<AskedKind, Times | null>> = {};
  #build: number | null = null;
  #memory: number | null = null;
  #dead = false;

  constructor(name: EngineName, note: (what: string) => void) {
    this.name = name;
    this.#child = startRole('serve');
    this.#note = (what) => { note(`${name}: ${what}`); };
  }

  async build(place: Place, work: string, semantic?: string): Promise<void> {
    const folder = join(work, this.name);
    await mkdir(folder);
    this.#build = await this.call<number>('build', { name: this.name, place, semantic, folder } satisfies BuildOrder);
  }

  /** Null when the process is or gets dead. */
  async call<T>(name: string, input: unknown = null): Promise<T | null> {
    if (this.#dead) return null;
    try {
      return await this.#child.call<T>(name, input);
    } catch (error) {
      this.#dead = true;
      this.#note(`not measured any further, because its process failed at "${name}" (${messageOf(error)}).`);
      await this.#child.stop();
      return null;
    }
  }

  /** To be called once nothing more is asked. */
  async weigh(): Promise<void> {
    await this.call('collect');
    if (this.#dead) return;
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    this.#memory = (await treeMemory(this.#child.pid))?.rss ?? null;
    if (this.#memory === null) this.#note('memory is measured on Linux only.');
  }

  /** True while there is sense in asking on. */
  goesOn(kind: AskedKind, asked: readonly Asked[], total: number): boolean {
    const spent = asked.reduce((sum, { ms }) => sum + ms, 0);
    if (this.#dead || asked.length !== WARM_UP || (spent / asked.length) * total < LONGEST_MS) return !this.#dead;
    this.#note(`${kind} is not measured: ${total} at ${(spent / asked.length / 1_000).toFixed(1)} s each would take too long.`);
    return false;
  }

  keep(kind: AskedKind, asked: readonly Asked[]): void {
    this.#times[kind] = this.#dead ? null : timesOf(asked);
  }

  report(): EngineReport {
    const { question = null, keyword = null, typo = null, suggest = null } = this.#times;
    return { build_s: this.#build, rss_mb: this.#memory, question, keyword, typo, suggest };
  }

  async stop(): Promise<void> {
    this.#dead = true;
    await this.#child.stop();
  }
}

/** Asks all engines all questions: each question of every engine before the next, so that all see the machine in the same state. */
export async function askAll(residents: readonly Resident[], questions: Questions, progress: Progress): Promise<void> {
  for (const kind of ASKED) {
    const all: readonly unknown[] = questions[kind];
    const asked = new Map(residents.map((resident): [Resident, Asked[]] => [resident, []]));
    for (const [place, question] of all.entries()) {
      progress.step(`${kind}: asked`, place + 1, all.length);
      for (const resident of turned([...asked.keys()], place)) {
        const answer = await resident.call<Asked>(kind === 'suggest' ? 'suggest' : 'ask', question);
        const answers = asked.get(resident);
        if (place < WARM_UP || answers === undefined) continue;
        if (answer !== null) answers.push(answer);
        if (resident.goesOn(kind, answers, all.length)) continue;
        asked.delete(resident);
      }
    }
    for (const [resident, answers] of asked) resident.keep(kind, answers);
  }
}

/** Each goes first in turn. */
function turned<T>(items: readonly T[], by: number): T[] {
  const start = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}
