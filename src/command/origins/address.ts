import type { Caller, Choice, Context } from '../../command.ts';
import { repeatable, userError } from '../../errors.ts';
import type { Origins } from '../../origins/port.ts';

/** Discord's limit of one choice's value, and of choices in one answer. */
const MAX_VALUE = 100;
const MAX_CHOICES = 25;

/** An address as it may be added: of the web, and whole. A path is refused: what a bot's machine holds is not for Discord to reach. */
export function webAddress(typed: string, { words: { archive: said } }: Pick<Caller, 'words'>): string {
  const address = typed.trim();
  const scheme = /^([a-z][a-z0-9+.-]*):/iu.exec(address)?.[1]?.toLowerCase();
  if ((scheme === 'http' || scheme === 'https') && URL.canParse(address)) return address;
  // As people type it: the origins know what it stands for.
  if (scheme === undefined && !isPath(address, scheme) && /^[^\s/]+\.[^\s/.]+(?:\/\S*)?$/u.test(address)) return address;
  const refusal = said.noAddress(repeatable(address));
  if (isPath(address, scheme)) throw userError(refusal, said.folders);
  throw userError(refusal, said.wholeAddress);
}

/** `/notes`, `./notes`, `~/notes`, `notes/old`, `C:\notes`, `\\server\notes`, `file:///notes`; `example.org/feed` is none. */
function isPath(address: string, scheme: string | undefined): boolean {
  if (scheme === 'file' || scheme?.length === 1) return true;
  return scheme === undefined && (/^[./~]|\\/u.test(address) || /^[^./]+\//u.test(address));
}

/**
 * An origin as its owner named it: by its id, or by the id's first 100 characters, which is what Discord lets a choice
 * carry. Anything else is left to the origins to refuse.
 */
export async function namedOrigin(typed: string, origins: Origins): Promise<string> {
  const wanted = typed.trim();
  if (wanted.length !== MAX_VALUE) return wanted;
  const ids = (await origins.status()).map(({ id }) => id);
  const fitting = ids.filter((id) => id.startsWith(wanted));
  return ids.includes(wanted) || fitting.length !== 1 ? wanted : (fitting[0] ?? wanted);
}

/** For owners: addresses may hold keys, and folders tell of the machine. */
export async function suggestOrigins(partial: string, { origins }: Context, caller: Caller): Promise<readonly Choice[]> {
  if (origins === null || !caller.isOwner) return [];
  const typed = partial.trim().toLowerCase();
  const ids = (await origins.status()).map(({ id }) => id);
  const found = ids.filter((id) => id.toLowerCase().includes(typed)).map((id) => ({ name: id, value: id.slice(0, MAX_VALUE).toWellFormed() }));
  // Two that begin alike could not be told apart by a choice.
  return found.filter(({ name, value }) => name === value || ids.filter((id) => id.startsWith(value)).length === 1).slice(0, MAX_CHOICES);
}
