import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Part of `FETCH_ALLOW`: what may be asked although it is not on the public internet. */
interface Allowed {
  readonly host: string | null;
  readonly network: readonly [ipaddr.IPv4 | ipaddr.IPv6, number] | null;
  readonly port: number | null;
}

/** Addresses in which an IPv4 address is written, by which it is reached: mapped ones, and those of https://www.rfc-editor.org/rfc/rfc6052 */
const EMBEDDING = [ipaddr.IPv6.parseCIDR('::ffff:0:0/96'), ipaddr.IPv6.parseCIDR('64:ff9b::/96')];
/** All that is given to anybody: https://www.iana.org/assignments/ipv6-address-space */
const GLOBAL = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address is one of the public internet. Everything else is somebody's own network, this machine, or nobody:
 * https://www.iana.org/assignments/iana-ipv4-special-registry, https://www.iana.org/assignments/iana-ipv6-special-registry
 */
export function isPublic(address: string): boolean {
  if (isIP(address) === 0 || !ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.range() === 'unicast';
  if (EMBEDDING.some((network) => parsed.match(network))) return isPublic(new ipaddr.IPv4(parsed.toByteArray().slice(12)).toString());
  return parsed.match(GLOBAL) && parsed.range() === 'unicast';
}

/** What the owner allows besides. */
export class AllowList {
  readonly #allowed: readonly Allowed[];

  /** Hosts, addresses or networks (`10.0.0.0/8`), each with or without a port; an IPv6 address with one in brackets. */
  constructor(entries: readonly string[]) {
    this.#allowed = entries.map(toAllowed);
  }

  /** By its name, whatever it means now. */
  allowsHost(host: string, port: number): boolean {
    const name = bare(host);
    return this.#allowed.some((each) => each.host === name && fitsPort(each, port));
  }

  allowsAddress(address: string, port: number): boolean {
    if (!ipaddr.isValid(address)) return false;
    const parsed = ipaddr.process(address);
    return this.#allowed.some((each) => fitsPort(each, port) && each.network !== null && each.network[0].kind() === parsed.kind() && parsed.match([...each.network] as [never, number]));
  }
}

function fitsPort({ port: only }: Allowed, port: number): boolean {
  return only === null || only === port;
}

function toAllowed(entry: string): Allowed {
  const [, bracketed, plain = '', port] = /^(?:\[([^\]]+)\]|([^:]*|[0-9a-f:.]*:[0-9a-f:.]*(?:\/\d+)?))(?::(\d{1,5}))?$/iu.exec(entry) ?? [];
  const what = bracketed ?? (plain === '' && port === undefined ? entry : plain);
  const only = port === undefined ? null : Number(port);
  if (/\/\d+$/u.test(what) && ipaddr.isValidCIDR(what)) return { host: null, network: ipaddr.parseCIDR(what), port: only };
  if (ipaddr.isValid(what) && isIP(what) !== 0) {
    const parsed = ipaddr.process(what);
    return { host: null, network: [parsed, parsed.kind() === 'ipv4' ? 32 : 128], port: only };
  }
  // As an address writes it: `wiki.münchen` is asked for as `wiki.xn--mnchen-3ya`.
  return { host: bare(URL.parse(`http://${what}/`)?.hostname ?? what), network: null, port: only };
}

/** Without what only spells it otherwise. */
export function bare(host: string): string {
  return host.toLowerCase().replace(/^\[|\]$/gu, '').replace(/\.$/u, '');
}

/** The port that is asked at, where an address does not write it either. */
export function portOf({ port, protocol }: { readonly port: string; readonly protocol: string }): number {
  return Number(port) || (protocol === 'https:' ? 443 : 80);
}
