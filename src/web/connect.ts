import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { AllowList, bare, isPublic, portOf } from './addresses.ts';
import { until } from './deadline.ts';
import type { Limits } from './limits.ts';

/** Gives all addresses of a host. */
export type Resolve = (host: string) => Promise<readonly { readonly address: string }[]>;

/** Thrown for a host that must not be asked. */
export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress';
  readonly host: string;

  constructor(host: string) {
    super(`${host} is not on the public internet`);
    this.host = host;
  }
}

const systemResolve: Resolve = async (host) => lookup(host, { all: true, order: 'verbatim' });

export interface GuardOptions {
  readonly allow: AllowList;
  readonly limits: Limits;
  readonly resolve?: Resolve | undefined;
  /** PEM, besides those that the system trusts. */
  readonly ca?: string | undefined;
}

/**
 * An agent that connects to public addresses alone, and to what is allowed. The host is looked up here and the connection
 * made to the address that was checked: were it looked up again by whoever connects, it could mean something else by then.
 */
export function guardedAgent({ allow, limits, resolve = systemResolve, ca }: GuardOptions): Agent {
  const connector = buildConnector({ timeout: limits.connectMs, allowH2: false, maxCachedSessions: 50, ...(ca !== undefined && { ca }) });
  const boundedResolve: Resolve = async (asked) => until(AbortSignal.timeout(limits.connectMs), resolve(asked));
  const connect: buildConnector.connector = (options, callback) => {
    const host = bare(options.hostname);
    const port = portOf(options);
    checkedAddresses(host, port, allow, boundedResolve).then(
      (addresses) => { connectToOne(connector, { ...options, servername: options.servername ?? (isIP(host) === 0 ? host : '') }, addresses, callback); },
      (error: unknown) => { callback(error instanceof Error ? error : new Error(String(error)), null); },
    );
  };
  return new Agent({ connect, connections: 4, pipelining: 1, headersTimeout: limits.silenceMs, bodyTimeout: limits.silenceMs, keepAliveTimeout: 4_000, maxHeaderSize: 64 * 1024 });
}

/** One that is not allowed makes the host forbidden: which of them would be taken is not ours to hope. */
async function checkedAddresses(host: string, port: number, allow: AllowList, resolve: Resolve): Promise<readonly string[]> {
  const found = isIP(host) === 0 ? (await resolve(host)).map(({ address }) => address) : [host];
  if (found.length === 0) throw Object.assign(new Error(`no address of ${host} is known`), { code: 'ENOTFOUND' });
  const isFree = allow.allowsHost(host, port);
  if (!isFree && found.some((address) => !isPublic(address) && !allow.allowsAddress(address, port))) throw new ForbiddenAddress(host);
  return found;
}

/** The first that takes the connection. */
function connectToOne(connector: buildConnector.connector, options: buildConnector.Options, [first, ...others]: readonly string[], callback: buildConnector.Callback): void {
  connector({ ...options, hostname: first ?? '' }, (...[error, socket]) => {
    if (error === null) callback(null, socket);
    else if (others.length > 0 && !isCertificateFault(error)) connectToOne(connector, options, others, callback);
    else callback(error, null);
  });
}

export function isCertificateFault(error: Error): boolean {
  return 'code' in error && typeof error.code === 'string' && /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL/u.test(error.code);
}
