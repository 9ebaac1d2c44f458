import { OPERATOR, type Caller } from '../../command.ts';
import { voiceOf, type Languages } from '../../words/words.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Whoever is at the terminal, spoken to in the language that it is set to (POSIX: LC_ALL, LC_MESSAGES, LANG); in English where it is none of ours. */
export function operatorOf(languages: Languages, environment: Environment = process.env): Caller {
  const set = [environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']].find((value) => value !== undefined && value !== '') ?? '';
  // `de_AT.UTF-8@euro`
  return { ...OPERATOR, ...voiceOf(languages, set.replace(/[.@].*$/u, '')) };
}
