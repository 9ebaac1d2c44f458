import type { Sent } from '../wire.ts';
import { el } from './dom.ts';

/** What the bot sent and how long it took (0: not known), folded away until it is asked for. */
export function drawDetails(sent: readonly Sent[], elapsedMs: number): HTMLElement {
  const time = elapsedMs === 0 ? '' : ` · ${elapsedMs < 10 ? elapsedMs.toFixed(1) : elapsedMs.toFixed(0)} ms`;
  const details = el('details', { class: 'details' }, el('summary', {}, `What was sent${time}`));
  // The JSON is long: it is written when it is opened.
  details.addEventListener('toggle', () => {
    if (details.open && details.childElementCount === 1) details.append(...(sent.length === 0 ? [el('p', {}, 'Nothing was sent.')] : sent.map(drawSent)));
    if (details.open) details.scrollIntoView({ block: 'nearest' });
  });
  return details;
}

function drawSent({ method, path, body, status, code }: Sent): HTMLElement {
  const outcome = code === null ? String(status) : `${status}, refused with code ${code}`;
  return el(
    'div',
    {},
    el('p', {}, `${method} ${path} → ${outcome}`),
    body === undefined ? null : el('pre', { tabindex: '0', 'aria-label': 'The JSON that was sent' }, JSON.stringify(body, null, 2)),
  );
}
