import { rm } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { Readable } from 'node:stream';
import { request, type Agent, type Dispatcher } from 'undici';
import { AllowList, portOf } from './addresses.ts';
import { checkedAddress, locationOf, noteRetry, one, retryAt } from './answer.ts';
import { ACCEPTED_ENCODINGS, readBody, writeBody } from './body.ts';
import { guardedAgent, type Resolve } from './connect.ts';
import { deadlineOf, until, type Budget } from './deadline.ts';
import type { Fetched, Fetcher, FetchOptions } from './fetcher.ts';
import { LIMITS, type Limits } from './limits.ts';
import { problem } from './problem.ts';
import { problemOfError, problemOfStatus, Refused, shown } from './problems.ts';
import { inTurn, NO_RULES, readRules, ROBOT, Sites, UNREACHABLE_RULES, type Rules, type Site } from './sites.ts';

const USER_AGENT = `Mozilla/5.0 (compatible; ${ROBOT}/0.1; archive bot, obeys robots.txt)`;
/** In milliseconds. */
const CLOSE_WITHIN_MS = 1_000;
const FOR_GOOD = new Set([301, 308]);
const LOGIN = /\/(?:wp-login\.php|log-?in|sign-?in|users\/sign_in|auth(?:enticate)?|sso)(?:\.\w+)?\/?$/iu;
/** Of what a character set can be told. */
const TEXT = /^text\/|[/+](?:xml|json)$/iu;
/** https://www.rfc-editor.org/rfc/rfc9309#section-2.5 */
const MOST_RULES = 500 * 1024;

export interface PoliteOptions {
  /** `FETCH_ALLOW`. */
  readonly allow?: readonly string[];
  readonly limits?: Partial<Limits>;
  /** How names are looked up; the system's way unless a test says otherwise. */
  readonly resolve?: Resolve;
  readonly ca?: string;
}

/** Asks the web as a good guest does: within limits, in turn, as each site's rules say, and the public internet alone. */
export function openFetcher({ allow = [], limits: changed = {}, resolve, ca }: PoliteOptions): Fetcher {
  const limits = { ...LIMITS, ...changed };
  const list = new AllowList(allow);
  return new PoliteFetcher(guardedAgent({ allow: list, limits, resolve, ca }), list, limits);
}

interface TakeOptions {
  readonly file: string;
  readonly most: number;
  /** Whether it was asked for by what is known of it. */
  readonly isKnown: boolean;
  readonly signal: AbortSignal;
}

interface Asked {
  readonly method: 'GET' | 'HEAD';
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
  /** A site's rules must not be asked for by its rules. */
  readonly rules?: false;
}

interface Answer {
  readonly url: URL;
  readonly movedTo: string | null;
  readonly status: number;
  readonly headers: Dispatcher.ResponseData['headers'];
}

/** What is done with an answer while its site waits; its signal ends it in time. */
type Use<A, T> = (answer: A, body: Readable, signal: AbortSignal) => Promise<T>;

class PoliteFetcher implements Fetcher {
  readonly #agent: Agent;
  readonly #allow: AllowList;
  readonly #limits: Limits;
  readonly #sites = new Sites();

  constructor(agent: Agent, allow: AllowList, limits: Limits) {
    this.#agent = agent;
    this.#allow = allow;
    this.#limits = limits;
  }

