/** What the server and the page say to each other. Messages and commands are Discord's own JSON. */
export type Json = Record<string, unknown>;

/** Who can be acted for at the page, by their ids. Everybody but `you` is a member without rights. */
export const PEOPLE = { you: '300000000000000001', other: '300000000000000002' } as const;
export type Person = keyof typeof PEOPLE;

export interface ShownCommand {
  readonly id: string;
  /** 1 a slash command, 2 on a person's menu, 3 on a message's menu. */
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly name_localizations?: unknown;
  readonly options?: readonly Json[];
}

/** What the page needs to begin. */
export interface Start {
  /** Another one after a restart: what the server knew of earlier messages is gone. */
  readonly boot: string;
  readonly archive: { readonly name: string; readonly articles: number; readonly paragraphs: number };
  /** Those that this channel offers, in the order of registration. */
  readonly commands: readonly ShownCommand[];
  /** Questions that this archive answers, made from its titles. */
  readonly questions: readonly string[];
}

/** One request of the bot, as Discord got it. */
export interface Sent {
  readonly method: string;
  /** After /api/v10; an interaction's token is cut. */
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  /** Discord's code of the refusal, or null. */
  readonly code: number | null;
}

/** What came of a command, a button or a menu. */
export interface Answer {
  /** What Discord would tell the user when the bot failed, with the reason; else null. */
  readonly failed: string | null;
  /** The reply, or the message that was updated. */
  readonly message: Json | null;
  readonly followUps: readonly Json[];
  /** A form that the bot opened, with the key to send it by. */
  readonly form: { readonly key: string; readonly modal: Json } | null;
  /** From the user's act to the bot's answer, in milliseconds. */
  readonly elapsedMs: number;
  readonly sent: readonly Sent[];
}

export interface Suggested {
  readonly failed: string | null;
  readonly choices: readonly { readonly name: string; readonly value: string | number }[];
}

/** Why a request was not done, and what to do. */
export interface Refused {
  readonly error: { readonly message: string; readonly remedy: string };
}

/** Pushed to every open page. */
export type Push =
  | { readonly type: 'hello'; readonly boot: string }
  | { readonly type: 'message'; readonly message: Json; readonly sent: readonly Sent[] }
  | { readonly type: 'deleted'; readonly id: string };
