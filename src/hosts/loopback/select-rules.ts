import { componentId, customId, emoji } from './component-parts.ts';
import type { Form } from './form.ts';
import { objects, type JsonObject } from './json.ts';
import { anything, boolean, integer, list, object, string } from './rules.ts';

const selectKeys = {
  type: anything,
  id: componentId,
  custom_id: customId,
  placeholder: string({ max: 150 }),
  min_values: integer({ min: 0, max: 25 }),
  max_values: integer({ min: 1, max: 25 }),
  disabled: boolean,
  required: boolean,
};

const selectOption = object(
  {
    label: string({ min: 1, max: 100 }),
    value: string({ min: 1, max: 100 }),
    description: string({ max: 100 }),
    emoji,
    default: boolean,
  },
  { required: ['label', 'value'] },
);

/** A menu of choices. */
export const stringSelectRule = object(
  { ...selectKeys, options: list(selectOption, { min: 1, max: 25 }) },
  { required: ['custom_id', 'options'], whole: selectOptions },
);

/** Menus of users, roles and channels. */
export const entitySelectRule = object(
  { ...selectKeys, default_values: list(anything, { max: 25 }), channel_types: list(integer()) },
  { required: ['custom_id'] },
);

function selectOptions(value: JsonObject, form: Form): void {
  const options = objects(value['options']);
  const most = typeof value['max_values'] === 'number' ? value['max_values'] : 1;
  if (most > options.length) {
    form.at('max_values', () => {
      form.fail('SELECT_COMPONENT_MAX_VALUES_EXCEEDED', 'The maximum number of values is more than there are options.');
    });
  }
  if (options.filter((option) => option['default'] === true).length > most) {
    form.at('options', () => {
      form.fail('SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES', 'There are more defaults than values that may be chosen.');
    });
  }
  const seen = new Set<unknown>();
  options.forEach((option, index) => {
    if (seen.has(option['value'])) {
      form.at('options', () => {
        form.at(index, () => {
          form.fail('SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', 'The specified option value is already used');
        });
      });
    }
    seen.add(option['value']);
  });
}
