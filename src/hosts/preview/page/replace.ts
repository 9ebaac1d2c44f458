import { part } from './dom.ts';

/** Puts the new state of a message in the old one's place: what was open stays open, and the focus where it was. */
export function replace(before: HTMLElement, drawn: HTMLElement): void {
  const focused = partsOf(before).find((one) => one === document.activeElement) ?? null;
  const opened = before.querySelector('details')?.open === true;
  before.replaceWith(drawn);
  const details = drawn.querySelector('details');
  if (opened && details !== null) details.open = true;
  if (focused !== null && !drawn.hidden) refocus(counterpart(focused, before, drawn) ?? part('box'));
}

/** What stands within the package's elements can take the focus once they are drawn, which is a little later. */
function refocus(wanted: HTMLElement): void {
  wanted.focus();
  if (document.activeElement === wanted) return;
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) wanted.focus();
  });
}

/** The part that does the same; else the one that stands nearest to where it stood. */
function counterpart(old: HTMLElement, before: HTMLElement, drawn: HTMLElement): HTMLElement | undefined {
  const place = partsOf(before).indexOf(old);
  const usable = partsOf(drawn).map((one, at) => ({ one, distance: Math.abs(at - place) })).filter(({ one }) => !one.matches(':disabled'));
  usable.sort((a, b) => a.distance - b.distance);
  return (usable.find(({ one }) => nameOf(one) === nameOf(old)) ?? usable[0])?.one;
}

function partsOf(message: HTMLElement): HTMLElement[] {
  return [...message.querySelectorAll<HTMLElement>('button, select, summary, a')];
}

/** What a part is called. Of menus the texts are their options, which change. */
function nameOf(control: HTMLElement): string {
  return `${control.tagName} ${control.getAttribute('aria-label') ?? control.textContent}`;
}
