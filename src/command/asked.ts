import { reply, type Call, type Caller, type Reply } from '../command.ts';
import { isolate } from '../words/direction.ts';
import { tellAlternatives } from '../words/format.ts';
import { userError } from '../errors.ts';

interface Question {
  /** The option that is unclear, and what was typed there. */
  readonly option: string;
  readonly typed: string;
  readonly heading: string;
  readonly why: string;
  /** What may be meant; the value is what the option takes. */
  readonly choices: readonly { readonly label: string; readonly value: string }[];
  /** A sentence that lists them. */
  readonly listed: (choices: string) => string;
  readonly remedy: string;
}

/** Thrown where an option may mean several things: whoever asked is asked back. */
export class Unclear extends Error {
  readonly question: Question;

  constructor(question: Question) {
    super(question.why);
    this.question = question;
  }
}

/** What was typed, for an answer to repeat: not at any length. */
export function shown(typed: string): string {
  return typed.trim().slice(0, 80).toWellFormed();
}

/**
 * A private reply whose actions are the same call with one meaning each. A terminal has no buttons, and a script no use for
 * a question: there it is the user error that lists what to write.
 */
export function ask({ question: { option, typed, heading, why, choices, listed, remedy } }: Unclear, call: Call, { host, locale }: Caller): Reply {
  if (host === 'terminal') throw userError(`${why} ${listed(tellAlternatives(choices.map(({ value }) => isolate(value)), locale))}`, remedy);
  return reply({
    heading,
    lead: `${why} ${listed(tellAlternatives(choices.map(({ label }) => isolate(label)), locale))}`,
    actions: choices.map(({ label, value }) => ({ label, command: call.command, options: { ...call.options, [option]: value } })),
    visibility: 'private',
    data: { asked: { option, typed, choices } },
  });
}
