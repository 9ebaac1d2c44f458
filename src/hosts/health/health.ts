import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { loadCommands } from '../../commands.ts';
import type { Config } from '../../config.ts';
import { Fault } from '../../errors.ts';
import type { OriginStatus } from '../../origins/port.ts';
import type { Observer } from '../observer.ts';
import { listens } from '../preview/listen.ts';
import { createHealthServer, plainText, type Page, type Pages } from './server.ts';
import { HealthState, type ArchiveState } from './state.ts';
import type { Metrics } from './metrics.ts';

export interface Health {
  readonly port: number;
  readonly observer: Observer;
  archiveOpened(archive: ArchiveState): void;
  /** How to ask for the origins that are kept current. */
  originsKept(status: () => Promise<readonly OriginStatus[]>): void;
  stop(): Promise<void>;
}

/**
 * Serves /healthz, /readyz and /metrics on 127.0.0.1 where HEALTH_PORT is set; null where it is not: then nothing of it is
 * loaded. Rejects with a `Fault` when the port is in use.
 */
export async function startHealth({ healthPort, discordToken }: Pick<Config, 'healthPort' | 'discordToken'>, log: Logger): Promise<Health | null> {
  if (healthPort === null) return null;
  const state = new HealthState(discordToken !== null);
  const [{ Metrics }, commands] = await Promise.all([import('./metrics.ts'), loadCommands()]);
  const metrics = new Metrics(commands.map(({ name }) => name), state);
  const server = createHealthServer(pagesOf(state, metrics), log);
  if (!(await listens(server, healthPort))) {
    throw new Fault('config', `HEALTH_PORT ${healthPort} is in use, or this user may not listen there.`, 'Set HEALTH_PORT to a free port from 1024 on, to 0 for any, or leave it out; another Backfile may be running already.');
  }
  const { port } = server.address() as AddressInfo;
  log.info({ port }, `health at http://127.0.0.1:${port}/readyz and /metrics`);
  return {
    port,
    observer: { served: (what) => { metrics.served(what); }, discord: (isConnected) => { state.isConnected = isConnected; } },
    archiveOpened: (archive) => { state.archive = archive; },
    originsKept: (status) => { state.origins = status; },
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function pagesOf(state: HealthState, metrics: Metrics): Pages {
  return {
    '/healthz': async () => plainText(200, 'ok'),
    '/readyz': async () => {
      const reasons = await state.reasons();
      return json(reasons.length === 0 ? 200 : 503, { ready: reasons.length === 0, reasons });
    },
    '/metrics': async () => ({ status: 200, ...(await metrics.text()) }),
  };
}

function json(status: number, body: object): Page {
  return { status, type: 'application/json', body: `${JSON.stringify(body)}\n` };
}
