import { actionRow, componentId } from './component-parts.ts';
import { byType, eachComponent, row, singleButton, uniqueCustomIds } from './component-rules.ts';
import type { Rule } from './form.ts';
import { text } from './json.ts';
import { anything, boolean, integer, list, object, oneOf, string, url } from './rules.ts';

const maxComponents = 40;
const maxText = 4000;
const textDisplayType = 10;

const media = object({ url: url(['http', 'https', 'attachment']) }, { required: ['url'] });
const described = { description: string({ max: 1024 }), spoiler: boolean };
const common = { type: anything, id: componentId };

const textDisplay = object({ ...common, content: string({ min: 1, max: maxText }) }, { required: ['content'] });
const thumbnail = object({ ...common, media, ...described }, { required: ['media'] });
const gallery = object(
  { ...common, items: list(object({ media, ...described }, { required: ['media'] }), { min: 1, max: 10 }) },
  { required: ['items'] },
);
const file = object({ ...common, file: object({ url: url(['attachment']) }), spoiler: boolean }, { required: ['file'] });
const separator = object({ ...common, divider: boolean, spacing: oneOf([1, 2]) });
const section = object(
  {
    ...common,
    components: list(byType({ [textDisplayType]: textDisplay }), { min: 1, max: 3 }),
    accessory: byType({ 2: singleButton, 11: thumbnail }),
  },
  { required: ['components', 'accessory'] },
);

const blocks: Record<number, Rule> = {
  [actionRow]: row,
  9: section,
  [textDisplayType]: textDisplay,
  12: gallery,
  13: file,
  14: separator,
};

const container = object(
  {
    ...common,
    components: list(byType(blocks), { min: 1, max: maxComponents }),
    accent_color: integer({ min: 0, max: 0xffffff }),
    spoiler: boolean,
  },
  { required: ['components'] },
);

const topLevel = list(byType({ ...blocks, 17: container }), { min: 1, max: maxComponents });

/** The components of a message with IS_COMPONENTS_V2: at most 40, and 4,000 characters of text together. */
export const layoutComponents: Rule = (value, form) => {
  topLevel(value, form);
  uniqueCustomIds(value, form);
  let count = 0;
  let characters = 0;
  eachComponent(value, form, (component) => {
    count += 1;
    if (component['type'] === textDisplayType) characters += text(component['content']).length;
  });
  if (count > maxComponents) form.fail('COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', `No more than ${maxComponents} components.`);
  if (characters > maxText) form.fail('COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', `No more than ${maxText} characters.`);
};
