import { check, fine, problem, warning, type Check, type Opinion } from './check.ts';

const DISCORD = 'https://discord.com/api';
const PATIENCE_MS = 5_000;
const NEW_TOKEN = 'Copy it again: Developer Portal, your application, Bot, Reset Token; put it into .env as DISCORD_TOKEN.';

/** Whether Discord knows the token and would let the bot in, by two questions that change nothing there. */
export const discordCheck = (patienceMs = PATIENCE_MS): Check => check('discord', async ({ config, wrong }) => {
  if (wrong.some(({ name }) => name.startsWith('DISCORD_'))) return warning('Discord was not asked, since its settings are wrong.', 'See to the settings first.');
  if (config.discordToken === null) return fine('No DISCORD_TOKEN is set: Backfile runs in the terminal and in the browser.');
  const token = config.discordToken;
  // No header could hold it.
  if (!/^[\x21-\x7e]+$/u.test(token)) return problem('DISCORD_TOKEN holds letters that no token has.', NEW_TOKEN);
  const ask = async (path: string): Promise<Answer> => asked(`${config.discordApiUrl ?? DISCORD}/v10/${path}`, token, patienceMs);
  const me = await ask('users/@me');
  const refusal = opinionOf(me);
  if (refusal !== null) return refusal;
  const gateway = await ask('gateway/bot');
  return opinionOf(gateway) ?? judge(me.body, gateway.body);
});

interface Answer {
  /** Null when none came. */
  readonly status: number | null;
  readonly body: unknown;
  /** Why none came. */
  readonly why: string;
  readonly host: string;
}

async function asked(url: string, token: string, patienceMs: number): Promise<Answer> {
  const { host } = new URL(url);
  try {
    // https://discord.com/developers/docs/reference#user-agent
    const headers = { authorization: `Bot ${token}`, 'user-agent': 'DiscordBot (backfile, doctor)' };
    const response = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(patienceMs) });
    const body: unknown = await response.json().catch(() => null);
    return { status: response.status, body, why: '', host };
  } catch (error) {
    return { status: null, body: null, why: reasonOf(error), host };
  }
}

/** The message of an error that fetch gives may hold what was sent: only its code is told. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason';
  if (error.name === 'TimeoutError') return 'TIMEOUT';
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
}

/** Null when the answer is one. */
function opinionOf({ status, body, why, host }: Answer): Opinion | null {
  if (status === null) return unreachable(host, why);
  if (status === 401) return problem('Discord refused DISCORD_TOKEN.', NEW_TOKEN);
  if (status === 429) return warning(`Discord at ${host} asks to be left alone for a while (429).`, 'Wait some minutes. If it goes on, another program uses this token, or this network asks too often.');
  if (status >= 500) return warning(`Discord at ${host} has a fault of its own (${status}).`, 'See https://discordstatus.com, and try again later.');
  if (status !== 200 || !isObject(body)) return problem(`What answers at ${host} is not Discord's API (${status}).`, 'Check DISCORD_API_URL if it is set, and whether a proxy or a login page of this network is in between.');
  return null;
}

function unreachable(host: string, why: string): Opinion {
  if (why === 'ENOTFOUND' || why === 'EAI_AGAIN') return problem(`The name ${host} is not known here (${why}): there is no network, or no DNS.`, 'Check the network and its DNS, and DISCORD_API_URL if it is set.');
  if (why === 'TIMEOUT' || why === 'UND_ERR_CONNECT_TIMEOUT' || why === 'ETIMEDOUT') return problem(`Discord at ${host} did not answer in time (${why}).`, 'Check the network, a firewall or a proxy.');
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL/u.test(why)) return problem(`The certificate of ${host} cannot be trusted (${why}).`, 'Check the clock of this machine, a proxy that reads along, and DISCORD_API_URL.');
  return problem(`Discord at ${host} cannot be reached (${why}).`, 'Check the network, a firewall or a proxy, and DISCORD_API_URL if it is set.');
}

function judge(me: unknown, gateway: unknown): Opinion {
  const name = isObject(me) && typeof me['username'] === 'string' ? me['username'] : 'unnamed';
  const limit = isObject(gateway) && isObject(gateway['session_start_limit']) ? gateway['session_start_limit'] : {};
  const remaining = typeof limit['remaining'] === 'number' ? limit['remaining'] : null;
  if (remaining !== null && remaining < 1) return problem(`Discord knows the token (${name}), but lets the bot start no more sessions today.`, 'Wait until tomorrow, and look why it was started so often. Discord takes a token back that goes on.');
  return fine(`Discord knows the token: ${name}${remaining === null ? '' : `; ${remaining} more starts today`}.`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
