import { pino } from 'pino';
import { expect } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { startDiscord, type DiscordHost } from '../../../src/hosts/discord/host.ts';
import type { JsonObject } from '../../../src/hosts/loopback/json.ts';
import { startLoopback, type Loopback, type LoopbackOptions } from '../../../src/hosts/loopback/loopback.ts';
import type { ShownMessage } from '../../../src/hosts/loopback/message.ts';
import type { Outcome } from '../../../src/hosts/loopback/outcome.ts';
import { openArchive, type OpenArchive } from '../../../src/open.ts';
import { temporaryFolder } from '../../support/process.ts';
import { startFaultyApi, type FaultyApi } from './faulty-api.ts';
import { draw } from './markdown.ts';

const TOKEN = 'test.token.1';
export const EPHEMERAL = 64;

/** A bot over an archive, on a loopback Discord; it can be started anew on what it left behind. */
export class Talk {
  readonly loopback: Loopback;
  /** Stands between the bot and its Discord. */
  readonly api: FaultyApi;
  readonly #settings: Readonly<Record<string, string>>;
  readonly #folder: Awaited<ReturnType<typeof temporaryFolder>>;
  archive!: OpenArchive;
  #host!: DiscordHost;

  private constructor(loopback: Loopback, api: FaultyApi, folder: Awaited<ReturnType<typeof temporaryFolder>>, settings: Readonly<Record<string, string>>) {
    [this.loopback, this.api, this.#folder, this.#settings] = [loopback, api, folder, settings];
  }

  static async start(settings: Readonly<Record<string, string>> = {}, options: Partial<LoopbackOptions> = {}): Promise<Talk> {
    const loopback = await startLoopback({ token: TOKEN, ...options });
    const talk = new Talk(loopback, await startFaultyApi(loopback.apiUrl), await temporaryFolder(), settings);
    await talk.#open();
    return talk;
  }

  async #open(): Promise<void> {
    const config = readConfig({ STATE_DIR: this.#folder.path, DISCORD_API_URL: this.api.apiUrl, ...this.#settings });
    this.archive = await openArchive(config);
    this.#host = await startDiscord(config, TOKEN, this.archive.context, pino({ level: process.env['LOG_LEVEL'] || 'silent' }));
  }

  async restart(): Promise<void> {
    await this.#leave();
    await this.#open();
  }

  async #leave(): Promise<void> {
    await this.#host.stop();
    await this.archive.close();
  }

  async close(): Promise<void> {
    await this.#leave();
    await this.api.close();
    await this.loopback.close();
    await this.#folder.remove();
  }

  async ask(name: string, options: Record<string, string | number | boolean> = {}, call: { userId?: string; guildId?: string | null; locale?: string } = {}): Promise<ShownMessage> {
    return shown(await this.loopback.command({ name, options, ...call }));
  }

  async press(message: ShownMessage, label: string, call: { userId?: string } = {}): Promise<ShownMessage> {
    return shown(await this.loopback.press(message, label, call));
  }

  /** Chooses by its label in the menu of what can be done about quotes. */
  async choose(message: ShownMessage, label: string): Promise<ShownMessage> {
    const option = menuOf(message).find((one) => one['label'] === label);
    if (option === undefined) throw new Error(`no "${label}" in ${menuOf(message).map((one) => String(one['label'])).join(', ')}`);
    return shown(await this.loopback.select(message, 'menu', [String(option['value'])]));
  }
}

export function shown(outcome: Outcome): ShownMessage {
  expect(outcome.failed).toBeNull();
  if (outcome.message === null) throw new Error('no message');
  return outcome.message;
}

function parts(message: ShownMessage): JsonObject[] {
  return message.components.flatMap((row) => row['components'] as JsonObject[]);
}

export function buttonsOf(message: ShownMessage): string[] {
  return parts(message).flatMap((part) => (typeof part['label'] === 'string' ? [part['label']] : []));
}

export function menuOf(message: ShownMessage): JsonObject[] {
  return parts(message).flatMap((part) => (part['options'] ?? []) as JsonObject[]);
}

interface Embed {
  readonly title?: string;
  readonly description?: string;
  readonly footer?: { readonly text: string };
  readonly fields?: readonly { readonly name: string; readonly value: string }[];
}

/** All that is read of a message, without markup. */
export function textOf({ content, embeds }: ShownMessage): string {
  const texts = (embeds as unknown as Embed[]).flatMap(({ title = '', description = '', footer, fields = [] }) => [draw(title).text, draw(description).text, ...fields.flatMap(({ name, value }) => [draw(name).text, draw(value).text]), footer?.text ?? '']);
  return [content, ...texts].join('\n');
}

/** The quotes, each as title and text. */
export function quotesOf({ embeds }: ShownMessage): string[] {
  return (embeds as unknown as Embed[]).slice(1).map(({ title = '', description = '' }) => `${draw(title).text}\n${draw(description).text}`);
}
