import type { Config, WrongSetting } from '../config.ts';
import type { OriginStatus } from '../origins/port.ts';

/** What one look tells: whether all is well, in a sentence, and what to do where it is not. */
export interface Finding {
  /** Of the thing looked at: lower case, unique in a report but for its place among origins. */
  readonly name: string;
  readonly state: 'ok' | 'warning' | 'problem';
  readonly message: string;
  /** One or two plain sentences; null when there is nothing to do. */
  readonly remedy: string | null;
}

/** What is looked at. Nothing of it is ever changed. */
export interface Patient {
  /** As it is without the settings that are wrong. */
  readonly config: Config;
  readonly wrong: readonly WrongSetting[];
  /** How the origins do that are kept current; null where nobody keeps any: then nothing is said of them. */
  readonly origins: (() => Promise<readonly OriginStatus[]>) | null;
}

/** Looks at one thing, or several of a kind. */
export interface Check {
  readonly name: string;
  readonly look: (patient: Patient) => Promise<readonly Finding[]>;
}

/** What a check has to say, without its name. */
export type Opinion = Omit<Finding, 'name'>;

export const fine = (message: string): Opinion => ({ state: 'ok', message, remedy: null });
export const warning = (message: string, remedy: string): Opinion => ({ state: 'warning', message, remedy });
export const problem = (message: string, remedy: string): Opinion => ({ state: 'problem', message, remedy });

/** A check that comes to one opinion. */
export function check(name: string, look: (patient: Patient) => Promise<Opinion>): Check {
  return { name, look: async (patient) => [{ name, ...(await look(patient)) }] };
}
