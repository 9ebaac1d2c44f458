import { text, type JsonObject } from '../../loopback/json.ts';
import { valuesOf, type Call, type Callable, type Filled } from './calls.ts';
import { el } from './dom.ts';
import { sizeProblem } from './sizes.ts';
import type { Json } from '../wire.ts';

/** One option being filled. */
export interface Field {
  readonly option: JsonObject;
  readonly name: string;
  readonly input: HTMLInputElement;
  /** The value of the choice that was picked; null while the text counts. */
  value: string | number | null;
}

/** `field` null: the box behind the last option, in which a further one is chosen by its name. */
export interface DraftUses {
  readonly typed: (field: Field | null) => void;
  readonly focused: (field: Field | null) => void;
  readonly key: (field: Field | null, event: KeyboardEvent) => void;
}

const BOX = {
  type: 'text',
  dir: 'auto',
  role: 'combobox',
  'aria-autocomplete': 'list',
  'aria-controls': 'popup-list',
  'aria-expanded': 'false',
  autocomplete: 'off',
  enterkeyhint: 'send',
} as const;

/** A slash command being filled: its name and a small box for each option, as Discord shows it. */
export class Draft {
  readonly callable: Callable;
  readonly #uses: DraftUses;
  /** Behind the last option: takes the name of a further one. */
  readonly tail: HTMLInputElement;
  #fields: Field[] = [];

  /** Required options stand there from the start; others when they are added. */
  constructor(frame: HTMLElement, callable: Callable, uses: DraftUses) {
    this.callable = callable;
    this.#uses = uses;
    this.tail = el('input', { ...BOX, class: 'tail', 'aria-label': 'Further options', placeholder: callable.options.length === 0 ? 'Enter sends' : '+ option' });
    this.#listen(this.tail, null);
    frame.replaceChildren(el('span', { class: 'command' }, `/${callable.label}`), this.tail);
    for (const option of callable.options) if (option['required'] === true) this.add(option);
  }

  get fields(): readonly Field[] {
    return this.#fields;
  }

  /** Options that are not there yet. */
  get others(): readonly JsonObject[] {
    return this.callable.options.filter((option) => !this.#fields.some((field) => field.option === option));
  }

  add(option: JsonObject): Field {
    const name = text(option['name']);
    const description = text(option['description']);
    const input = el('input', { ...BOX, 'aria-label': `${name}: ${description}`, 'aria-required': option['required'] === true ? 'true' : null });
    const field: Field = { option, name, input, value: null };
    input.addEventListener('input', () => { field.value = null; });
    this.#listen(input, field);
    this.#fields.push(field);
    this.tail.before(el('label', { class: 'option' }, el('span', { 'aria-hidden': 'true' }, name), input));
    this.#showTail();
    return field;
  }

  #listen(input: HTMLInputElement, field: Field | null): void {
    input.addEventListener('input', () => { this.#uses.typed(field); });
    input.addEventListener('focus', () => { this.#uses.focused(field); });
    input.addEventListener('keydown', (event) => { this.#uses.key(field, event); });
  }

  /** Nothing is left to be added: the box for it goes, unless it is the only one. */
  #showTail(): void {
    this.tail.value = '';
    this.tail.hidden = this.others.length === 0 && this.#fields.length > 0;
  }

  /** Takes an option out again; a required one stays. */
  drop(field: Field): boolean {
    if (field.option['required'] === true) return false;
    this.#fields = this.#fields.filter((one) => one !== field);
    field.input.parentElement?.remove();
    this.#showTail();
    return true;
  }

  fill(filled: readonly Filled[]): void {
    for (const { name, text: typed, value } of filled) {
      const option = this.callable.options.find((one) => one['name'] === name);
      if (option === undefined) continue;
      const field = this.#fields.find((one) => one.option === option) ?? this.add(option);
      field.input.value = typed;
      field.value = value;
    }
  }

  get filled(): readonly Filled[] {
    return this.#fields.map(({ name, input, value }) => ({ name, text: input.value, value }));
  }

  get call(): Call {
    return { label: this.callable.label, filled: this.filled.filter(({ text: typed }) => typed !== '') };
  }

  /** What keeps it from being sent, in words, with the focus where it is to be mended; else empty. */
  flaw(): string {
    for (const { option, name, input } of this.#fields) {
      const problem = input.value === '' && option['required'] === true ? `The option "${name}" is required.` : sizeProblem(input.value, option);
      if (problem === '') continue;
      input.focus();
      return problem;
    }
    return '';
  }

  /** The values of all options but this one: what autocomplete is told. */
  valuesBeside(field: Field): Json {
    return valuesOf(this.callable, this.filled.filter(({ name }) => name !== field.name));
  }
}
