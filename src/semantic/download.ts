import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Fault, messageOf } from '../errors.ts';
import { machineFault } from './machine-fault.ts';
import type { Download } from './models.ts';

export interface DownloadOptions {
  /** Called with the bytes that came so far, of this file. */
  readonly progress?: ((bytes: number) => void) | undefined;
  /** After so much silence, in milliseconds, it is given up. */
  readonly silenceMs?: number | undefined;
  /** Where from: `https:` alone, but for servers on this machine that tests ask. */
  readonly schemes?: readonly string[] | undefined;
}

const SILENCE_MS = 60_000;
const MOST_HOPS = 5;
const ELSEWHERE = 'or install on another machine and copy its folder .semantic here.';

/**
 * One file whose size and sum are known, into a new file that is flushed to its disk. Rejects with a `Fault` for whatever else
 * comes; the file is then no good. Proxies are Node's own affair (NODE_USE_ENV_PROXY).
 */
export async function download(wanted: Download, file: string, { progress, silenceMs = SILENCE_MS, schemes = ['https:'] }: DownloadOptions = {}): Promise<void> {
  const silence = new Silence(silenceMs);
  const { host } = new URL(wanted.url);
  try {
    const body = await ask(wanted.url, schemes, silence);
    await pipeline(body, (pieces: AsyncIterable<Uint8Array>) => checked(pieces, wanted, (bytes) => { silence.broken(); progress?.(bytes); }), createWriteStream(file, { flags: 'wx', flush: true }));
  } catch (error) {
    if (silence.signal.aborted) throw new Fault('config', `${host} said nothing for ${silenceMs / 1_000} seconds: ${wanted.url}.`, `Run it again later, ${ELSEWHERE}`, { cause: error });
    if (error instanceof Fault) throw error;
    const fault = machineFault(error, `Writing ${file}`);
    throw fault instanceof Fault ? fault : unreachable(wanted.url, error);
  } finally {
    silence.end();
  }
}

/** The body of the answer, behind redirects, each of which must lead to a scheme that is allowed. */
async function ask(address: string, schemes: readonly string[], silence: Silence): Promise<AsyncIterable<Uint8Array>> {
  let url = new URL(address);
  for (let hop = 0; hop <= MOST_HOPS; hop += 1) {
    if (!schemes.includes(url.protocol)) throw new Fault('config', `${new URL(address).host} led to ${url.protocol}//${url.host}, and only ${schemes.join(' ')} is asked.`, 'Somebody between here and there may have changed the answer: try another network.');
    // What is packed once more on the way would only hide how much comes.
    const response = await fetch(url, { redirect: 'manual', headers: { 'accept-encoding': 'identity' }, signal: silence.signal });
    silence.broken();
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && location !== null && URL.canParse(location, url.href)) {
      await response.body?.cancel();
      url = new URL(location, url);
    } else if (!response.ok || response.body === null) {
      await response.body?.cancel();
      throw new Fault('config', `${url.host} answered ${response.status} to ${address}.`, `Run it again later, ${ELSEWHERE}`);
    } else return response.body;
  }
  throw new Fault('config', `${new URL(address).host} led on more than ${MOST_HOPS} times: ${address}.`, `Run it again later, ${ELSEWHERE}`);
}

/** Passes on what comes, and throws as soon as it is not what was wanted. */
async function* checked(pieces: AsyncIterable<Uint8Array>, { url, bytes, sha256 }: Download, heard: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const sum = createHash('sha256');
  let come = 0;
  for await (const piece of pieces) {
    come += piece.length;
    if (come > bytes) throw new Fault('config', `More came than the ${bytes} bytes of ${url}.`, 'It is not the file that was published. Try another network; nothing of it is kept.');
    sum.update(piece);
    heard(come);
    yield piece;
  }
  if (come < bytes) throw new Fault('config', `Only ${come} of the ${bytes} bytes of ${url} came.`, 'Run it again; nothing of it is kept.');
  const found = sum.digest('hex');
  if (found !== sha256) throw new Fault('config', `What came from ${url} is not the file that was published: its sha256 is ${found}, not ${sha256}.`, 'Try another network; nothing of it is kept.');
}

function unreachable(url: string, error: unknown): Fault {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  const why = messageOf(cause) || code || messageOf(error);
  return new Fault('config', `${url} could not be read (${why}).`, `Check that this machine reaches ${new URL(url).host} (through a proxy: NODE_USE_ENV_PROXY=1 and HTTPS_PROXY), ${ELSEWHERE}`, { cause: error });
}

/** Aborts when nothing is heard for too long. */
class Silence {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly signal = this.#controller.signal;

  constructor(milliseconds: number) {
    this.#timer = setTimeout(() => { this.#controller.abort(); }, milliseconds);
  }

  broken(): void {
    this.#timer.refresh();
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
