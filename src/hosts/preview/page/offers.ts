import { text, type JsonObject } from '../../loopback/json.ts';
import { fixedChoices, type Callable } from './calls.ts';
import { announce } from './dom.ts';
import type { Draft, Field } from './draft.ts';
import { Listbox, type Item } from './listbox.ts';
import { Suggestions } from './suggestions.ts';

interface Choice {
  readonly name: string;
  readonly value: string | number | null;
}

/** What the list above the box offers: commands, choices for an option, further options. */
export class Offers {
  readonly list = new Listbox();
  readonly #suggestions = new Suggestions();

  hide(): void {
    this.#suggestions.forget();
    this.list.hide();
  }

  /** Commands whose name holds what was typed, those that begin with it first. */
  commands(box: HTMLElement, typed: string, all: readonly Callable[], pick: (callable: Callable) => void): void {
    const wanted = typed.toLowerCase();
    const found = all.filter(({ label }) => label.includes(wanted));
    found.sort((a, b) => Number(b.label.startsWith(wanted)) - Number(a.label.startsWith(wanted)));
    const items = found.map((callable): Item => ({ label: `/${callable.label}`, description: callable.description, pick: () => { pick(callable); } }));
    if (!this.list.isOpen) announce(`${items.length} commands; the arrow keys choose one.`);
    this.list.show(box, items.length > 0 ? 'Commands' : `There is no command that holds "${typed.slice(0, 40)}".`, items, true);
  }

  /** Choices for the option, or else the options that could be added. `next`: where to go on after a pick. */
  option(draft: Draft, field: Field, next: (field: Field) => void): void {
    this.#suggestions.forget();
    const { option, name, input } = field;
    const heading = `${name}: ${text(option['description'])}`;
    const fixed = fixedChoices(option).filter((choice) => choice.name.toLowerCase().includes(input.value.toLowerCase()));
    const isDone = field.value !== null || fixed.some((choice) => choice.name === input.value);
    const items = (choices: readonly Choice[]): Item[] => choices.map((choice) => choosing(field, choice, next));
    if (option['autocomplete'] === true && !isDone) {
      this.list.show(input, `${heading} (looking…)`, [], false);
      const body = { ...draft.callable.path, option: name, partial: input.value, options: draft.valuesBeside(field) };
      this.#suggestions.ask(body, ({ failed, choices }) => {
        const told = failed ?? (choices.length === 0 ? 'nothing fits; Enter sends what you typed' : null);
        this.list.show(input, told === null ? heading : `${heading} (${told})`, items(choices), input.value !== '');
      });
    } else if (fixed.length > 0 && !isDone) this.list.show(input, heading, items(fixed), input.value !== '');
    else this.list.show(input, draft.others.length > 0 ? `${heading}. More options:` : heading, draft.others.map((other) => adding(draft, other, next)), false);
  }

  /** Options that could be added, by what was typed of their names; a whole name and a colon adds it at once. */
  further(draft: Draft, next: (field: Field) => void): void {
    this.#suggestions.forget();
    const typed = draft.tail.value.trim().toLowerCase();
    const named = draft.others.find((other) => `${text(other['name'])}:` === typed);
    if (named !== undefined) {
      next(draft.add(named));
      return;
    }
    const found = draft.others.filter((other) => text(other['name']).includes(typed));
    const heading = draft.others.length === 0 ? 'This command takes no options: Enter sends it.' : found.length === 0 ? 'There is no such option.' : 'Options';
    this.list.show(draft.tail, heading, found.map((other) => adding(draft, other, next)), typed !== '');
  }
}

function choosing(field: Field, { name, value }: Choice, next: (field: Field) => void): Item {
  const pick = (): void => {
    field.input.value = name;
    field.value = value;
    next(field);
  };
  return { label: name, description: '', pick };
}

function adding(draft: Draft, option: JsonObject, next: (field: Field) => void): Item {
  return { label: text(option['name']), description: text(option['description']), pick: () => { next(draft.add(option)); } };
}
