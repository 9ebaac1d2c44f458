import type { Callable, GivenArguments, Option } from '../command.ts';
import { userError } from '../errors.ts';
import type { Words } from '../words/words.ts';
import { optionDescription } from './descriptions.ts';

/**
 * Checks raw values (strings from a terminal, typed values from Discord) against the options of a call.
 * Throws a user error that names the option, the value and what is allowed.
 */
export function readArguments(command: Callable, given: Readonly<Record<string, unknown>>, words: Words): GivenArguments {
  const said = words.arguments;
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(command.options, name)) {
      throw userError(said.noOption(command.name, name), said.takes(Object.keys(command.options).join(', ')));
    }
  }
  const read: Record<string, string | number | boolean> = {};
  for (const [name, option] of Object.entries(command.options)) {
    const value = given[name];
    if (value !== undefined && value !== null) read[name] = readValue(command, name, option, value, said);
    else if (option.required === true) {
      throw userError(said.needs(command.name, name, lowerFirst(optionDescription(command, name, words))), said.example(command.name, name));
    }
  }
  return read;
}

function readValue(command: Callable, name: string, option: Option, value: unknown, said: Words['arguments']): string | number | boolean {
  const wrong = (allowed: string): Error => userError(said.noValue(String(value).slice(0, 50), name, command.name), said.give(allowed));
  switch (option.type) {
    case 'string':
      if (typeof value !== 'string') throw wrong(said.text);
      if (option.maxLength !== undefined && value.length > option.maxLength) throw userError(said.tooLong(name, value.length, command.name, option.maxLength), said.shorten);
      return value;
    case 'integer': {
      const number = typeof value === 'string' && /^\s*[+-]?\d+\s*$/u.test(value) ? Number(value) : value;
      const max = option.terminalMax ?? option.max;
      if (typeof number !== 'number' || !Number.isInteger(number) || number < option.min || number > max) {
        throw wrong(said.wholeNumber(option.min, max));
      }
      return number;
    }
    case 'boolean': {
      if (typeof value === 'boolean') return value;
      const word = String(value).trim().toLowerCase();
      if (['true', 'yes', 'on', '1', ''].includes(word)) return true;
      if (['false', 'no', 'off', '0'].includes(word)) return false;
      throw wrong(said.trueOrFalse);
    }
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
