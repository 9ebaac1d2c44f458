import type { JsonObject } from '../../loopback/json.ts';
import { isObject, text } from '../../loopback/json.ts';
import { PEOPLE, type Person } from '../wire.ts';
import { discordLocale } from './locale.ts';

const NAMES: Readonly<Record<Person, string>> = { you: 'You', other: 'Somebody else' };
const EPHEMERAL = 64;

/** Who sits before the page at the moment. */
const acting = { as: 'you' as Person, locale: discordLocale(navigator.languages) };

/** What every request says of who makes it. */
export function actor(): { readonly as: Person; readonly locale: string } {
  return acting;
}

export function actAs(person: Person): void {
  acting.as = person;
}

export function nameOf(person: Person): string {
  return NAMES[person];
}

/** The person with this id. */
export function personOf(id: string): Person {
  return id === PEOPLE.other ? 'other' : 'you';
}

export function isPrivate(message: JsonObject): boolean {
  return (Number(message['flags'] ?? 0) & EPHEMERAL) !== 0;
}

/** False for a private message of somebody else. */
export function sees(message: JsonObject): boolean {
  return !isPrivate(message) || askedBy(message) === acting.as;
}

/** Whose act the message answers. */
function askedBy(message: JsonObject): Person {
  const { interaction_metadata: metadata } = message;
  return personOf(isObject(metadata) && isObject(metadata['user']) ? text(metadata['user']['id']) : '');
}
