import { button, stringSelect, textInput } from './component-parts.ts';
import { isObject, objects, text, type JsonObject } from './json.ts';
import type { ShownMessage } from './message.ts';
import { ClientRefusal } from './refusal.ts';

/** Every button, select and text input of a message or modal, in order of showing. */
function controls(components: unknown): readonly JsonObject[] {
  return objects(components).flatMap((component) => {
    const single = [component['accessory'], component['component']].filter(isObject);
    const inner = [...controls(component['components']), ...controls(single)];
    return inner.length > 0 ? inner : [component];
  });
}

/** The button with this custom_id, or else with this label. Throws where it cannot be pressed. */
export function findButton(message: ShownMessage, wanted: string): JsonObject {
  const buttons = controls(message.components).filter((one) => one['type'] === button);
  const found = buttons.find((one) => one['custom_id'] === wanted) ?? buttons.find((one) => one['label'] === wanted);
  if (found === undefined) {
    const there = buttons.map((one) => `"${text(one['label'])}"`).join(', ');
    throw new ClientRefusal(`the message has no button "${wanted}"; it has ${there || 'none'}`);
  }
  if (found['disabled'] === true) throw new ClientRefusal(`the button "${wanted}" is disabled`);
  if (found['custom_id'] === undefined) throw new ClientRefusal(`the button "${wanted}" is a link and tells the bot nothing`);
  return found;
}

/** The menu of choices with this custom_id. Throws where these values cannot be chosen. */
export function findSelect(message: ShownMessage, customId: string, values: readonly string[]): JsonObject {
  const found = controls(message.components).find((one) => one['type'] === stringSelect && one['custom_id'] === customId);
  if (found === undefined) throw new ClientRefusal(`the message has no menu "${customId}"`);
  if (found['disabled'] === true) throw new ClientRefusal(`the menu "${customId}" is disabled`);
  const offered = objects(found['options']).map((option) => option['value']);
  const stranger = values.find((value) => !offered.includes(value));
  if (stranger !== undefined) throw new ClientRefusal(`the menu "${customId}" does not offer "${stranger}"`);
  const { min_values: min = 1, max_values: max = 1 } = found;
  if (values.length < Number(min) || values.length > Number(max)) {
    throw new ClientRefusal(`the menu "${customId}" takes ${Number(min)} to ${Number(max)} values`);
  }
  return found;
}

/** The `components` of a modal's submission. Throws where the client would not send the form. */
export function filledModal(modal: JsonObject, values: Readonly<Record<string, string>>): JsonObject[] {
  const inputs = controls(modal['components']).filter((one) => one['type'] === textInput);
  for (const name of Object.keys(values)) {
    if (!inputs.some((one) => one['custom_id'] === name)) throw new ClientRefusal(`the form has no field "${name}"`);
  }
  return objects(modal['components']).map((component) => {
    const [input] = controls([component]).filter((one) => one['type'] === textInput);
    if (input === undefined) return component;
    const customId = text(input['custom_id']);
    const value = values[customId] ?? text(input['value']);
    refuseInput(input, value);
    const sent = { type: textInput, id: input['id'], custom_id: customId, value };
    return isObject(component['component'])
      ? { type: component['type'], id: component['id'], component: sent }
      : { type: component['type'], id: component['id'], components: [sent] };
  });
}

function refuseInput(input: JsonObject, value: string): void {
  const name = text(input['custom_id']);
  if (value === '' && input['required'] !== false) throw new ClientRefusal(`the field "${name}" is required`);
  const { min_length: min = 0, max_length: max = 4000 } = input;
  if (value !== '' && (value.length < Number(min) || value.length > Number(max))) {
    throw new ClientRefusal(`the field "${name}" takes ${Number(min)} to ${Number(max)} characters`);
  }
}
