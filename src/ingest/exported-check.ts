import type { Certainty, Origin, Published } from '../archive/article.ts';

/** A field of an export that is not what it must be; the message names it. */
export class WrongLine extends Error {}

const CERTAINTIES = ['stated', 'ambiguous', 'inferred'] as const satisfies readonly Certainty[];
const ISO = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?$/u;

/** Takes fields out of an object that came as JSON, each with its type; throws {@link WrongLine}. */
export class Checker {
  readonly #object: Readonly<Record<string, unknown>>;
  /** Where the object stands in the line: empty, or `alsoAt[2].`. */
  readonly #path: string;

  constructor(object: Readonly<Record<string, unknown>>, path = '') {
    this.#object = object;
    this.#path = path;
  }

  field(name: string): unknown {
    return Object.hasOwn(this.#object, name) ? this.#object[name] : undefined;
  }

  text(name: string): string {
    const value = this.field(name);
    return typeof value === 'string' ? value : this.#wrong(name, 'a text');
  }

  /** A text with something in it besides white space, which is taken off around it. */
  trimmed(name: string): string {
    const value = this.text(name).trim();
    return value === '' ? this.#wrong(name, 'a text that is not empty') : value;
  }

  /** A short text: an id, a language. */
  name(name: string): string {
    const value = this.trimmed(name);
    return value.length <= 200 ? value : this.#wrong(name, 'a text of at most 200 letters');
  }

  textOrNull(name: string): string | null {
    return this.field(name) === null ? null : this.text(name);
  }

  linkOrNull(name: string): string | null {
    const value = this.textOrNull(name);
    return value === null || /^https?:\/\/\S+$/iu.test(value) ? value : this.#wrong(name, 'a link with http or https, or null');
  }

  instant(name: string): string {
    const value = this.text(name);
    return ISO.test(value) && value.includes('T') && !Number.isNaN(Date.parse(value)) ? value : this.#wrong(name, 'an ISO 8601 date-time');
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T {
    const value = this.field(name);
    return values.find((each) => each === value) ?? this.#wrong(name, `one of ${values.join(', ')}`);
  }

  texts(name: string): string[] {
    return this.#items(name).map((item) => (typeof item === 'string' ? item : this.#wrong(name, 'a list of texts')));
  }

  list<T>(name: string, read: (each: Checker) => T): T[] {
    return this.#items(name).map((item, place) => read(this.#inner(item, `${name}[${place}]`)));
  }

  published(name: string): Published | null {
    if (this.field(name) === null) return null;
    const inner = this.#inner(this.field(name), name);
    const readings = inner.texts('readings');
    const certainty = inner.oneOf('certainty', CERTAINTIES);
    const value = inner.textOrNull('value');
    if (readings.length === 0 || ![...readings, ...(value === null ? [] : [value])].every(isDate)) this.#wrong(`${name}.readings`, 'a list of ISO 8601 dates');
    return { value, readings, certainty, asWritten: inner.text('asWritten') };
  }

  origin(name: string): Origin {
    const inner = this.#inner(this.field(name), name);
    if (inner.field('url') !== undefined) return { url: inner.trimmed('url'), line: null };
    const line = inner.field('line');
    if (line !== null && !(Number.isSafeInteger(line) && Number(line) > 0)) this.#wrong(`${name}.line`, 'a line number or null');
    return { file: inner.text('file'), line: line === null ? null : Number(line) };
  }

  #items(name: string): readonly unknown[] {
    const value = this.field(name);
    return Array.isArray(value) ? (value as readonly unknown[]) : this.#wrong(name, 'a list');
  }

  #inner(value: unknown, name: string): Checker {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) this.#wrong(name, 'an object');
    return new Checker(value as Record<string, unknown>, `${this.#path}${name}.`);
  }

  #wrong(name: string, wanted: string): never {
    throw new WrongLine(`its field “${this.#path}${name}” must be ${wanted}`);
  }
}

function isDate(text: string): boolean {
  return ISO.test(text) && !Number.isNaN(Date.parse(text.slice(0, 10)));
}
