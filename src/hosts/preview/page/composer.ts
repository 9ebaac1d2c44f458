import { readCall, type Call, type Callable } from './calls.ts';
import { part } from './dom.ts';
import { Draft, type Field } from './draft.ts';
import { Offers } from './offers.ts';
import { sizeProblem } from './sizes.ts';
import type { Visit } from './visit.ts';

export interface ComposerUses {
  /** Sends a command; resolves with what is to be mended, or null when it went out. */
  readonly send: (call: Call) => Promise<string | null>;
  readonly write: (content: string) => Promise<string | null>;
}

/** The box at the bottom: messages, and behind `/` commands with their options. */
export class Composer {
  readonly #visit: Visit;
  readonly #uses: ComposerUses;
  readonly #box = part('box') as HTMLTextAreaElement;
  readonly #frame = part('call');
  readonly #offers = new Offers();
  #callables: readonly Callable[] = [];
  #draft: Draft | null = null;
  /** Place in what was typed before, while nothing of it was changed; null otherwise. */
  #recalled: number | null = null;

  constructor(visit: Visit, uses: ComposerUses) {
    this.#visit = visit;
    this.#uses = uses;
    const form = part('composer');
    form.addEventListener('submit', (event) => { event.preventDefault(); void this.#send(); });
    // `field-sizing` in the style sheet lets the box grow; Enter sends, as in Discord.
    this.#box.addEventListener('input', () => { this.#recalled = null; this.#typed(); });
    this.#box.addEventListener('keydown', (event) => { this.#boxKey(event); });
    form.addEventListener('paste', (event) => { this.#paste(event); });
    form.addEventListener('focusout', ({ relatedTarget }) => {
      if (!form.contains(relatedTarget as Node | null)) this.#offers.hide();
    });
  }

  use(callables: readonly Callable[]): void {
    this.#callables = callables;
  }

  /** Puts a command into the box, to be filled or sent. */
  begin(call: Call): void {
    const callable = this.#callables.find(({ label }) => label === call.label);
    if (callable === undefined) {
      this.#tell(`There is no command /${call.label} any more. Type / to see those that there are.`);
      return;
    }
    this.#tell('');
    this.#box.value = '';
    this.#box.hidden = true;
    this.#frame.hidden = false;
    const draft = new Draft(this.#frame, callable, {
      typed: (field) => {
        this.#recalled = null;
        this.#tell(field === null ? '' : sizeProblem(field.input.value, field.option));
        this.#offer(draft, field);
      },
      focused: (field) => { if (this.#recalled === null) this.#offer(draft, field); },
      key: (field, event) => { this.#fieldKey(draft, field, event); },
    });
    this.#draft = draft;
    draft.fill(call.filled);
    const next = draft.fields.find(({ input }) => input.value === '') ?? draft.fields.at(-1);
    (next?.input ?? draft.tail).focus();
  }

  clear(): void {
    this.#offers.hide();
    this.#draft = null;
    this.#frame.hidden = true;
    this.#frame.replaceChildren();
    this.#box.hidden = false;
    this.#box.value = '';
    this.#tell('');
    this.#box.focus();
  }

  #tell(problem: string): void {
    part('problem').textContent = problem;
  }

  // ——— messages and the choice of a command

  #typed(): void {
    const typed = this.#box.value;
    this.#tell(sizeProblem(typed, null));
    if (!typed.startsWith('/') || typed.includes('\n')) {
      this.#offers.hide();
      return;
    }
    const call = typed.includes(' ') ? readCall(typed, this.#callables) : null;
    const longer = call !== null && this.#callables.some(({ label }) => label.startsWith(`${call.label} `) && `/${label}`.startsWith(typed));
    if (call !== null && !longer) this.begin(call);
    else this.#offers.commands(this.#box, typed.slice(1), this.#callables, ({ label }) => { this.begin({ label, filled: [] }); });
  }

  #boxKey(event: KeyboardEvent): void {
    const { key, shiftKey, isComposing } = event;
    if (isComposing) return;
    if (key === 'ArrowUp' || key === 'ArrowDown') this.#arrow(event);
    else if (key === 'Escape') this.#offers.hide();
    else if ((key === 'Enter' && !shiftKey) || (key === 'Tab' && !shiftKey && this.#offers.list.active !== null)) {
      event.preventDefault();
      if (this.#offers.list.active !== null) this.#offers.list.active.pick();
      else void this.#send();
    }
  }

  /** Through the open list, else through what was typed before. */
  #arrow(event: KeyboardEvent): void {
    const step = event.key === 'ArrowUp' ? -1 : 1;
    if (this.#offers.list.isOpen && this.#recalled === null) this.#offers.list.move(step);
    else if (this.#recalled !== null || (this.#draft === null && this.#box.value === '' && step < 0)) this.#recall(step);
    else return;
    event.preventDefault();
  }

  #recall(step: -1 | 1): void {
    const { lines } = this.#visit;
    const place = (this.#recalled ?? lines.length) + step;
    const line = lines[place];
    if (line === undefined && step < 0) return;
    this.clear();
    this.#recalled = line === undefined ? null : place;
    if (typeof line === 'string') this.#box.value = line;
    else if (line !== undefined) this.begin(line);
  }

  // ——— the options of a command

  #offer(draft: Draft, field: Field | null): void {
    const next = (to: Field): void => {
      this.#tell('');
      to.input.focus();
      if (to === field) this.#offer(draft, field);
    };
    if (field === null) this.#offers.further(draft, next);
    else this.#offers.option(draft, field, next);
  }

  #fieldKey(draft: Draft, field: Field | null, event: KeyboardEvent): void {
    const { key, shiftKey, isComposing } = event;
    const { active, isOpen } = this.#offers.list;
    if (isComposing) return;
    if (key === 'ArrowUp' || key === 'ArrowDown') {
      this.#arrow(event);
      return;
    }
    if (key === 'Escape' && isOpen) this.#offers.hide();
    else if (key === 'Escape') this.clear();
    else if (key === 'Backspace' && (field?.input ?? draft.tail).value === '') this.#back(draft, field);
    else if ((key === 'Enter' || (key === 'Tab' && !shiftKey)) && active !== null) active.pick();
    else if (key === 'Enter') void this.#send();
    else return;
    event.preventDefault();
  }

  /** Backspace in an empty option takes it away; in a required one, or where there is none, the whole command. */
  #back(draft: Draft, field: Field | null): void {
    const last = field === null || draft.drop(field) ? draft.fields.at(-1) : undefined;
    if (last === undefined) this.clear();
    else last.input.focus();
  }

  // ——— sending

  async #send(): Promise<void> {
    this.#offers.hide();
    const draft = this.#draft;
    const content = this.#box.value.trim();
    if (draft === null && content === '') return;
    if (draft === null && /^\/\S*$/u.test(content)) {
      const call = readCall(content, this.#callables);
      if (call !== null) this.begin(call);
      else this.#tell(`There is no command ${content.slice(0, 40)}. There are: ${this.#callables.map(({ label }) => `/${label}`).join(', ')}.`);
      return;
    }
    const line = draft?.call ?? content;
    const flaw = draft === null ? sizeProblem(content, null) : draft.flaw();
    if (flaw !== '') {
      this.#tell(flaw);
      return;
    }
    this.#recalled = null;
    this.clear();
    this.#visit.addLine(line);
    const problem = await (typeof line === 'string' ? this.#uses.write(line) : this.#uses.send(line));
    if (problem === null) return;
    if (typeof line !== 'string') this.begin(line);
    else this.#box.value = line;
    this.#tell(problem);
  }

  /** A text far beyond any limit is not put into the box, where it would only slow the browser down. */
  #paste(event: ClipboardEvent): void {
    const pasted = event.clipboardData?.getData('text') ?? '';
    const problem = sizeProblem(pasted, this.#draft === null ? null : {});
    if (problem === '') return;
    event.preventDefault();
    this.#tell(problem);
  }
}
