import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Fault } from '../../errors.ts';

/** So many ports are tried, from the wanted one upwards. */
const TRIES = 20;

/** Listens on 127.0.0.1 at the wanted port, or the next free one (0: any). Resolves with the port. */
export async function listenNear(server: Server, wanted: number): Promise<number> {
  const last = Math.min(wanted + TRIES - 1, 65_535);
  for (let port = wanted; port <= last; port += 1) {
    if (await listens(server, port)) return (server.address() as AddressInfo).port;
  }
  throw new Fault('config', `The ports ${wanted} to ${last} are all in use, so there is no page.`, 'Set PREVIEW_PORT to a free port, or to 0 for any.');
}

/** False where the port is in use, or not for this user. */
export async function listens(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    };
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', fail);
      resolve(true);
    });
  });
}
