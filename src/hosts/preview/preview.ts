import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { Logger } from 'pino';
import type { Context } from '../../command.ts';
import type { Config } from '../../config.ts';
import { startDiscord } from '../discord/host.ts';
import { startLoopback, type Loopback } from '../loopback/loopback.ts';
import type { SentBody } from '../loopback/rest-server.ts';
import { pageFiles } from './bundle.ts';
import { Channel } from './channel.ts';
import type { Door } from './guard.ts';
import { pageKey } from './key.ts';
import { listenNear } from './listen.ts';
import { Pushes } from './pushes.ts';
import { askableQuestions } from './questions.ts';
import { SentLog } from './sent-log.ts';
import { createPageServer, type Calls } from './server.ts';
import { PEOPLE, type Start } from './wire.ts';

const GUILD_ID = '200000000000000001';

export interface Preview {
  /** With the key that lets the page in. */
  readonly link: string;
  readonly port: number;
  /** The Discord behind the page. */
  readonly loopback: Loopback;
  stop(): Promise<void>;
}

/** Brings a bot online on the loopback Discord. */
export type Bot = (loopback: Loopback) => Promise<{ stop(): Promise<void> }>;

interface Setting {
  readonly config: Config;
  readonly context: Context;
  readonly log: Logger;
}

/**
 * Serves a page on 127.0.0.1 that looks and acts like a Discord channel. Behind it the real Discord host talks to the
 * loopback Discord, so what is seen is what Discord would be sent. Rejects with a `Fault` when no port is free.
 */
export async function startPreview(config: Config, context: Context, log: Logger): Promise<Preview> {
  // Whoever is at the page holds the key that lies with the bot's own files, and may do what is done at its terminal.
  const ownerIds = [PEOPLE.you, ...config.ownerIds];
  const bot: Bot = (loopback) => startDiscord({ ...config, ownerIds, discordApiUrl: loopback.apiUrl, discordGuildId: null }, loopback.token, context, log, { knowsServers: false });
  return servePage({ config, context, log }, bot);
}

/** The page, and behind it any bot. */
export async function servePage({ config, context, log }: Setting, bot: Bot): Promise<Preview> {
  const closing: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    const sentLog = new SentLog();
    const token = randomBytes(24).toString('base64url');
    let observe: (sent: SentBody) => void = () => undefined;
    const guilds = [{ id: GUILD_ID, name: context.archiveName }];
    const loopback = await startLoopback({ token, guilds, record: false, observe: (sent) => { observe(sent); } });
    closing.push(() => loopback.close());
    const online = await bot(loopback);
    closing.push(() => online.stop());

    const [files, key] = await Promise.all([pageFiles(), pageKey(config.stateDir)]);
    const boot = randomBytes(8).toString('hex');
    let port = config.previewPort;
    const door = (): Door => ({ port, key });
    const pushes = new Pushes(boot, door);
    const channel = new Channel(loopback, sentLog, (news) => { pushes.push(news); });
    observe = (sent) => {
      sentLog.add(sent);
      channel.observe(sent);
    };
    const server = createPageServer(files, callsOf(channel, context, boot), door, log);
    pushes.serve(server);
    port = await listenNear(server, config.previewPort);
    closing.push(() => closeServer(server, pushes));
    return { link: `http://127.0.0.1:${port}/?key=${key}`, port, loopback, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function closeServer(server: Server, pushes: Pushes): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  pushes.close();
  server.closeAllConnections();
  await closed;
}

function callsOf(channel: Channel, context: Context, boot: string): Calls {
  const questions = askableQuestions(context);
  // Chosen while nobody waits for them yet; what fails is told to the page that asks.
  questions().catch(() => undefined);
  return {
    'GET /api/start': async (): Promise<Start> => ({
      boot,
      archive: { name: context.archiveName, ...(await context.store.counts()) },
      commands: channel.commands(),
      questions: await questions(),
    }),
    'GET /file': (given) => channel.file(given),
    'POST /api/command': (given) => channel.command(given),
    'POST /api/autocomplete': (given) => channel.autocomplete(given),
    'POST /api/press': (given) => channel.press(given),
    'POST /api/select': (given) => channel.select(given),
    'POST /api/submit': (given) => channel.submit(given),
    'POST /api/message-command': (given) => channel.messageCommand(given),
    'POST /api/user-command': (given) => channel.userCommand(given),
    'POST /api/message': (given) => channel.write(given),
  };
}
