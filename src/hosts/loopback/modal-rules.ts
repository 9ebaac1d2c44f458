import { actionRow, componentId, customId, stringSelect, textInput } from './component-parts.ts';
import { byType, uniqueCustomIds } from './component-rules.ts';
import { anything, boolean, integer, list, object, oneOf, string } from './rules.ts';
import { stringSelectRule } from './select-rules.ts';

const textInputRule = object(
  {
    type: anything,
    id: componentId,
    custom_id: customId,
    style: oneOf([1, 2]),
    label: string({ min: 1, max: 45 }),
    min_length: integer({ min: 0, max: 4000 }),
    max_length: integer({ min: 1, max: 4000 }),
    required: boolean,
    value: string({ max: 4000 }),
    placeholder: string({ max: 100 }),
  },
  { required: ['custom_id', 'style'] },
);

const labelType = 18;
const textDisplayType = 10;

/** A form: one to five rows or labels, each with one field. */
export const modal = object(
  {
    custom_id: customId,
    title: string({ min: 1, max: 45 }),
    components: list(
      byType({
        [actionRow]: object({
          type: anything,
          id: componentId,
          components: list(byType({ [textInput]: textInputRule }), { min: 1, max: 1 }),
        }),
        [textDisplayType]: object({ type: anything, id: componentId, content: string({ min: 1, max: 4000 }) }),
        [labelType]: object(
          {
            type: anything,
            id: componentId,
            label: string({ min: 1, max: 45 }),
            description: string({ max: 100 }),
            component: byType({ [textInput]: textInputRule, [stringSelect]: stringSelectRule }),
          },
          { required: ['label', 'component'] },
        ),
      }),
      { min: 1, max: 5 },
    ),
  },
  {
    required: ['custom_id', 'title', 'components'],
    whole: (value, form) => {
      form.at('components', () => {
        uniqueCustomIds(value['components'], form);
      });
    },
  },
);
