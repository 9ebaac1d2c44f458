import { el, part } from './dom.ts';

export interface Item {
  readonly label: string;
  readonly description: string;
  readonly pick: () => void;
}

/** The list above the message box. The focus stays in the box; `aria-activedescendant` tells which item is meant. */
export class Listbox {
  readonly #popup = part('popup');
  readonly #heading = part('popup-heading');
  readonly #list = part('popup-list');
  #items: readonly Item[] = [];
  #active = -1;
  #input: HTMLElement | null = null;

  get isOpen(): boolean {
    return !this.#popup.hidden;
  }

  /** The item that Enter would pick, if any. */
  get active(): Item | null {
    return this.isOpen ? (this.#items[this.#active] ?? null) : null;
  }

  /** Shows the items for this input; with `first`, the first is meant at once. */
  show(input: HTMLElement, heading: string, items: readonly Item[], first: boolean): void {
    this.hide();
    this.#input = input;
    this.#items = items;
    this.#heading.textContent = heading;
    this.#list.hidden = items.length === 0;
    this.#list.replaceChildren(...items.map((item, place) => this.#draw(item, place)));
    this.#popup.hidden = false;
    if (input.getAttribute('role') === 'combobox') input.setAttribute('aria-expanded', 'true');
    this.#mean(first && items.length > 0 ? 0 : -1);
  }

  hide(): void {
    this.#popup.hidden = true;
    this.#items = [];
    this.#active = -1;
    if (this.#input?.getAttribute('role') === 'combobox') this.#input.setAttribute('aria-expanded', 'false');
    this.#input?.removeAttribute('aria-activedescendant');
    this.#input = null;
  }

  /** Moves by one, around the ends; from nowhere to the first or the last. */
  move(step: 1 | -1): void {
    const count = this.#items.length;
    if (count === 0) return;
    this.#mean(this.#active < 0 ? (step > 0 ? 0 : count - 1) : (this.#active + step + count) % count);
  }

  #draw(item: Item, place: number): HTMLElement {
    const drawn = el('li', { id: `item-${place}`, role: 'option', 'aria-selected': 'false' }, el('bdi', {}, item.label));
    if (item.description !== '') drawn.append(el('span', { class: 'small' }, item.description));
    // Not "click": the box would lose the focus before.
    drawn.addEventListener('pointerdown', (event) => { event.preventDefault(); });
    drawn.addEventListener('click', () => { item.pick(); });
    return drawn;
  }

  #mean(place: number): void {
    this.#active = place;
    [...this.#list.children].forEach((item, index) => {
      item.setAttribute('aria-selected', String(index === place));
      if (index === place) item.scrollIntoView({ block: 'nearest' });
    });
    if (place < 0) this.#input?.removeAttribute('aria-activedescendant');
    else this.#input?.setAttribute('aria-activedescendant', `item-${place}`);
  }
}
