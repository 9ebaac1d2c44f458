import { isObject, objects, text, type JsonObject } from '../../loopback/json.ts';
import { button, custom, el } from './dom.ts';
import { link, markdown } from './markdown.ts';

/** What a person can do with the parts of a message. */
export interface Uses {
  /** `label`: the part's name, to tell afterwards what was used. */
  readonly press: (customId: string, label: string) => Promise<void>;
  readonly select: (customId: string, values: readonly string[], label: string) => Promise<void>;
}

const type = { row: 1, button: 2, menu: 3, section: 9, text: 10, separator: 14, container: 17 } as const;
const STYLES = ['', 'primary', 'secondary', 'success', 'danger'];
const LINK = 5;

/** Buttons, menus and the blocks of newer messages; what is not drawn here is said to be missing. */
export function drawComponent(component: JsonObject, uses: Uses): HTMLElement {
  const inner = (): HTMLElement[] => objects(component['components']).map((one) => drawComponent(one, uses));
  switch (component['type']) {
    case type.row:
      return custom('discord-action-row', {}, ...inner());
    case type.button:
      return drawButton(component, uses);
    case type.menu:
      return drawMenu(component, uses);
    case type.text:
      return el('div', { class: 'prose', dir: 'auto' }, markdown(text(component['content'])));
    case type.separator:
      return el('hr', {});
    case type.section: {
      const { accessory } = component;
      return el('div', { class: 'section' }, el('div', {}, ...inner()), isObject(accessory) ? drawComponent(accessory, uses) : null);
    }
    case type.container:
      return el('div', { class: 'container' }, ...inner());
    default:
      return el('p', { class: 'small' }, `Discord draws a component of type ${String(component['type'])} here; this page does not.`);
  }
}

function drawButton(component: JsonObject, { press }: Uses): HTMLElement {
  const emoji = isObject(component['emoji']) ? text(component['emoji']['name']) : '';
  const label = [emoji, text(component['label'])].filter((part) => part !== '').join(' ');
  if (component['style'] === LINK) {
    const drawn = link(text(component['url']), [document.createTextNode(`${label} ↗`)]);
    drawn.className = 'button secondary';
    return drawn;
  }
  const style = STYLES[Number(component['style'])] ?? 'secondary';
  const drawn = button(label, { class: `button ${style}`, disabled: component['disabled'] === true }, () => {
    void busy(drawn, () => press(text(component['custom_id']), label));
  });
  return drawn;
}

/** A native menu, so that every keyboard and screen reader knows it; several choices are sent with a button. */
function drawMenu(component: JsonObject, { select }: Uses): HTMLElement {
  const customId = text(component['custom_id']);
  const several = Number(component['max_values'] ?? 1) > 1;
  const label = text(component['placeholder']) || 'Make a selection';
  const chosen = objects(component['options']).map((option) => {
    const description = text(option['description']);
    const name = description === '' ? text(option['label']) : `${text(option['label'])} – ${description}`;
    return el('option', { value: text(option['value']), selected: option['default'] === true, dir: 'auto' }, name);
  });
  const placeholder = several || chosen.some(({ selected }) => selected) ? null : el('option', { value: '', disabled: true, selected: true }, label);
  const menu = el('select', { class: 'menu', 'aria-label': label, multiple: several, size: several ? String(Math.min(chosen.length, 6)) : null, disabled: component['disabled'] === true }, placeholder, ...chosen);
  const send = (): void => {
    const values = [...menu.selectedOptions];
    void busy(menu, () => select(customId, values.map(({ value }) => value), values.map((option) => option.label).join(', ')));
  };
  if (!several) {
    menu.addEventListener('change', send);
    menu.addEventListener('keydown', openFirst);
    return menu;
  }
  return el('div', { class: 'section' }, menu, button('Send choice', { class: 'button secondary', disabled: menu.disabled }, send));
}

/** A closed menu would take, and send, the next choice at each key: it opens instead, and Enter picks in it. */
function openFirst(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, target } = event;
  const chooses = key.length === 1 || ['Enter', 'ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown'].includes(key);
  if (!chooses || ctrlKey || metaKey) return;
  event.preventDefault();
  (target as HTMLSelectElement).showPicker();
}

/** Keeps a part from being used twice at once, and the focus on it. */
async function busy(control: HTMLElement, work: () => Promise<void>): Promise<void> {
  if (control.getAttribute('aria-busy') === 'true') return;
  control.setAttribute('aria-busy', 'true');
  await work();
  control.removeAttribute('aria-busy');
}
