import type { Config } from './config.ts';
import { loadFormats } from './ingest/formats.ts';
import { KeptOrigins } from './origins/kept-origins.ts';
import type { OriginTools } from './origins/tools.ts';
import { runTakeIn } from './run-update.ts';
import type { Store } from './store/store.ts';
import type { FetchOptions, Fetched, Fetcher } from './web/fetcher.ts';
import type { Limits } from './web/limits.ts';
import type { PoliteOptions } from './web/polite.ts';

export interface OpenOrigins {
  readonly origins: KeptOrigins;
  readonly tools: OriginTools;
  readonly close: () => Promise<void>;
}

/** What an archive is fetched from. Nothing is loaded that asks the web until something is asked for. `limits`: other than the usual. */
export async function openOrigins(config: Config, store: Store, storeFile: string, limits: Partial<Limits> = {}): Promise<OpenOrigins> {
  const { archiveDir, archiveName, index } = config;
  const fetcher = new LateFetcher({ allow: config.fetchAllow, limits });
  const tools: OriginTools = {
    store,
    fetcher,
    formats: await loadFormats(),
    folder: `${storeFile}.fetched`,
    takeIn: async (inputs, forget) => runTakeIn({ storeFile, archiveDir, index, inputs, forget }),
  };
  return { origins: new KeptOrigins(tools, { archiveDir, archiveName }), tools, close: async () => fetcher.close() };
}

/** Most starts ask the web nothing: what does is loaded when it is needed. */
class LateFetcher implements Fetcher {
  readonly #options: PoliteOptions;
  #opened: Promise<Fetcher> | null = null;

  constructor(options: PoliteOptions) {
    this.#options = options;
  }

  async get(url: string, options: FetchOptions): Promise<Fetched> {
    return (await this.#fetcher()).get(url, options);
  }

  async probe(url: string, signal?: AbortSignal): Promise<'there' | 'gone' | 'unknown'> {
    return (await this.#fetcher()).probe(url, signal);
  }

  async close(): Promise<void> {
    await (await this.#opened)?.close();
  }

  async #fetcher(): Promise<Fetcher> {
    this.#opened ??= import('./web/polite.ts').then(({ openFetcher }) => openFetcher(this.#options));
    return this.#opened;
  }
}
