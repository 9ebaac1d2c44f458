import type { Callable } from '../command.ts';
import type { Words } from '../words/words.ts';

/** What a command does, in the language of these words; in English where they do not know it. */
export function commandDescription({ name, description }: Pick<Callable, 'name' | 'description'>, { commands }: Words): string {
  return commands[name]?.description ?? description;
}

export function optionDescription({ name, options }: Pick<Callable, 'name' | 'options'>, option: string, { commands }: Words): string {
  return commands[name]?.options?.[option] ?? options[option]?.description ?? '';
}
