import type { Callable, GivenArguments, Option } from '../command.ts';
import { userError } from '../errors.ts';

/**
 * Checks raw values (strings from a terminal, typed values from Discord) against the options of a call.
 * Throws a user error that names the option, the value and what is allowed.
 */
export function readArguments(command: Callable, given: Readonly<Record<string, unknown>>): GivenArguments {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(command.options, name)) {
      throw userError(`/${command.name} has no option "${name}".`, `It takes: ${Object.keys(command.options).join(', ') || 'nothing'}.`);
    }
  }
  const read: Record<string, string | number | boolean> = {};
  for (const [name, option] of Object.entries(command.options)) {
    const value = given[name];
    if (value !== undefined && value !== null) read[name] = readValue(command, name, option, value);
    else if (option.required === true) {
      throw userError(`/${command.name} needs the option "${name}": ${lowerFirst(option.description)}.`, `For example: /${command.name} ${name}:…`);
    }
  }
  return read;
}

function readValue(command: Callable, name: string, option: Option, value: unknown): string | number | boolean {
  const wrong = (allowed: string): Error =>
    userError(`"${String(value).slice(0, 50)}" is not a value for ${name} of /${command.name}.`, `Give ${allowed}.`);
  switch (option.type) {
    case 'string':
      if (typeof value !== 'string') throw wrong('a text');
      if (option.maxLength !== undefined && value.length > option.maxLength) {
        throw userError(`The ${name} has ${value.length} characters; /${command.name} takes at most ${option.maxLength}.`, 'Shorten it.');
      }
      return value;
    case 'integer': {
      const number = typeof value === 'string' && /^\s*[+-]?\d+\s*$/u.test(value) ? Number(value) : value;
      const max = option.terminalMax ?? option.max;
      if (typeof number !== 'number' || !Number.isInteger(number) || number < option.min || number > max) {
        throw wrong(`a whole number from ${option.min} to ${max}`);
      }
      return number;
    }
    case 'boolean': {
      if (typeof value === 'boolean') return value;
      const word = String(value).trim().toLowerCase();
      if (['true', 'yes', 'on', '1', ''].includes(word)) return true;
      if (['false', 'no', 'off', '0'].includes(word)) return false;
      throw wrong('true or false');
    }
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
