export type FaultType = 'user' | 'config' | 'store' | 'internal';

/**
 * A mistake that somebody can mend: shown as it is, on every host, with its remedy.
 * `user`: the asker's (exit code 1). `config`, `store`: the operator's (exit code 2). `internal`: a defect, told politely.
 * Anything else that is thrown is a defect: logged with an id, and the user gets that id.
 */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly type: FaultType;
  /** What to do about it: one or two plain sentences. */
  readonly remedy: string;

  constructor(type: FaultType, message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.type = type;
    this.remedy = remedy;
  }
}

/** The asker's mistake. */
export function userError(message: string, remedy: string): Fault {
  return new Fault('user', message, remedy);
}

/** What was thrown, in words, whatever it is. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What was typed as an address, for an error to repeat: without a user's name and password, and not at any length. */
export function repeatable(address: string): string {
  return address.trim().replace(/^((?:[a-z][a-z0-9+.-]*:)?[/\\]*)[^/\\?#]*@/iu, '$1').slice(0, 100).toWellFormed();
}

/** A text without the queries of the addresses in it: feeds of members carry their keys there. */
export function withoutQueries(text: string): string {
  return text.replace(/(\bhttps?:\/\/[^\s?#]*)\?[^\s]*/giu, '$1?…');
}
