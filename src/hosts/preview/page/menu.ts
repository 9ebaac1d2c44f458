import { text, type JsonObject } from '../../loopback/json.ts';
import type { ShownCommand } from '../wire.ts';
import { actor } from './acting.ts';
import { button, el } from './dom.ts';
import { titleOf } from './locale.ts';
import { authorOf } from './message.ts';

const ON_PERSON = 2;
const ON_MESSAGE = 3;

export interface MenuUses {
  readonly onMessage: (command: ShownCommand, messageId: string) => void;
  readonly onPerson: (command: ShownCommand, personId: string) => void;
}

/** A button that opens the menu of what can be done with a message and its author; null when no command offers any. */
export function menuButton(commands: readonly ShownCommand[], message: JsonObject, uses: MenuUses): HTMLElement | null {
  const { id: personId, name } = authorOf(message);
  const { locale } = actor();
  const items = [
    ...commands.filter(({ type }) => type === ON_MESSAGE).map((command) => ({ label: titleOf(command, locale), run: () => { uses.onMessage(command, text(message['id'])); } })),
    ...commands.filter(({ type }) => type === ON_PERSON).map((command) => ({ label: `${titleOf(command, locale)} (${name})`, run: () => { uses.onPerson(command, personId); } })),
  ];
  if (items.length === 0) return null;
  const menu = el('div', { role: 'menu', class: 'menu-popup', hidden: true });
  const open = (isOpen: boolean): void => {
    menu.hidden = !isOpen;
    opener.setAttribute('aria-expanded', String(isOpen));
    if (!isOpen) return;
    menu.scrollIntoView({ block: 'nearest' });
    (menu.firstElementChild as HTMLElement).focus();
  };
  const opener = button('Apps', { class: 'plain', 'aria-haspopup': 'menu', 'aria-expanded': 'false' }, () => { open(menu.hasAttribute('hidden')); });
  menu.append(...items.map(({ label, run }) => button(label, { role: 'menuitem', tabindex: '-1' }, () => {
    open(false);
    // The item that had the focus is hidden now.
    opener.focus();
    run();
  })));
  menu.addEventListener('keydown', (event) => { moveIn(menu, event, () => { open(false); opener.focus(); }); });
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    if (!menu.contains(relatedTarget as Node | null)) open(false);
  });
  return el('span', { class: 'menu-holder' }, opener, menu);
}

function moveIn(menu: HTMLElement, event: KeyboardEvent, close: () => void): void {
  const items = [...menu.children] as HTMLElement[];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === 'Escape') close();
  else if (event.key === 'Home' || event.key === 'End') items.at(event.key === 'Home' ? 0 : -1)?.focus();
  else if (step !== undefined) items[(items.indexOf(document.activeElement as HTMLElement) + step + items.length) % items.length]?.focus();
  else return;
  event.preventDefault();
}
