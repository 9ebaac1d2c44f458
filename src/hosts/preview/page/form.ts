import { isObject, objects, text, type JsonObject } from '../../loopback/json.ts';
import { button, el } from './dom.ts';

const TEXT_INPUT = 4;
const PARAGRAPH = 2;

/** A form that the bot opened, as a dialogue; sends its values by custom_id. */
export function openForm(modal: JsonObject, send: (values: Record<string, string>) => void): void {
  const fields = inputs(modal['components']).map(({ input, label }) => ({ id: text(input['custom_id']), control: drawInput(input), label: text(input['label']) || label }));
  const dialog = el('dialog', { 'aria-label': text(modal['title']) });
  const form = el('form', { method: 'dialog' }, el('h2', {}, text(modal['title'])));
  for (const { control, label } of fields) form.append(el('label', {}, label, control));
  form.append(button('Cancel', { class: 'button secondary' }, () => { dialog.close(); }), el('button', { class: 'button primary', type: 'submit' }, 'Submit'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    dialog.close();
    send(Object.fromEntries(fields.map(({ id, control }) => [id, control.value])));
  });
  dialog.addEventListener('close', () => { dialog.remove(); });
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
}

/** Each text input, with the label of the block that it stands in. */
function inputs(components: unknown, label = ''): { readonly input: JsonObject; readonly label: string }[] {
  return objects(components).flatMap((component) => {
    if (component['type'] === TEXT_INPUT) return [{ input: component, label }];
    const single = isObject(component['component']) ? [component['component']] : [];
    return [...inputs(component['components'], text(component['label'])), ...inputs(single, text(component['label']))];
  });
}

function drawInput(input: JsonObject): HTMLInputElement | HTMLTextAreaElement {
  const attributes = {
    required: input['required'] !== false,
    placeholder: text(input['placeholder']) || null,
    minlength: typeof input['min_length'] === 'number' ? String(input['min_length']) : null,
    maxlength: String(Number(input['max_length'] ?? 4_000)),
  };
  const control = input['style'] === PARAGRAPH ? el('textarea', { ...attributes, rows: '4' }) : el('input', attributes);
  control.value = text(input['value']);
  return control;
}
