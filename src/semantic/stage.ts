import { messageOf } from '../errors.ts';
import type { Child } from '../process/child.ts';
import type { Meaning, MeaningQuery, Meanings, MeaningState, WithoutMeaning } from '../search/meaning.ts';
import { BackOff } from './back-off.ts';
import type { StageOptions } from './stage-options.ts';
import type { FollowReport, OpenOrder, Reach } from './work.ts';
import { startWorker } from './worker-process.ts';

/** Who waits longer for an answer is better served by words alone. Discord gives three seconds in all. */
const PATIENCE_MS = 1_200;
/** More questions at once would be answered too late: it takes them one by one, in some milliseconds each. */
const MOST_AT_ONCE = 100;
/** After so many late answers in a row it is asked whether it lives; after so many faults in a row it is started anew. */
const IN_A_ROW = 3;
const ALIVE_MS = 30_000;
/** However long it takes. */
const NEVER_MS = 2 ** 31 - 1;
/** Loading a model takes a tenth of a second from a warm disk. */
const OPEN_MS = 120_000;
const CLOSE_MS = 2_000;
/** With vectors of so many of the paragraphs it answers, and the rest follows. */
const ENOUGH = 0.9;

/**
 * Compares by meaning in a process of its own, which may die of a broken model without harm: it is started again, and words answer
 * alone meanwhile. Nothing here rejects.
 */
export class SemanticStage implements Meaning {
  readonly #name: string;
  readonly #order: OpenOrder | null;
  readonly #options: StageOptions;
  #child: Child | null = null;
  #reach: Reach = { done: 0, total: 0 };
  #state: MeaningState['state'] = 'starting';
  /** Why words are alone; and why vectors are not made, though what is there answers. */
  #why: string | null = null;
  #unread: string | null = null;
  readonly #starts: BackOff;
  readonly #reads: BackOff;
  #again: NodeJS.Timeout | null = null;
  #opening: Promise<void> | null = null;
  #whole: Promise<unknown> | null = null;
  #following: Promise<FollowReport | null> | null = null;
  #isClosed = false;
  #asked = 0;
  /** Whether this process has made all vectors once. */
  #isRead = false;
  #late = 0;
  #faults = 0;

