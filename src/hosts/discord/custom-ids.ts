import type { Call } from '../../command.ts';
import { LIMITS } from './limits.ts';

/**
 * What pressing does. `new`: a private reply. `inPlace`: the reply takes the place of the message, for whoever asked for it.
 * `share`: the reply is shown to all.
 */
export type Press = 'new' | 'inPlace' | 'share';
/** Each stands before the call in a custom id. */
const MARKS: Readonly<Record<Press, string>> = { new: '', inPlace: '~', share: '!' };

/** The custom id of a call; null where there is none. */
export type CustomIds = (call: Call, press: Press) => string | null;

export interface Pressed {
  readonly press: Press;
  /** The call itself, or under which id it is kept. */
  readonly call: Call | { readonly kept: string };
}

/** Needs no escaping in a custom id: ids and numbers do not. */
const PLAIN = /^[\w.-]*$/u;

/** `source?article=a1b2`, `~results?list=x&page=2`, `archive.refresh?`: readable again after a restart. It may be too long. */
function written({ command, options }: Call, press: Press): string {
  let id = `${MARKS[press]}${command.replace(' ', '.')}?`;
  let between = '';
  for (const [name, value] of Object.entries(options)) {
    id += `${between}${name}=${PLAIN.test(value) ? value : encodeURIComponent(value.toWellFormed())}`;
    between = '&';
  }
  return id;
}

/** For calls that fit; the others have none. */
export const shortIds: CustomIds = (call, press) => {
  const id = written(call, press);
  return id.length <= LIMITS.customId ? id : null;
};

/** For calls that do not fit, too: `keep` gives the id under which one is kept; null where it cannot be. */
export async function customIds(calls: readonly (readonly [Call, Press])[], keep: (call: Call) => Promise<string | null>): Promise<CustomIds> {
  const ids = new Map(calls.map(([call, press]) => [call, shortIds(call, press)]));
  const long = calls.filter(([call]) => ids.get(call) === null);
  for (const [call, press] of long) {
    const kept = await keep(call);
    if (kept !== null) ids.set(call, `${MARKS[press]}#${kept}`);
  }
  return (call) => ids.get(call) ?? null;
}

/** Null for what no message of ours holds. */
export function readCustomId(customId: string): Pressed | null {
  const [, mark, rest = ''] = /^([~!]?)(.*)$/su.exec(customId) ?? [];
  const press = mark === MARKS.inPlace ? 'inPlace' : mark === MARKS.share ? 'share' : 'new';
  const kept = /^#([\w-]{1,32})$/u.exec(rest)?.[1];
  if (kept !== undefined) return { press, call: { kept } };
  const match = /^([\w-]{1,32}(?:\.[\w-]{1,32})?)\?(.*)$/u.exec(rest);
  if (match === null) return null;
  return { press, call: { command: (match[1] ?? '').replace('.', ' '), options: Object.fromEntries(new URLSearchParams(match[2])) } };
}
