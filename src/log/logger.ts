import { pino, type DestinationStream, type Logger } from 'pino';
import type { Config } from '../config.ts';
import { loggedError } from './error.ts';
import { secretsCutter } from './secrets.ts';

/**
 * The one log of the process: a JSON object a line, to standard error. Errors are told by {@link loggedError}; whatever else
 * goes in, no line leaves with the bot's token or an interaction's.
 */
export function createLogger({ logLevel, discordToken }: Pick<Config, 'logLevel' | 'discordToken'>, to: DestinationStream = pino.destination({ dest: 2, sync: true })): Logger {
  const cut = secretsCutter(discordToken);
  const serializers = { err: (error: unknown): unknown => (error instanceof Error ? loggedError(error) : error) };
  return pino({ level: logLevel, base: null, serializers }, { write: (line: string) => { to.write(cut(line)); } });
}
