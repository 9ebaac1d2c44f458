type Attributes = Readonly<Record<string, string | boolean | null>>;
type Child = Node | string | null;

/** An element with attributes (true: empty, false or null: none) and children; strings become text, never markup. */
export function el<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes, ...children: readonly Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  dress(element, attributes);
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** As {@link el}, for elements that the browser does not know by itself. */
export function custom(tag: string, attributes: Attributes, ...children: readonly Child[]): HTMLElement {
  const element = document.createElement(tag);
  dress(element, attributes);
  element.append(...children.filter((child) => child !== null));
  return element;
}

export function button(label: string, attributes: Attributes, press: () => void): HTMLButtonElement {
  const element = el('button', { type: 'button', ...attributes }, label);
  element.addEventListener('click', press);
  return element;
}

/** An element of the page itself. */
export function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found;
}

function dress(element: HTMLElement, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
}

/** Tells a screen reader, without moving the focus. */
export function announce(text: string): void {
  part('announcer').textContent = text;
}
