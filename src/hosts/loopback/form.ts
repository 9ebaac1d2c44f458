import { invalidForm } from './discord-error.ts';
import { isObject, type JsonObject } from './json.ts';

/** Something wrong with one place of a body. */
interface Problem {
  readonly path: readonly string[];
  readonly code: string;
  readonly message: string;
}

/** Checks a value and reports to the form what is wrong with it. Absent and null values never reach a rule. */
export type Rule = (value: unknown, form: Form) => void;

/** Gathers what is wrong with one body, in Discord's own shape. */
export class Form {
  readonly #path: string[] = [];
  readonly #problems: Problem[] = [];
  readonly #unknownKeys: string[] = [];

  /** Keys that Discord does not know and would silently ignore, as `embeds.0.titel`. */
  get unknownKeys(): readonly string[] {
    return this.#unknownKeys;
  }

  fail(code: string, message: string): void {
    this.#problems.push({ path: [...this.#path], code, message });
  }

  /** Runs the check one level deeper, so that what it reports carries the key. */
  at(key: string | number, check: () => void): void {
    this.#path.push(String(key));
    check();
    this.#path.pop();
  }

  unknownKey(key: string): void {
    this.#unknownKeys.push([...this.#path, key].join('.'));
  }

  /** Unknown keys become refusals too. */
  refuseUnknownKeys(): void {
    for (const key of this.#unknownKeys) {
      this.#problems.push({
        path: key.split('.'),
        code: 'LOOPBACK_UNKNOWN_KEY',
        message: 'Discord does not know this key and would ignore it without a word.',
      });
    }
  }

  /** Throws 50035 if anything was reported. */
  throwIfFailed(): void {
    if (this.#problems.length > 0) throw invalidForm(nested(this.#problems));
  }
}

function nested(problems: readonly Problem[]): JsonObject {
  const root: JsonObject = {};
  for (const { path, code, message } of problems) {
    let node = root;
    for (const key of path) {
      const next = node[key];
      const child = isObject(next) ? next : {};
      node[key] = child;
      node = child;
    }
    const listed = node['_errors'];
    node['_errors'] = [...(Array.isArray(listed) ? (listed as unknown[]) : []), { code, message }];
  }
  return root;
}
