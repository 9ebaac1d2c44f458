import ipaddr from 'ipaddr.js';
import type { Caller } from '../../command.ts';
import type { OriginStatus } from '../../origins/port.ts';
import type { Words } from '../../words/words.ts';

/** Names that the public internet never has: RFC 6761, RFC 6762, RFC 8375, and what intranets use. */
const PRIVATE_NAME = /(?:^|\.)(?:localhost|local|internal|intranet|lan|corp|home|private|test|home\.arpa)$/iu;

/** An origin as this caller may see it, of a failure its kind alone: who does not run the bot sees no path of this machine, no query or password of an address, no private address. */
export function seenBy({ isOwner, words: { archive: said } }: Pick<Caller, 'isOwner' | 'words'>, status: OriginStatus): OriginStatus {
  if (isOwner) return status;
  const { id, problem } = status;
  return { ...status, id: publicName(id, said), problem: problem === null ? null : { ...problem, message: said.problems[problem.kind], remedy: '' } };
}

/** Of an address its host and path; of a folder its name. */
function publicName(id: string, said: Words['archive']): string {
  const url = URL.canParse(id) ? new URL(id) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return lastPart(id) ?? said.aFolder;
  return isPrivate(url.hostname) ? said.privateNetwork : `${url.origin}${url.pathname}`;
}

/** Under either system's separator; a drive's name alone (`C:`) is none. */
function lastPart(path: string): string | undefined {
  return path.split(/[\\/]/u).findLast((part) => part !== '' && !part.endsWith(':'));
}

function isPrivate(host: string): boolean {
  const address = host.replace(/^\[|\]$/gu, '');
  if (ipaddr.isValid(address)) return ipaddr.process(address).range() !== 'unicast';
  return !host.includes('.') || PRIVATE_NAME.test(host.replace(/\.$/u, ''));
}
