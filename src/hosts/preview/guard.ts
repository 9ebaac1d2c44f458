import type { IncomingMessage } from 'node:http';
import { sameKey } from './key.ts';
import { Refusal } from './refusal.ts';

export interface Door {
  readonly port: number;
  readonly key: string;
}

/** Cookies do not know ports: two previews on one machine must not overwrite each other's. */
export function cookieName({ port }: Door): string {
  return `backfile-preview-${port}`;
}

/**
 * Throws unless the request comes from this page, or from the link: another site in the same browser is known by Host
 * (a name that it points here) or Origin, another user of the machine by not having the key.
 */
export function checkRequest(request: IncomingMessage, door: Door, givenKey: string | null): void {
  const { host = '', origin } = request.headers;
  if (![`127.0.0.1:${door.port}`, `localhost:${door.port}`].includes(host)) {
    throw new Refusal(421, `This page is not "${host.slice(0, 80)}".`, `Open it at http://127.0.0.1:${door.port}.`);
  }
  const asks = request.method === 'GET' || request.method === 'HEAD';
  const isSocket = request.headers.upgrade !== undefined;
  if (origin === undefined ? !asks || isSocket : origin !== `http://${host}`) {
    throw new Refusal(403, 'Another site may not use this page.', `Open it at http://127.0.0.1:${door.port}.`);
  }
  if (!sameKey(givenKey ?? cookie(request, cookieName(door)), door.key)) {
    throw new Refusal(403, 'The key to this page is missing or wrong.', 'Open the link that `npm start` printed in the terminal: it carries the key.');
  }
}

function cookie(request: IncomingMessage, name: string): string {
  const pairs = (request.headers.cookie ?? '').split(/;\s*/u).map((pair) => pair.split('='));
  return pairs.find(([key]) => key === name)?.[1] ?? '';
}
