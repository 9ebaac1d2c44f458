import { interactionType, type Question } from './callback-rules.ts';
import { userJson } from './discord-objects.ts';
import { button, stringSelect } from './component-parts.ts';
import type { CommandRegistry, RegisteredCommand } from './command-registry.ts';
import type { Desk } from './desk.ts';
import type { Gateway } from './gateway.ts';
import type { Interaction } from './interaction.ts';
import { text, type JsonObject } from './json.ts';
import { ShownMessage } from './message.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import { interactionPayload, metadata } from './payload.ts';
import { ClientRefusal } from './refusal.ts';
import type { Actor, AutocompleteCall, CommandCall, Suggestions } from './user-calls.ts';
import { filledModal, findButton, findSelect } from './user-components.ts';
import { definitions, filled, resolved, target, wrapped } from './user-options.ts';
import type { Person, Place, World } from './world.ts';

export interface UserTools {
  readonly world: World;
  readonly registry: CommandRegistry;
  readonly desk: Desk;
  readonly gateway: Gateway;
  readonly deadlineMs: number;
  readonly newId: () => string;
}

const chatInput = 1;
const userCommandType = 2;
const messageCommandType = 3;
/** Without a subscription to Discord. */
const maxContent = 2000;
const defaultSettleMs = 10_000;
const administrator = 1n << 3n;

/** People in front of Discord's client: what they do reaches the bot as interactions, and they see what comes back. */
export class SimulatedUsers {
  readonly #tools: UserTools;

  constructor(tools: UserTools) {
    this.#tools = tools;
  }

  /** Sends a slash command. Throws a ClientRefusal for what Discord's client would not send. */
  async command(call: CommandCall): Promise<Outcome> {
    const { place, person } = this.#actor(call);
    const command = this.#visible(call.name, chatInput, place, person);
    const values = call.options ?? {};
    const options = filled(definitions(command, call), values);
    const data = { ...identity(command), options: wrapped(options, call), resolved: resolved(options, values, person) };
    const meta = metadata(interactionType.command, person, place, { name: command.name });
    return this.#act({ question: commandQuestion, place, person, source: null, data, metadata: meta }, call.settleMs);
  }

  /** Types in an option. The other options may be half filled, as they are while typing. */
  async autocomplete(call: AutocompleteCall): Promise<Suggestions> {
    const { place, person } = this.#actor(call);
    const command = this.#visible(call.name, chatInput, place, person);
    const defined = definitions(command, call);
    const typed = defined.find((option) => option['name'] === call.option);
    if (typed?.['autocomplete'] !== true) throw new ClientRefusal(`option "${call.option}" does not suggest anything`);
    const others = filled(defined.map((option) => ({ ...option, required: false })), call.options ?? {});
    const focused = { name: call.option, type: typed['type'], value: call.partial, focused: true };
    const data = { ...identity(command), options: wrapped([...others, focused], call) };
    const question = { type: interactionType.autocomplete, onMessage: false, optionType: Number(typed['type']) } as const;
    const interaction = this.#open({ question, place, person, source: null, data, metadata: {} });
    await interaction.answered;
    const failed = interaction.state === 'expired' ? 'Loading options failed' : null;
    return { failed, choices: interaction.choices, elapsedMs: interaction.elapsedMs };
  }

  /** Chooses a command from a message's context menu. */
  async messageCommand(call: Actor & { name: string; message: ShownMessage; settleMs?: number }): Promise<Outcome> {
    const { place, person } = this.#actor(call);
    const command = this.#visible(call.name, messageCommandType, place, person);
    const { message } = call;
    const data = { ...identity(command), target_id: message.id, resolved: { messages: { [message.id]: message.toJSON() } } };
    const meta = metadata(interactionType.command, person, place, { name: command.name, target_message_id: message.id });
    return this.#act({ question: commandQuestion, place, person, source: null, data, metadata: meta }, call.settleMs);
  }

