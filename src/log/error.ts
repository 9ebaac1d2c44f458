/** What the log holds of an error: what helps to find its cause, and nothing of what was said or sent. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string | number;
  readonly status?: number;
  readonly method?: string;
  /** Where it was thrown: the lines of calls alone. */
  readonly stack?: string;
  readonly cause?: LoggedError;
  readonly errors?: readonly LoggedError[];
}

/** So deep are causes told, and so many errors of one that gathers several. */
const MOST_CAUSES = 4;
const MOST_ERRORS = 5;
const MOST_LETTERS = 2_000;

/**
 * An error for the log. Only what is listed in {@link LoggedError} is taken: discord.js hangs the address (with the
 * interaction's token) and the whole body of a request on its errors. `said` are texts of a user: they are cut out of
 * messages, since a library may repeat its input there.
 */
export function loggedError(error: unknown, said: readonly string[] = []): LoggedError {
  return describe(error, saidOf(said), MOST_CAUSES);
}

function describe(error: unknown, said: Said, depth: number): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: messageWithout(typeof error === 'string' ? error : 'what was thrown is no error', said) };
  const { code, status, method } = error as { code?: unknown; status?: unknown; method?: unknown };
  const errors = error instanceof AggregateError ? (error.errors as readonly unknown[]).slice(0, MOST_ERRORS) : [];
  return {
    type: typeOf(error),
    message: messageWithout(isOfDiscord(error) ? withoutQuotes(error.message) : error.message, said),
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    ...(typeof status === 'number' && { status }),
    ...(typeof method === 'string' && { method }),
    ...framesOf(error),
    ...(error.cause !== undefined && depth > 0 && { cause: describe(error.cause, said, depth - 1) }),
    ...(errors.length > 0 && depth > 0 && { errors: errors.map((one) => describe(one, said, depth - 1)) }),
  };
}

/** discord.js puts the code into the name: `DiscordAPIError[10062]`. */
function typeOf(error: Error): string {
  return error.name === 'Error' ? error.constructor.name || error.name : error.name;
}

/** Discord tells what it refuses with the value in quotes: `Value "…" is not int.` */
function isOfDiscord(error: Error): boolean {
  return 'rawError' in error || 'requestBody' in error;
}

function withoutQuotes(message: string): string {
  return message.replace(/"[^"]*"/gu, '"…"');
}

/** The first lines of a stack repeat the message. */
function framesOf({ stack }: Error): { stack?: string } {
  const frames = stack?.split('\n').filter((line) => /^\s+at .*(?::\d+:\d+|<anonymous>|native)\)?$/u.test(line)).join('\n');
  return frames === undefined || frames === '' ? {} : { stack: frames };
}

const WORDS = /[\p{L}\p{N}\p{M}_]+/gu;
/** Shorter words of plain letters tell nothing alone, and without them no message could be read. */
const TELLING = /^(?:.{4,}|.*[^a-z].*)$/su;

interface Said {
  readonly texts: readonly string[];
  readonly words: ReadonlySet<string>;
}

function saidOf(texts: readonly string[]): Said {
  const words = texts.flatMap((text) => text.match(WORDS) ?? []).map((word) => word.toLowerCase());
  return { texts: texts.map((text) => text.trim()).filter((text) => text.length > 1), words: new Set(words.filter((word) => TELLING.test(word))) };
}

/** Whole texts first, then the words of those that a library tells in part. */
function messageWithout(message: string, { texts, words }: Said): string {
  const cut = message.length > MOST_LETTERS ? `${message.slice(0, MOST_LETTERS)}…` : message;
  const left = texts.reduce((rest, text) => rest.replaceAll(text, '…'), cut);
  return words.size === 0 ? left : left.replace(WORDS, (word) => (words.has(word.toLowerCase()) ? '…' : word));
}
