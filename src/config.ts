import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, resolve } from 'node:path';
import { Fault } from './errors.ts';
import { MODELS, namedModel, type ModelChoice } from './semantic/models.ts';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface Config {
  /** Null: no Discord, the prompt instead. */
  readonly discordToken: string | null;
  /** Register commands in this server only, at once: for development. */
  readonly discordGuildId: string | null;
  /** A Discord-compatible API; null for Discord's own. */
  readonly discordApiUrl: string | null;
  /** Absolute. */
  readonly archiveDir: string;
  readonly archiveName: string;
  /** Absolute. */
  readonly stateDir: string;
  /** Which of `src/search/indexes` finds paragraphs; null for the usual one. */
  readonly index: string | null;
  /** Where the page to try the bot is served; the next free one if it is in use. 0: any free one. */
  readonly previewPort: number;
  readonly logLevel: LogLevel;
  /** Whether the text of questions is logged. */
  readonly logQueries: boolean;
  /** Discord users who may change what the archive is fetched from. */
  readonly ownerIds: readonly string[];
  /** Hosts, addresses and networks that may be fetched from although they are not on the public internet. */
  readonly fetchAllow: readonly string[];
  /** Where this machine can ask how the bot does; null for nowhere. */
  readonly healthPort: number | null;
  /** The most paragraphs of one article that a reply shows around a quoted one, itself among them; 0 for none. */
  readonly contextParagraphs: number;
  /** The model that compares questions and paragraphs by what they mean; null for words alone. */
  readonly semantic: ModelChoice | null;
}

const CONTEXT_PARAGRAPHS = 5;
/** As many as a message has room for. */
const MOST_CONTEXT_PARAGRAPHS = 9;

type Environment = Readonly<Record<string, string | undefined>>;

/** A setting that cannot be used, by its name. */
export interface WrongSetting {
  readonly name: string;
  readonly fault: Fault;
}

/** Reads the settings; an empty one counts as not set. Throws a `Fault` of type `config` that names setting, value and remedy. */
export function readConfig(environment: Environment): Config {
  const { config, wrong } = readSettings(environment);
  const [first] = wrong;
  if (first !== undefined) throw first.fault;
  return config;
}

/** As {@link readConfig}, with every setting that is wrong; the config then holds what it would be without them. */
export function readSettings(environment: Environment): { readonly config: Config; readonly wrong: readonly WrongSetting[] } {
  const wrong: WrongSetting[] = [];
  const setting = <T>(name: string, read: (value: string | null) => T): T => {
    const value = environment[name]?.trim();
    try {
      return read(value === undefined || value === '' ? null : value);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      wrong.push({ name, fault: error });
      return read(null);
    }
  };
  const archiveDir = setting('ARCHIVE_DIR', (value) => resolve(value ?? 'data'));
  const config = {
    discordToken: setting('DISCORD_TOKEN', readToken),
    discordGuildId: setting('DISCORD_GUILD_ID', readGuildId),
    discordApiUrl: setting('DISCORD_API_URL', readApiUrl),
    archiveDir,
    archiveName: basename(archiveDir),
    stateDir: setting('STATE_DIR', (value) => resolve(value ?? 'var')),
    index: setting('INDEX', (value) => value),
    previewPort: setting('PREVIEW_PORT', (value) => readPort('PREVIEW_PORT', value)) ?? 8_787,
    logLevel: setting('LOG_LEVEL', readLogLevel),
    logQueries: setting('LOG_QUERIES', readLogQueries),
    ownerIds: setting('OWNER_IDS', readOwners),
    fetchAllow: setting('FETCH_ALLOW', readAllowed),
    healthPort: setting('HEALTH_PORT', (value) => readPort('HEALTH_PORT', value)),
    contextParagraphs: setting('CONTEXT_PARAGRAPHS', readContextParagraphs),
    semantic: setting('SEMANTIC', readSemantic),
  };
  return { config, wrong };
}

function wrong(name: string, value: string, remedy: string): Fault {
  return new Fault('config', `The setting ${name} cannot be "${value.slice(0, 80)}".`, remedy);
}

