import { modal } from './modal-rules.ts';
import type { Form, Rule } from './form.ts';
import { isObject, objects, type JsonObject } from './json.ts';
import { flag, flags, messageEdit, newMessage } from './message-rules.ts';
import { localizations } from './option-rules.ts';
import { anything, integer, list, number, object, oneOf, string } from './rules.ts';

export const interactionType = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;
type InteractionType = (typeof interactionType)[keyof typeof interactionType];

export const callbackType = {
  reply: 4,
  deferredReply: 5,
  deferredUpdate: 6,
  update: 7,
  suggestions: 8,
  modal: 9,
} as const;

const answersTo: Readonly<Record<InteractionType, readonly number[]>> = {
  [interactionType.command]: [4, 5, 9],
  [interactionType.component]: [4, 5, 6, 7, 9],
  [interactionType.autocomplete]: [8],
  [interactionType.modal]: [4, 5, 6, 7],
};

const suggestionKeys = { name: string({ min: 1, max: 100 }), name_localizations: localizations(string({ min: 1, max: 100 })) };

function suggestions(value: Rule): Rule {
  const choice = object({ ...suggestionKeys, value }, { required: ['name', 'value'] });
  return object({ choices: list(choice, { max: 25 }) }, { required: ['choices'] });
}

const suggestionsOf: Readonly<Record<number, Rule>> = {
  3: suggestions(string({ min: 1, max: 100 })),
  4: suggestions(integer({ min: -(2 ** 53), max: 2 ** 53 })),
  10: suggestions(number({ min: -(2 ** 53), max: 2 ** 53 })),
};

const deferral = object({ flags: flags(flag.ephemeral) });
const envelope = object({ type: anything, data: anything }, { required: ['type'] });

/** What is asked of an answer: the interaction's type, and for autocomplete the type of the option being typed. */
export interface Question {
  readonly type: InteractionType;
  /** False for a command, and for a modal that a command opened: there is no message to update. */
  readonly onMessage: boolean;
  readonly optionType: number | null;
}

function dataRule(type: unknown, question: Question): Rule {
  switch (type) {
    case callbackType.reply:
      return newMessage;
    case callbackType.update:
      return messageEdit;
    case callbackType.suggestions:
      return suggestionsOf[question.optionType ?? 3] ?? anything;
    case callbackType.modal:
      return modal;
    default:
      return deferral;
  }
}

/** Reports what Discord would refuse in the answer to an interaction. */
export function checkCallback(body: JsonObject, question: Question, form: Form): void {
  envelope(body, form);
  const { type, data } = body;
  const allowed = answersTo[question.type].filter((one) => question.onMessage || (one !== 6 && one !== 7));
  if (!allowed.includes(type as number)) {
    form.at('type', () => {
      oneOf(allowed)(type, form);
    });
    return;
  }
  const needsData = type !== callbackType.deferredReply && type !== callbackType.deferredUpdate;
  if (data === undefined && !needsData) return;
  form.at('data', () => {
    dataRule(type, question)(data, form);
  });
}

/** The type and data of a body that passed. */
export function readCallback(body: JsonObject): { type: number; data: JsonObject } {
  return { type: body['type'] as number, data: isObject(body['data']) ? body['data'] : {} };
}

/** Choices of an autocomplete answer that passed. */
export function readChoices(data: JsonObject): { name: string; value: string | number }[] {
  return objects(data['choices']).map((choice) => ({
    name: choice['name'] as string,
    value: choice['value'] as string | number,
  }));
}
