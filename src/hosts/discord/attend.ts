import type { Interaction } from 'discord.js';
import type { Logger } from 'pino';
import type { Command } from '../../command.ts';
import { inMessageMenu } from '../../command/callables.ts';
import type { Config } from '../../config.ts';
import type { Observer, Outcome, Served } from '../observer.ts';
import { pressedId } from './calls.ts';
import { readCustomId } from './custom-ids.ts';
import { textOf } from './message-text.ts';

/** Tells how an interaction ends; the last word counts. */
export type Note = (outcome: Outcome) => void;
type Handler = (interaction: Interaction, note: Note) => Promise<void>;

interface Setting extends Pick<Config, 'logQueries'> {
  readonly commands: readonly Command[];
}

const NOBODY: Note = () => undefined;

/**
 * Answers interactions by `handle`, and tells observer and log of each what it was, how it ended and how long it took. The
 * text of questions goes into the log only where LOG_QUERIES asks for it. Costs nothing when nobody wants to know.
 */
export function attend(handle: Handler, { logQueries, commands }: Setting, log: Logger, observer: Observer | null): (interaction: Interaction) => Promise<void> {
  const isTold = log.isLevelEnabled('debug') || (logQueries && log.isLevelEnabled('info'));
  if (observer === null && !isTold) return async (interaction) => handle(interaction, NOBODY);
  return async (interaction) => {
    const began = performance.now();
    let outcome: Outcome = 'ok';
    await handle(interaction, (last) => { outcome = last; });
    const served: Served = { kind: interaction.isAutocomplete() ? 'autocomplete' : 'command', command: nameOf(interaction, commands), outcome, ms: performance.now() - began };
    observer?.served(served);
    const line = { ...served, ms: Math.round(served.ms) };
    if (logQueries && served.kind === 'command') log.info({ ...line, said: saidIn(interaction) }, 'interaction');
    else log.debug(line, 'interaction');
  };
}

function nameOf(interaction: Interaction, commands: readonly Command[]): string {
  if (interaction.isButton() || interaction.isStringSelectMenu()) {
    const call = readCustomId(pressedId(interaction))?.call;
    return call !== undefined && 'command' in call ? call.command : '';
  }
  if (interaction.isMessageContextMenuCommand()) return inMessageMenu(commands, interaction.commandName)?.name ?? '';
  return interaction.isCommand() || interaction.isAutocomplete() ? interaction.commandName : '';
}

interface GivenOption {
  readonly name: string;
  readonly value?: string | number | boolean | undefined;
  readonly options?: readonly GivenOption[] | undefined;
}

/** The texts that came with an interaction, in order. */
export function saidIn(interaction: Interaction): string[] {
  if (interaction.isButton() || interaction.isStringSelectMenu()) {
    const id = pressedId(interaction);
    const call = readCustomId(id)?.call;
    return call !== undefined && 'options' in call ? Object.values(call.options) : [id];
  }
  if (interaction.isMessageContextMenuCommand()) return [textOf(interaction.targetMessage)];
  if (interaction.isChatInputCommand() || interaction.isAutocomplete()) return textsOf(interaction.options.data);
  return [];
}

/** Subcommands hold their options within. */
function textsOf(options: readonly GivenOption[]): string[] {
  return options.flatMap(({ value, options: within = [] }) => [...(typeof value === 'string' ? [value] : []), ...textsOf(within)]);
}
