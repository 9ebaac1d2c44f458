import { config as loadEnvironment } from 'dotenv';
import type { Logger } from 'pino';
import { readConfig, type Config } from './config.ts';
import type { Context } from './command.ts';
import { Fault, messageOf } from './errors.ts';
import { startDiscord } from './hosts/discord/host.ts';
import { startHealth, type Health } from './hosts/health/health.ts';
import { startPreview, type Preview } from './hosts/preview/preview.ts';
import { Bar } from './hosts/terminal/bar.ts';
import { runPrompt } from './hosts/terminal/prompt.ts';
import { renderFault } from './hosts/terminal/render.ts';
import { endWhenUnread, exitCode, isSilent, useColour } from './hosts/terminal/streams.ts';
import type { Warning } from './ingest/format.ts';
import type { Progress } from './ingest/ingest.ts';
import { keepCurrent } from './keep-current.ts';
import { keepExpiring } from './keep-expiring.ts';
import { keepFetching } from './keep-fetching.ts';
import { loggedError } from './log/error.ts';
import { createLogger } from './log/logger.ts';
import { openArchive, type OpenArchive } from './open.ts';

/** `npm start`: online on Discord with a token, else a prompt and a page to try the bot. Ends with 0, or 2 when a setting is wrong. */
async function main(): Promise<number> {
  endWhenUnread(process.stdout);
  loadEnvironment({ quiet: true });
  const stop = stopSignal();
  const config = readConfig(process.env);
  const full = createLogger(config);
  const log = quietAtPrompt(full, config);
  process.on('uncaughtException', (error) => {
    // Node would write out all that hangs on the error, addresses and bodies of requests among it.
    log.fatal({ err: error }, 'stopped by a defect');
    process.exit(1);
  });
  process.on('unhandledRejection', (error) => { log.error({ err: error }, 'unhandled rejection'); });
  const health = await startHealth(config, full);
  const bar = new Bar();
  const progress = ({ bytes, totalBytes, articles, file }: Progress): void => { bar.step({ done: bytes, total: totalBytes, text: `${articles} articles · ${file}` }); };
  // Questions from a pipe are about the archive as it is now.
  const atOnce = config.discordToken !== null || process.stdin.isTTY;
  // Its owner can have it fetched, from Discord.
  const mayBeEmpty = config.discordToken !== null && config.ownerIds.length > 0;
  const archive = await Promise.race([openArchive(config, { atOnce, mayBeEmpty, progress: atOnce ? undefined : progress, meaningProgress: (reach) => { if (!atOnce) bar.meaning(reach); }, warn: (warning) => { tell([warning], config, log); } }), stop]);
  bar.end();
  if (archive === undefined) return 0;
  archive.updated.then((warnings) => { tell(warnings, config, log); }, (error: unknown) => { log.error({ err: error }, 'the archive could not be read anew; answers are from what was read before'); });
  health?.archiveOpened({ counts: async () => archive.context.store.counts(), sequences: async () => archive.sequences() });
  health?.originsKept(async () => archive.origins.status());
  const leave = keepCurrent(archive, log);
  const leaveExpiring = keepExpiring(archive.context.state, log);
  const leaveOrigins = keepFetching(config, archive, log);
  try {
    if (config.discordToken === null) await prompt(config, archive, log, stop);
    else await online(config, config.discordToken, archive, { log, health, stop });
    return 0;
  } finally {
    await leaveOrigins();
    await leave();
    await leaveExpiring();
    await archive.close();
    await health?.stop();
  }
}

/** What a bot's log tells of every start and refresh would only stand in the way of the prompt. */
function quietAtPrompt(log: Logger, { discordToken }: Config): Logger {
  return discordToken === null && log.level === 'info' ? log.child({}, { level: 'warn' }) : log;
}

/** What was odd about files, to whoever runs the bot. */
function tell(warnings: readonly Warning[], { discordToken }: Config, log: Logger): void {
  for (const warning of warnings) {
    if (discordToken === null) process.stderr.write(`${warning.where}: ${warning.what}\n`);
    else log.warn(warning, 'archive');
  }
}

async function prompt(config: Config, { context, warnings }: OpenArchive, log: Logger, stop: Promise<void>): Promise<void> {
  tell(warnings, config, log);
  const { articles, paragraphs } = await context.store.counts();
  process.stdout.write(
    `Backfile on the archive "${context.archiveName}": ${articles} articles, ${paragraphs} paragraphs.\n` +
      'No DISCORD_TOKEN is set, so you can ask here: type a question, or /help. To go online, put a bot token into .env (README, "On Discord").\n\n',
  );
  const preview = process.stdin.isTTY || (await isSilent(process.stdin)) ? await page(config, context, log) : null;
  await Promise.race([runPrompt(context, { input: process.stdin, output: process.stdout, colour: useColour(process.stdout) }), stop]);
  await preview?.stop();
}

/** Serves the page and prints its link; where it cannot, says why, and the prompt goes on without. */
async function page(config: Config, context: Context, log: Logger): Promise<Preview | null> {
  try {
    const preview = await startPreview(config, context, log);
    const { previewPort: wanted } = config;
    if (wanted !== 0 && preview.port !== wanted) process.stdout.write(`Port ${wanted} is in use, so the page is at ${preview.port}.\n`);
    process.stdout.write(`Try it as on Discord, in the browser: ${preview.link}\n\n`);
    return preview;
  } catch (error) {
    const fault = error instanceof Fault ? error : new Fault('internal', `The page to try the bot in the browser cannot be shown: ${String(error)}`, 'The prompt here works all the same.');
    process.stderr.write(`${renderFault(fault, useColour(process.stderr))}\n`);
    return null;
  }
}

interface Watch {
  readonly log: Logger;
  readonly health: Health | null;
  readonly stop: Promise<void>;
}

async function online(config: Config, token: string, archive: OpenArchive, { log, health, stop }: Watch): Promise<void> {
  tell(archive.warnings, config, log);
  const discord = await Promise.race([startDiscord(config, token, archive.context, log, { observer: health?.observer ?? null }), stop]);
  // Asked to stop before it was online.
  if (discord === undefined) return;
  process.stdout.write(`Online. Invite the bot to a server: ${discord.inviteLink}\n`);
  const dismissed = await Promise.race([stop, discord.dismissed]);
  await discord.stop();
  if (dismissed !== undefined) throw dismissed;
}

/** Resolves at the first SIGTERM or SIGINT; a second one ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => { resolve(); });
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  const fault = error instanceof Fault ? error : new Fault('internal', `Backfile stopped: ${messageOf(error)}`, 'Please report it; LOG_LEVEL=debug adds the details.');
  if (!(error instanceof Fault) && process.env['LOG_LEVEL'] === 'debug') console.error(loggedError(error));
  process.stderr.write(`${renderFault(fault, useColour(process.stderr))}\n`);
  process.exitCode = exitCode(fault.type);
}
// The prompt's open input must not keep a stopped process alive.
process.exit();
