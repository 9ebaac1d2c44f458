import type { Install } from './installs.ts';
import type { OptionValues, Path } from './user-options.ts';

/**
 * Who acts, and where. Undefined guild: the first one; null: direct messages with the bot.
 * On a message: where that is, and by default who asked for it.
 */
export interface Actor {
  /** One of the bot's servers, or one of those without it. */
  readonly guildId?: string | null;
  /** In a talk of several people, to which the bot does not belong, instead. */
  readonly privateChannel?: boolean;
  /**
   * Whose installations of the application reach this person: a server's that they share with it, their own.
   * Default: the server's where the bot is, their own elsewhere.
   */
  readonly installs?: readonly Install[];
  readonly userId?: string;
  readonly locale?: string;
  /** The member's permission bits, as a decimal string. */
  readonly permissions?: string;
}

export interface CommandCall extends Actor, Path {
  readonly name: string;
  readonly options?: OptionValues;
  /** How long a deferred reply is waited for. Default 10 s. */
  readonly settleMs?: number;
}

export interface AutocompleteCall extends Actor, Path {
  readonly name: string;
  /** The option being typed, and what was typed so far. */
  readonly option: string;
  readonly partial: string;
  readonly options?: OptionValues;
}

export interface Suggestions {
  readonly failed: string | null;
  readonly choices: readonly { readonly name: string; readonly value: string | number }[];
  readonly elapsedMs: number;
}
