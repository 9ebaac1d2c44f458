/** What a button stands for that is too long for the button itself; any JSON. */
export type Body = Readonly<Record<string, unknown>>;

/** Whose it is, so that it can be shown to them and forgotten with them. */
export interface Belongs {
  /** Discord's id; null at the terminal. */
  readonly userId: string | null;
  /** Discord's id of a server that the bot is in; null elsewhere. */
  readonly guildId: string | null;
}

export interface Keeping extends Belongs {
  /** What the body is for: `results`, `call`. */
  readonly kind: string;
  readonly body: Body;
}

export interface Kept extends Keeping {
  readonly id: string;
  /** ISO 8601 date-time. */
  readonly keptAt: string;
}

/** So long anything is kept. */
export const KEPT_DAYS = 90;

/**
 * What servers and users leave with the bot, apart from the archive: what their replies' buttons need to know. Nothing
 * older than {@link KEPT_DAYS} days is ever given back. All methods reject with a `Fault` of type `store` when the medium fails.
 */
export interface State {
  /** Resolves when it is on the disk, with an id of at most 16 characters of base64url, which nobody can guess. */
  keep(what: Keeping): Promise<string>;
  /**
   * As {@link keep}, without waiting for the disk: on a busy machine an answer would wait with it. It can be read at once, and is on
   * the disk some milliseconds later; a process that is killed in between loses it. After a failure it waits, to tell of the next.
   */
  keepSoon(what: Keeping): Promise<string>;
  /** Null for what is not kept (any more). */
  kept(id: string): Promise<Kept | null>;
  /** Puts `to` in the place of a body that is still `from` (compared as JSON). False, and nothing changed, when it is another or gone. */
  change(id: string, from: Body, to: Body): Promise<boolean>;
  /** All of a user's, newest first; with null, of whoever is at the terminal. */
  ofUser(userId: string | null): Promise<readonly Kept[]>;
  /** How many were forgotten. */
  forgetUser(userId: string | null): Promise<number>;
  forgetGuild(guildId: string): Promise<number>;
  /**
   * Forgets what names an article, or a paragraph of it (`<articleId>.<…>`), anywhere in its body, and leaves nothing of all that was
   * ever forgotten in the file. How many were forgotten now.
   */
  forgetAbout(articleId: string): Promise<number>;
  /** Ids of the servers of which anything is kept. */
  guilds(): Promise<readonly string[]>;
  /** Forgets what is older than {@link KEPT_DAYS} days; how many that were. */
  expire(now: Date): Promise<number>;
  close(): Promise<void>;
}