  async get(url: string, { file, validators, most = this.#limits.most, signal }: FetchOptions): Promise<Fetched> {
    const headers = {
      ...(validators?.etag != null && { 'if-none-match': validators.etag }),
      ...(validators?.lastModified != null && { 'if-modified-since': validators.lastModified }),
    };
    try {
      return await this.#follow(url, { method: 'GET', headers, signal }, async (answer, body, ends) => this.#take(answer, body, { file, most, isKnown: Object.keys(headers).length > 0, signal: ends }));
    } catch (error) {
      await rm(file, { force: true });
      signal?.throwIfAborted();
      const why = problemOfError(error, shown(url));
      if (why === null) throw error;
      return { state: 'failed', problem: why };
    }
  }

  async probe(url: string, signal?: AbortSignal): Promise<'there' | 'gone' | 'unknown'> {
    const statusOf = async (method: Asked['method']): Promise<number> => this.#follow(url, { method, headers: {}, signal }, async ({ status }) => status);
    try {
      const status = await statusOf('HEAD');
      // Many servers know only GET, and say so in many ways; none of them may make a page be gone.
      const found = (status >= 400 && status < 500 && status !== 429) || status === 501 ? await statusOf('GET') : status;
      if (found === 404 || found === 410) return 'gone';
      return found >= 200 && found < 300 ? 'there' : 'unknown';
    } catch (error) {
      signal?.throwIfAborted();
      if (problemOfError(error, url) === null) throw error;
      return 'unknown';
    }
  }

  async close(): Promise<void> {
    // It waits for a connection that is being made, which may take its time.
    await Promise.race([this.#agent.destroy(), setTimeout(CLOSE_WITHIN_MS, undefined, { ref: false })]);
  }

  async #take({ url, movedTo, status, headers }: Answer, body: Readable, { file, most, isKnown, signal }: TakeOptions): Promise<Fetched> {
    if (status === 304 && isKnown) return { state: 'unchanged', url: url.href };
    const why = problemOfStatus(status, shown(url.href), retryAt(headers));
    if (why !== null) throw new Refused(why);
    if (Number(one(headers['content-length']) ?? 0) > most) throw new Refused(problem('too-large', `What ${shown(url.href)} sends is larger than is taken in.`));
    const [type = '', ...parameters] = (one(headers['content-type']) ?? '').split(';').map((part) => part.trim());
    const charset = TEXT.test(type) ? parameters.find((each) => /^charset=/iu.test(each))?.slice('charset='.length) : undefined;
    const written = await writeBody({ body, coding: one(headers['content-encoding']), charset, file, most, limits: this.#limits, signal });
    const validators = { etag: one(headers['etag']) ?? null, lastModified: one(headers['last-modified']) ?? null };
    return { state: 'fetched', url: url.href, movedTo, ...written, type: type === '' ? null : type.toLowerCase(), validators };
  }

  /** Asks, and goes where the answer leads; `use` has the last answer, in the site's turn. */
  async #follow<T>(start: string, asked: Asked, use: Use<Answer, T>): Promise<T> {
    let url = checkedAddress(start, start);
    let forGood = true;
    const budget = { ms: this.#limits.totalMs };
    for (let hops = 0; ; hops++) {
      if (hops > this.#limits.redirects) throw new Refused(problem('redirects', `${shown(start)} leads from one address to the next without an end.`));
      const movedTo = hops > 0 && forGood ? url.href : null;
      const here = url;
      const result = await this.#ask(here, asked, budget, async (answer, body, signal) => {
        const to = locationOf(answer.status, answer.headers);
        if (to === undefined) return { done: await use({ ...answer, movedTo }, body, signal) };
        return { to, status: answer.status };
      });
      if ('done' in result) return result.done;
      forGood &&= FOR_GOOD.has(result.status);
      url = checkedAddress(URL.parse(result.to, here.href)?.href ?? result.to, start);
      if (LOGIN.test(url.pathname) && !LOGIN.test(new URL(start).pathname)) throw new Refused(problem('login', `${shown(start)} leads to a login page.`));
    }
  }

  async #ask<T>(url: URL, asked: Asked, budget: Budget, use: Use<Omit<Answer, 'movedTo'>, T>): Promise<T> {
    const site = this.#sites.of(url);
    const rules = asked.rules === false ? NO_RULES : await until(asked.signal, this.#rulesOf(url, site));
    refuseWhileBlocked(site, url);
    if (rules === UNREACHABLE_RULES) throw new Refused(problem('status', `The rules of ${url.host} (robots.txt) cannot be read, so nothing else is asked of it.`));
    if (!rules.isAllowed(url.href)) throw new Refused(problem('robots', `The site's rules (robots.txt) forbid ${shown(url.href)}.`));
    return inTurn(site, () => this.#pauseOf(url, rules), asked.signal, async () => {
      refuseWhileBlocked(site, url);
      const deadline = deadlineOf(budget, asked.signal);
      try {
        return await this.#request(url, site, { ...asked, signal: deadline.signal }, use);
      } finally {
        deadline.clear();
      }
    });
  }

  async #request<T>(url: URL, site: Site, { method, headers: asked, signal }: Asked & { readonly signal: AbortSignal }, use: Use<Omit<Answer, 'movedTo'>, T>): Promise<T> {
    const sent = { 'user-agent': USER_AGENT, 'accept': '*/*', 'accept-encoding': ACCEPTED_ENCODINGS, ...asked };
    // Until there is a connection, the agent heeds no signal.
    const { statusCode: status, headers, body } = await until(signal, request(url.href, { dispatcher: this.#agent, method, signal, headers: sent }), (late) => { discard(late.body); });
    try {
      noteRetry(site, status, headers);
      return await use({ url, status, headers }, body, signal);
    } finally {
      discard(body);
    }
  }

  /** Asked for once, however many wait for them. */
  async #rulesOf(url: URL, site: Site): Promise<Rules> {
    if (site.rules !== null && performance.now() < site.rules.until) return site.rules.rules;
    site.asking ??= this.#askRules(new URL('/robots.txt', url)).then((rules) => {
      site.rules = { rules, until: performance.now() + (rules === UNREACHABLE_RULES ? this.#limits.noRulesMs : this.#limits.rulesMs) };
      return rules;
    }).finally(() => { site.asking = null; });
    return site.asking;
  }

  async #askRules(url: URL): Promise<Rules> {
    return this.#follow(url.href, { method: 'GET', headers: {}, signal: undefined, rules: false }, async ({ status, headers }, body, signal) => {
      if (status >= 500 || status === 429) return UNREACHABLE_RULES;
      if (status < 200 || status >= 300) return NO_RULES;
      return readRules(url.href, await readBody({ body, coding: one(headers['content-encoding']), most: MOST_RULES, limits: this.#limits, signal }));
    }).catch((error: unknown) => {
      // As for any that is not there: https://www.rfc-editor.org/rfc/rfc9309#section-2.3.1.3
      if (error instanceof Refused && ['login', 'redirects'].includes(error.problem.kind)) return NO_RULES;
      throw error;
    });
  }

  #pauseOf(url: URL, { pauseMs }: Rules): number {
    const port = portOf(url);
    // The owner's own servers bear more.
    const usual = this.#allow.allowsHost(url.hostname, port) || this.#allow.allowsAddress(url.hostname, port) ? 0 : this.#limits.pauseMs;
    return Math.min(Math.max(pauseMs ?? 0, usual), this.#limits.longestPauseMs);
  }
}

function refuseWhileBlocked(site: Site, url: URL): void {
  if (performance.now() < site.blockedUntil) throw new Refused(problem('rate-limited', `The site of ${shown(url.href)} asks to be left alone for a while.`, site.retryAt));
}

/** What is not read must not keep its connection. */
function discard(body: Readable): void {
  body.on('error', () => undefined).destroy();
}
