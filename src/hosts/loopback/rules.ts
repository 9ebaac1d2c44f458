import type { Form, Rule } from './form.ts';
import { isObject, type JsonObject } from './json.ts';

export function absent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

function blank(value: unknown): boolean {
  return absent(value) || (typeof value === 'string' && value.trim() === '');
}

function badLength(form: Form, min: number, max: number, length: number): void {
  if (length >= min && length <= max) return;
  if (min > 0 && Number.isFinite(max)) {
    form.fail('BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
  } else if (length > max) {
    form.fail('BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
  } else {
    form.fail('BASE_TYPE_MIN_LENGTH', `Must be ${min} or more in length.`);
  }
}

/**
 * Discord counts code points, its builders UTF-16 units. The stricter of the two: units for the most,
 * and for the least what is left when outer white space, which Discord strips, is gone.
 */
export function string(limits: { min?: number; max?: number } = {}): Rule {
  const { min = 0, max = Infinity } = limits;
  return (value, form) => {
    if (typeof value !== 'string') form.fail('STRING_TYPE_CONVERT', `Could not interpret "${shown(value)}" as string.`);
    else badLength(form, min, max, value.length > max ? value.length : Math.min(value.length, value.trim().length));
  };
}

export function integer(limits: { min?: number; max?: number } = {}): Rule {
  return number(limits, Number.isSafeInteger, 'int');
}

export function number(
  limits: { min?: number; max?: number } = {},
  accepts: (value: unknown) => boolean = Number.isFinite,
  word = 'float',
): Rule {
  const { min = -Infinity, max = Infinity } = limits;
  return (value, form) => {
    if (typeof value !== 'number' || !accepts(value)) {
      form.fail('NUMBER_TYPE_COERCE', `Value "${shown(value)}" is not ${word}.`);
    } else if (value < min) {
      form.fail('NUMBER_TYPE_MIN', `${word} value should be greater than or equal to ${min}.`);
    } else if (value > max) {
      form.fail('NUMBER_TYPE_MAX', `${word} value should be less than or equal to ${max}.`);
    }
  };
}

export const boolean: Rule = (value, form) => {
  if (typeof value !== 'boolean') form.fail('BOOLEAN_TYPE_CONVERT', 'Must be either true or false.');
};

const snowflakeShape = /^\d{15,20}$/u;

export const snowflake: Rule = (value, form) => {
  if (typeof value !== 'string' || !snowflakeShape.test(value)) {
    form.fail('NUMBER_TYPE_COERCE', `Value "${shown(value)}" is not snowflake.`);
  }
};

export function oneOf(values: readonly (string | number)[]): Rule {
  return (value, form) => {
    if (!values.includes(value as string)) {
      form.fail('BASE_TYPE_CHOICES', `Value must be one of {${values.join(', ')}}.`);
    }
  };
}

export function list(rule: Rule, limits: { min?: number; max?: number } = {}): Rule {
  const { min = 0, max = Infinity } = limits;
  return (value, form) => {
    if (!Array.isArray(value)) {
      form.fail('LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
      return;
    }
    badLength(form, min, max, value.length);
    value.forEach((item, index) => {
      form.at(index, () => {
        rule(item, form);
      });
    });
  };
}

interface ObjectRules {
  /** Keys that must be there. */
  readonly required?: readonly string[];
  /** Keys that must be there and hold more than white space. */
  readonly filled?: readonly string[];
  /** What no single key can tell. */
  readonly whole?: (value: JsonObject, form: Form) => void;
}

/** An object with these keys and no others. */
export function object(shape: Readonly<Record<string, Rule>>, rules: ObjectRules = {}): Rule {
  const known = new Map(Object.entries(shape));
  const { required = [], filled = [], whole } = rules;
  const demanded = [...required.map((key) => ({ key, missing: absent })), ...filled.map((key) => ({ key, missing: blank }))];
  return (value, form) => {
    if (!isObject(value)) {
      form.fail('MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
      return;
    }
    for (const key of Object.keys(value)) {
      const rule = known.get(key);
      const held = value[key];
      if (rule === undefined) form.unknownKey(key);
      else if (!absent(held)) {
        form.at(key, () => {
          rule(held, form);
        });
      }
    }
    for (const { key, missing } of demanded) if (missing(value[key])) failRequired(form, key);
    whole?.(value, form);
  };
}

export function failRequired(form: Form, key: string): void {
  form.at(key, () => {
    form.fail('BASE_TYPE_REQUIRED', 'This field is required');
  });
}

/** Whatever it holds: the loopback has no opinion on this key. */
export const anything: Rule = () => undefined;

export function url(schemes: readonly string[], max = 2048): Rule {
  const lengthOf = string({ max });
  const names = schemes.map((scheme) => `'${scheme}'`).join(', ');
  return (value, form) => {
    lengthOf(value, form);
    if (typeof value !== 'string') return;
    const parsed = URL.parse(value);
    if (parsed === null) form.fail('URL_TYPE_INVALID_URL', 'Not a well formed URL.');
    else if (!schemes.includes(parsed.protocol.slice(0, -1))) {
      form.fail('URL_TYPE_INVALID_SCHEME', `Scheme "${parsed.protocol.slice(0, -1)}" must be one of (${names}).`);
    }
  };
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