/** The value is a secret: it is never part of a message. */
function readToken(value: string | null): string | null {
  if (value !== null && /\s/u.test(value)) {
    throw new Fault('config', 'The setting DISCORD_TOKEN holds white space; a bot token has none.', 'Copy the token again: Developer Portal, your application, Bot, Reset Token.');
  }
  return value;
}

function readGuildId(value: string | null): string | null {
  if (value !== null && !/^\d{1,20}$/u.test(value)) {
    throw wrong('DISCORD_GUILD_ID', value, 'It is a number of 17 to 20 digits: in Discord, turn on developer mode, right-click the server, Copy Server ID.');
  }
  return value;
}

function readApiUrl(value: string | null): string | null {
  if (value === null) return null;
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw wrong('DISCORD_API_URL', value, 'Give an http or https address, such as https://discord.com/api, or leave it out.');
  }
  return value.replace(/\/+$/u, '');
}

function readPort(name: string, value: string | null): number | null {
  if (value === null) return null;
  const port = /^\d{1,5}$/u.test(value) ? Number(value) : -1;
  if (port < 0 || port > 65_535) throw wrong(name, value, 'Give a number from 1 to 65535, or 0 for any free port.');
  return port;
}

function readContextParagraphs(value: string | null): number {
  if (value === null) return CONTEXT_PARAGRAPHS;
  const count = /^\d{1,2}$/u.test(value) ? Number(value) : -1;
  if (count < 0 || count > MOST_CONTEXT_PARAGRAPHS) throw wrong('CONTEXT_PARAGRAPHS', value, `Give a number from 0 (none) to ${MOST_CONTEXT_PARAGRAPHS}.`);
  return count;
}

function readLogQueries(value: string | null): boolean {
  const isOn = value === null ? false : readSwitch(value);
  if (isOn === null) throw wrong('LOG_QUERIES', value ?? '', 'Use on or off.');
  return isOn;
}

/** Null for what is neither. */
function readSwitch(value: string): boolean | null {
  if (/^(?:off|no|false|0)$/iu.test(value)) return false;
  return /^(?:on|yes|true|1)$/iu.test(value) ? true : null;
}

/** Off, on (the usual model), a model's name, or a folder that holds one; whether it is there is seen when it is used. */
function readSemantic(value: string | null): ModelChoice | null {
  if (value === null) return null;
  const isOn = readSwitch(value);
  if (isOn !== null) return isOn ? { model: MODELS[0].name } : null;
  const named = namedModel(value);
  if (named !== null) return { model: named.name };
  if (/^[.~]|[\\/]/u.test(value) || isFolder(value)) return { folder: resolve(value.replace(/^~(?=$|[\\/])/u, homedir())) };
  throw wrong('SEMANTIC', value, `Use off, on, a folder that holds a model, or one of: ${MODELS.map(({ name }) => name).join(', ')}.`);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function readList(value: string | null): string[] {
  return value === null ? [] : value.split(/[\s,;]+/u).filter((each) => each !== '');
}

function readOwners(value: string | null): string[] {
  const ids = readList(value);
  const odd = ids.find((id) => !/^\d{15,20}$/u.test(id));
  if (odd !== undefined) throw wrong('OWNER_IDS', odd, 'They are numbers of 17 to 20 digits, with commas between: in Discord, turn on developer mode, right-click the user, Copy User ID.');
  return ids;
}

/** `intranet.example`, `10.1.2.3`, `10.0.0.0/8`, each with or without a port. */
function readAllowed(value: string | null): string[] {
  const allowed = readList(value);
  const odd = allowed.find((each) => /[@?#]|:\/\//u.test(each));
  if (odd !== undefined) throw wrong('FETCH_ALLOW', odd, 'Give hosts, addresses or networks with commas between, such as wiki.intranet,10.0.0.0/8 (no http://, no path).');
  return allowed;
}

function readLogLevel(value: string | null): LogLevel {
  if (value === null) return 'info';
  const level = LOG_LEVELS.find((known) => known === value.toLowerCase());
  if (level === undefined) throw wrong('LOG_LEVEL', value, `Use one of: ${LOG_LEVELS.join(', ')}.`);
  return level;
}
