import { DiscordAPIError, DiscordjsError, DiscordjsErrorCodes, GatewayCloseCodes, HTTPError } from 'discord.js';
import type { Config } from '../../config.ts';
import { Fault } from '../../errors.ts';

const NEW_TOKEN = 'Copy it again: Developer Portal, your application, Bot, Reset Token; put it into .env as DISCORD_TOKEN.';

/** What kept the bot from going online, in words, with the remedy. The token itself is never part of it. */
export function loginFault(error: unknown, config: Config): Error {
  if (error instanceof Fault) return error;
  const api = config.discordApiUrl ?? 'https://discord.com/api';
  const badToken = (error instanceof DiscordAPIError && error.status === 401) || (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid);
  if (badToken) return new Fault('config', 'Discord refused the setting DISCORD_TOKEN.', NEW_TOKEN, { cause: error });
  if (error instanceof DiscordAPIError && config.discordGuildId !== null && (error.code === 50001 || error.code === 10004)) {
    return new Fault('config', `The bot is not in the server that DISCORD_GUILD_ID names (${config.discordGuildId}).`, 'Invite it there first, or leave DISCORD_GUILD_ID out to register commands everywhere.', { cause: error });
  }
  if (error instanceof DiscordAPIError) {
    return new Fault('config', `Discord answered ${error.status} (${error.message}) at start.`, 'See https://discord.com/developers/docs/topics/opcodes-and-status-codes for the code.', { cause: error });
  }
  const reason = reasonOf(error);
  return new Fault('config', `Discord cannot be reached at ${api}: ${reason}.`, 'Check the network, a proxy, and DISCORD_API_URL if it is set. Without DISCORD_TOKEN the bot runs in the terminal.', { cause: error });
}

function reasonOf(error: unknown): string {
  if (error instanceof HTTPError) return `HTTP ${error.status}`;
  if (!(error instanceof Error)) return String(error);
  const cause: unknown = error.cause ?? error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return [code, cause instanceof Error ? cause.message : ''].filter((part) => part !== '').join(' ') || error.message;
}

export function gatewayFault(waitedMs: number): Fault {
  return new Fault('config', `Discord's API answers, but its gateway was not reached within ${waitedMs / 1_000} seconds.`, 'Check that the network and a proxy let WebSocket connections (wss://gateway.discord.gg) through, and DISCORD_API_URL if it is set.');
}

/** When Discord ends the session of a bot that was online. */
export function dismissal(code: number): Fault {
  const remedy = code === (GatewayCloseCodes.AuthenticationFailed as number) ? `Its token was probably replaced. ${NEW_TOKEN}` : 'See https://discord.com/developers/docs/topics/opcodes-and-status-codes for the code, then start it again.';
  return new Fault('config', `Discord ended the session of this bot for good (code ${code}).`, remedy);
}
