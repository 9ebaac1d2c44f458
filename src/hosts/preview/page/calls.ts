import { objects, text, type JsonObject } from '../../loopback/json.ts';
import type { Json, ShownCommand } from '../wire.ts';

const CHAT_INPUT = 1;
const type = { subcommand: 1, group: 2, string: 3, integer: 4, boolean: 5, number: 10 } as const;

/** A slash command, or one subcommand of it: what can be typed behind `/`. */
export interface Callable {
  /** `search`, or `set feed add`. */
  readonly label: string;
  readonly description: string;
  /** Command, group and subcommand, as the server wants them. */
  readonly path: Json;
  readonly options: readonly JsonObject[];
}

/** An option as filled: what is shown, and what is sent when that is something else (a choice's value). */
export interface Filled {
  readonly name: string;
  readonly text: string;
  readonly value: string | number | null;
}

export interface Call {
  readonly label: string;
  readonly filled: readonly Filled[];
}

/** All that can be typed behind `/`, in the order of registration. */
export function callables(commands: readonly ShownCommand[]): Callable[] {
  return commands.filter((command) => command.type === CHAT_INPUT).flatMap((command) => {
    const base: Callable = { label: command.name, description: command.description, path: { name: command.name }, options: objects(command.options) };
    return subcommandsOf(base);
  });
}

function subcommandsOf(base: Callable): Callable[] {
  const inner = base.options.filter((option) => option['type'] === type.subcommand || option['type'] === type.group);
  if (inner.length === 0) return [base];
  return inner.flatMap((option) => {
    const key = option['type'] === type.group ? 'group' : 'subcommand';
    const name = text(option['name']);
    return subcommandsOf({ label: `${base.label} ${name}`, description: text(option['description']), path: { ...base.path, [key]: name }, options: objects(option['options']) });
  });
}

/** What a question in plain words is put to, as at the terminal. */
const SEARCH = 'search';

/** The command that takes a question in words: /search, else the first, not of a group, whose one required option is free text. */
export function askingCommand(all: readonly Callable[]): { readonly callable: Callable; readonly option: string } | null {
  const asking = all.flatMap((callable) => {
    const [first, ...others] = callable.options.filter((option) => option['required'] === true);
    const isFree = first?.['type'] === type.string && first['autocomplete'] !== true && objects(first['choices']).length === 0;
    const takesOne = callable.path['subcommand'] === undefined && isFree && others.length === 0;
    return takesOne ? [{ callable, option: text(first['name']) }] : [];
  });
  return asking.find(({ callable }) => callable.label === SEARCH) ?? asking[0] ?? null;
}

/** The values to send. What is no number is sent as it was typed: the refusal tells what is wrong with it. */
export function valuesOf({ options }: Callable, filled: readonly Filled[]): Json {
  const values: Json = {};
  for (const { name, text: typed, value } of filled) {
    if (typed === '' && value === null) continue;
    values[name] = value ?? converted(options.find((option) => option['name'] === name)?.['type'], typed);
  }
  return values;
}

function converted(kind: unknown, typed: string): string | number | boolean {
  if (kind === type.boolean && /^(true|false)$/iu.test(typed)) return typed.toLowerCase() === 'true';
  const number = Number(typed);
  return (kind === type.integer || kind === type.number) && typed.trim() !== '' && Number.isFinite(number) ? number : typed;
}

/** The choices that are known beforehand: the option's own, or yes and no. */
export function fixedChoices(option: JsonObject): { readonly name: string; readonly value: string | number | null }[] {
  if (option['type'] === type.boolean) return ['True', 'False'].map((name) => ({ name, value: null }));
  return objects(option['choices']).map((choice) => ({ name: text(choice['name']), value: choice['value'] as string | number }));
}

/** `/search question: drones publisher: The Hill` */
export function written({ label, filled }: Call): string {
  return [`/${label}`, ...filled.filter(({ text: typed }) => typed !== '').map(({ name, text: typed }) => `${name}: ${typed}`)].join(' ');
}

/**
 * Reads a command that was pasted or typed as a line: `/search question:drones publisher:The Hill`. Only an option's own
 * name and a colon begin a new option; text before the first belongs to the first option. Null when there is none such.
 */
export function readCall(line: string, all: readonly Callable[]): Call | null {
  const byLength = [...all].sort((a, b) => b.label.length - a.label.length);
  const callable = byLength.find(({ label }) => line === `/${label}` || line.startsWith(`/${label} `));
  if (callable === undefined) return null;
  const rest = line.slice(callable.label.length + 1).trim();
  const names = callable.options.map((option) => text(option['name']));
  const [first] = names;
  if (first === undefined || rest === '') return { label: callable.label, filled: [] };
  const starts = [...rest.matchAll(new RegExp(`(?<=^|\\s)(${names.join('|')}):`, 'gu'))];
  const pieces = starts.map((match, place) => ({ name: match[1] ?? first, text: rest.slice(match.index + match[0].length, starts[place + 1]?.index).trim(), value: null }));
  const before = rest.slice(0, starts[0]?.index ?? rest.length).trim();
  return { label: callable.label, filled: [...(before === '' ? [] : [{ name: first, text: before, value: null }]), ...pieces] };
}