  /** Chooses a command from the context menu of a person, or of the bot itself. */
  async userCommand(call: Actor & { name: string; targetId: string; settleMs?: number }): Promise<Outcome> {
    const { place, person } = this.#actor(call);
    const command = this.#visible(call.name, userCommandType, place, person);
    const { targetId } = call;
    const data = { ...identity(command), target_id: targetId, resolved: target(targetId, person, this.#tools.world.applicationId) };
    const meta = metadata(interactionType.command, person, place, { name: command.name, target_user: data.resolved.users[targetId] });
    return this.#act({ question: commandQuestion, place, person, source: null, data, metadata: meta }, call.settleMs);
  }

  /** Writes a message, which stands there for menu commands. Throws a ClientRefusal for what the client would not send. */
  write(content: string, call: Actor = {}): ShownMessage {
    const { place, person } = this.#actor(call);
    if (content.trim() === '') throw new ClientRefusal('an empty message is not sent');
    if (content.length > maxContent) throw new ClientRefusal(`a message has at most ${maxContent} characters; this has ${content.length}`);
    const frame = { type: 0, author: userJson(person), guild_id: place.guild?.id };
    return new ShownMessage({ id: this.#tools.newId(), channelId: place.channelId, frame, body: { content }, flags: 0, files: [] });
  }

  /** Presses the button with this custom_id or label. */
  async press(message: ShownMessage, wanted: string, call: Actor & { settleMs?: number } = {}): Promise<Outcome> {
    refuseUnreachable(message);
    return this.#useComponent(message, { component_type: button, custom_id: findButton(message, wanted)['custom_id'] }, call);
  }

  /** Chooses from the menu with this custom_id. */
  async select(
    message: ShownMessage,
    customId: string,
    values: readonly string[],
    call: Actor & { settleMs?: number } = {},
  ): Promise<Outcome> {
    refuseUnreachable(message);
    findSelect(message, customId, values);
    return this.#useComponent(message, { component_type: stringSelect, custom_id: customId, values }, call);
  }

  /** Fills the form that an outcome shows (values by custom_id) and sends it. */
  async submit(outcome: Outcome, values: Readonly<Record<string, string>>, settleMs?: number): Promise<Outcome> {
    const { modal, interaction } = outcome;
    if (modal === null) throw new ClientRefusal('there is no form to send');
    const { place, person, source } = interaction.start;
    const data = { custom_id: text(modal['custom_id']), components: filledModal(modal, values) };
    const question = { type: interactionType.modal, onMessage: source !== null, optionType: null } as const;
    const triggering = { ...interaction.start.metadata, id: interaction.id };
    const meta = metadata(interactionType.modal, person, place, { triggering_interaction_metadata: triggering });
    return this.#act({ question, place, person, source, data, metadata: meta }, settleMs);
  }

  #useComponent(message: ShownMessage, data: JsonObject, call: Actor & { settleMs?: number }): Promise<Outcome> {
    const { userId = message.askerId } = call;
    if (message.ephemeral && userId !== message.askerId) throw new ClientRefusal('the message is for somebody else alone');
    const { place, person } = this.#actor({ ...call, userId, guildId: this.#guildOf(message) });
    const meta = metadata(interactionType.component, person, place, { interacted_message_id: message.id });
    const question = { type: interactionType.component, onMessage: true, optionType: null } as const;
    return this.#act({ question, place, person, source: message, data: { ...data, id: 1 }, metadata: meta }, call.settleMs);
  }

  #guildOf(message: ShownMessage): string | null {
    return this.#tools.world.guilds.find((guild) => guild.channelId === message.channelId)?.id ?? null;
  }

  #actor(actor: Actor): { place: Place; person: Person } {
    const { world } = this.#tools;
    const person = world.person({ userId: actor.userId, locale: actor.locale, permissions: actor.permissions });
    return { person, place: world.place(actor.guildId, person.id) };
  }

  /** The command, if the client would list it here and for this person. */
  #visible(name: string, type: number, place: Place, person: Person): RegisteredCommand {
    const found = this.#tools.registry.find(name, type, place.guild?.id ?? null);
    if (found === undefined) throw new ClientRefusal(`there is no command "${name}" here`);
    const { contexts, dm_permission: dmPermission, default_member_permissions: needed } = found;
    const context = place.guild ? 0 : 1;
    if (Array.isArray(contexts) && !contexts.includes(context)) throw new ClientRefusal(`"${name}" is not offered here`);
    if (place.guild === null && dmPermission === false) throw new ClientRefusal(`"${name}" is not offered in direct messages`);
    if (place.guild !== null && typeof needed === 'string' && !permits(BigInt(person.permissions), BigInt(needed))) {
      throw new ClientRefusal(`"${name}" is not offered to this member`);
    }
    return found;
  }

  #open(start: Parameters<Desk['open']>[0]): Interaction {
    const { desk, gateway, world } = this.#tools;
    const interaction = desk.open(start);
    gateway.dispatch('INTERACTION_CREATE', interactionPayload(interaction, world.applicationId), start.place.guild?.id ?? null);
    return interaction;
  }

  #act(start: Parameters<Desk['open']>[0], settleMs = defaultSettleMs): Promise<Outcome> {
    return outcomeOf(this.#open(start), this.#tools.deadlineMs, settleMs);
  }
}

const commandQuestion: Question = { type: interactionType.command, onMessage: false, optionType: null };

function identity(command: RegisteredCommand): JsonObject {
  return { id: command.id, name: command.name, type: command.type, guild_id: command['guild_id'] };
}

/** Bits of 0 mean: administrators alone. */
function permits(held: bigint, needed: bigint): boolean {
  if ((held & administrator) !== 0n) return true;
  return needed !== 0n && (held & needed) === needed;
}

function refuseUnreachable(message: ShownMessage): void {
  if (message.deleted) throw new ClientRefusal('the message is gone');
}