  /** `name` is the model's. Where `order` is what is missing, in sentences, words stay alone. */
  constructor(name: string, order: OpenOrder | string, options: StageOptions = {}) {
    this.#name = name;
    this.#options = options;
    if (typeof order === 'string') [this.#order, this.#state, this.#why] = [null, 'missing', order];
    else this.#order = order;
    [this.#starts, this.#reads] = [new BackOff(options.firstPauseMs), new BackOff(options.firstPauseMs)];
  }

  state(): MeaningState {
    return { model: this.#name, state: this.#state, ...this.#reach, why: this.#why ?? this.#unread };
  }

  /** Starts the process and loads the model, once; resolves when either is done or has failed. */
  async open(): Promise<void> {
    return (this.#opening ??= this.#open());
  }

  /** A bot that runs tells at once what is known; who asks but once waits until the model is loaded. */
  async look(): Promise<MeaningState> {
    if (this.#options.waits === true) await this.open();
    return this.state();
  }

  async #open(): Promise<void> {
    if (this.#order === null || this.#isClosed) return;
    let child: Child | null = null;
    try {
      child = this.#child = this.#start();
      const reach = await child.call<Reach>('open', this.#order, OPEN_MS);
      [this.#state, this.#why, this.#isRead] = ['reading', null, false];
      this.#tell(reach);
    } catch (error) {
      // That it ends now is no news.
      this.#child = null;
      await child?.stop();
      this.#fail(messageOf(error));
    }
  }

  #start(): Child {
    const child: Child = startWorker({ onTold: (told) => { this.#tell(told as Reach); }, onEnd: (reason) => { if (this.#child === child) this.#fail(reason); } });
    return child;
  }

  /** Makes vectors of what the store holds by now; resolves when they are made, or cannot be. Null where it cannot, or not yet again. */
  async follow(): Promise<FollowReport | null> {
    return (this.#following ??= this.#follow().finally(() => { this.#following = null; }));
  }

  async near(query: MeaningQuery): Promise<Meanings | WithoutMeaning> {
    if (this.#options.waits === true) await (this.#whole ??= this.open().then(async () => this.follow()));
    if (this.#child === null || this.#state !== 'ready') return this.#state === 'ready' ? 'broken' : this.#state;
    return this.#asked >= MOST_AT_ONCE ? 'busy' : this.#ask(this.#child, query);
  }

  /** A late answer is not waited for, but as long as it is worked at it counts as asked. */
  async #ask(child: Child, query: MeaningQuery): Promise<Meanings | WithoutMeaning> {
    this.#asked++;
    const answer = child.call<Meanings>('near', query, NEVER_MS, true).then(
      (meanings) => { this.#answered(); return meanings; },
      (error: unknown): WithoutMeaning => this.#refused(child, messageOf(error)),
    ).finally(() => { this.#asked--; });
    const patience = Promise.withResolvers<WithoutMeaning>();
    const timer = setTimeout(() => { patience.resolve('late'); this.#waited(child); }, PATIENCE_MS);
    return Promise.race([answer, patience.promise]).finally(() => { clearTimeout(timer); });
  }

  #answered(): void {
    [this.#late, this.#faults] = [0, 0];
    // Only one that reads and answers is well.
    if (this.#isRead) this.#starts.reset();
  }

  #refused(child: Child, reason: string): WithoutMeaning {
    // When it has ended that is told already.
    if (this.#child !== child) return 'broken';
    if (++this.#faults >= IN_A_ROW) {
      this.#fail(reason);
      void child.stop();
    } else this.#warn(this.#starts, reason);
    return 'broken';
  }

  /** One that is stuck in native code does not answer this either, and is ended. */
  #waited(child: Child): void {
    if (++this.#late % IN_A_ROW === 0) void child.call('ping', null, this.#options.aliveMs ?? ALIVE_MS).catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#again !== null) clearTimeout(this.#again);
    // What is on its way to the disk comes there; a killed process would leave a log behind.
    await this.#child?.call('close', null, CLOSE_MS).catch(() => undefined);
    await this.#child?.stop();
    await this.#following;
  }

  async #follow(): Promise<FollowReport | null> {
    const child = this.#child;
    if (child === null || (this.#state !== 'ready' && this.#state !== 'reading') || !this.#reads.isOver) return null;
    try {
      const report = await child.call<FollowReport>('follow', null, NEVER_MS, true);
      this.#tell(report);
      if (this.#child === child && !report.elsewhere) this.#state = 'ready';
      [this.#unread, this.#isRead] = [null, true];
      this.#reads.reset();
      return report;
    } catch (error) {
      if (this.#child !== child) return null;
      this.#unread = messageOf(error);
      this.#warn(this.#reads, this.#unread);
      this.#reads.grow();
      return null;
    }
  }

  #tell(reach: Reach): void {
    this.#reach = { done: reach.done, total: reach.total };
    if (this.#state === 'reading' && reach.done >= ENOUGH * reach.total) this.#state = 'ready';
    this.#options.progress?.(this.#reach);
  }

  #fail(reason: string): void {
    this.#child = null;
    [this.#late, this.#faults] = [0, 0];
    if (this.#isClosed) return;
    this.#state = 'broken';
    this.#why = [reason, this.#options.remedy].filter((part) => part !== undefined).join('. ');
    this.#warn(this.#starts, this.#why);
    this.#again ??= setTimeout(() => {
      this.#again = null;
      void (this.#opening = this.#open()).then(async () => this.follow());
    }, this.#starts.grow()).unref();
  }

  #warn(of: BackOff, fault: string): void {
    if (of.isNews(fault)) this.#options.warn?.(fault);
  }
}
