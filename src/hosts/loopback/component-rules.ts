import { actionRow, button, componentId, customId, emoji, selects, stringSelect } from './component-parts.ts';
import type { Form, Rule } from './form.ts';
import { isObject, objects, type JsonObject } from './json.ts';
import { absent, anything, boolean, list, object, oneOf, snowflake, string, url } from './rules.ts';
import { entitySelectRule, stringSelectRule } from './select-rules.ts';

const linkStyle = 5;
const premiumStyle = 6;

const buttonRule = object(
  {
    type: anything,
    id: componentId,
    style: oneOf([1, 2, 3, 4, linkStyle, premiumStyle]),
    label: string({ max: 80 }),
    emoji,
    custom_id: customId,
    sku_id: snowflake,
    url: url(['http', 'https', 'discord'], 512),
    disabled: boolean,
  },
  { required: ['style'], whole: buttonStyle },
);

function buttonStyle(value: JsonObject, form: Form): void {
  const wanted = value['style'] === linkStyle ? 'url' : value['style'] === premiumStyle ? 'sku_id' : 'custom_id';
  for (const key of ['url', 'sku_id', 'custom_id']) {
    const given = !absent(value[key]);
    if (given === (key === wanted)) continue;
    form.at(key, () => {
      if (given) form.fail('BUTTON_COMPONENT_STYLE_MISMATCH', `A button of this style cannot have a ${key}.`);
      else form.fail(`BUTTON_COMPONENT_${wanted.toUpperCase()}_REQUIRED`, `A ${wanted} is required for this style.`);
    });
  }
  if (wanted === 'sku_id') return;
  if ((absent(value['label']) || value['label'] === '') && absent(value['emoji'])) {
    form.fail('BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED', 'A label or an emoji is required.');
  }
}

/** Chooses the rule by the component's type. */
export function byType(rules: Readonly<Record<number, Rule>>): Rule {
  const types = Object.keys(rules).map(Number);
  const known = oneOf(types);
  return (value, form) => {
    const type = objects([value])[0]?.['type'];
    const rule = typeof type === 'number' ? rules[type] : undefined;
    if (rule !== undefined) rule(value, form);
    else {
      form.at('type', () => {
        known(type, form);
      });
    }
  };
}

export const row = object(
  {
    type: anything,
    id: componentId,
    components: list(
      byType({
        [button]: buttonRule,
        [stringSelect]: stringSelectRule,
        5: entitySelectRule,
        6: entitySelectRule,
        7: entitySelectRule,
        8: entitySelectRule,
      }),
      { min: 1, max: 5 },
    ),
  },
  { required: ['components'], whole: rowWidth },
);

function rowWidth(value: JsonObject, form: Form): void {
  const held = objects(value['components']);
  if (held.length > 1 && held.some((one) => selects.includes(one['type'] as number))) {
    form.fail('COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'The specified component exceeds the maximum width');
  }
}

export const singleButton = buttonRule;

/** Every custom_id of a message or modal must be its own. */
export function uniqueCustomIds(value: unknown, form: Form): void {
  const seen = new Set<string>();
  eachComponent(value, form, (component) => {
    const id = component['custom_id'];
    if (typeof id !== 'string') return;
    if (seen.has(id)) {
      form.at('custom_id', () => {
        form.fail('COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
      });
    }
    seen.add(id);
  });
}

/** Visits every component of a list, however deep, with the form standing at its place. */
export function eachComponent(list: unknown, form: Form, visit: (component: JsonObject) => void): void {
  objects(list).forEach((component, index) => {
    form.at(index, () => {
      visit(component);
      form.at('components', () => {
        eachComponent(component['components'], form, visit);
      });
      for (const key of ['component', 'accessory']) {
        form.at(key, () => {
          if (isObject(component[key])) visit(component[key]);
        });
      }
    });
  });
}

const rows = list(byType({ [actionRow]: row }), { max: 5 });

/** The components of a message without IS_COMPONENTS_V2: at most five rows. */
export const classicComponents: Rule = (value, form) => {
  rows(value, form);
  uniqueCustomIds(value, form);
};
