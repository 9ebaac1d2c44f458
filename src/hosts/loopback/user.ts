import { interactionType, type Question } from './callback-rules.ts';
import { userJson } from './discord-objects.ts';
import { button, stringSelect } from './component-parts.ts';
import type { CommandRegistry, RegisteredCommand } from './command-registry.ts';
import type { Desk } from './desk.ts';
import type { Gateway } from './gateway.ts';
import type { Interaction } from './interaction.ts';
import { text, type JsonObject } from './json.ts';
import { ShownMessage } from './message.ts';
import { offered, usualInstalls, type Install, type Offered, type Owners } from './installs.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import { interactionPayload, metadata } from './payload.ts';
import { ClientRefusal } from './refusal.ts';
import type { Actor, AutocompleteCall, CommandCall, Suggestions } from './user-calls.ts';
import { filledModal, findButton, findSelect } from './user-components.ts';
import { definitions, filled, resolved, target, wrapped } from './user-options.ts';
import { context, type Person, type Place, type World } from './world.ts';

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

/** People in front of Discord's client: what they do reaches the bot as interactions, and they see what comes back. */
export class SimulatedUsers {
  readonly #tools: UserTools;

  constructor(tools: UserTools) {
    this.#tools = tools;
  }

  /** Sends a slash command. Throws a ClientRefusal for what Discord's client would not send. */
  async command(call: CommandCall): Promise<Outcome> {
    const { place, person, command, owners } = this.#offered(call, chatInput);
    const values = call.options ?? {};
    const options = filled(definitions(command, call), values);
    const data = { ...identity(command), options: wrapped(options, call), resolved: resolved(options, values, person) };
    const meta = metadata(interactionType.command, person, owners, { name: command.name });
    return this.#act({ question: commandQuestion, place, person, source: null, data, metadata: meta, owners }, call.settleMs);
  }

  /** Types in an option. The other options may be half filled, as they are while typing. */
  async autocomplete(call: AutocompleteCall): Promise<Suggestions> {
    const { place, person, command, owners } = this.#offered(call, chatInput);
    const defined = definitions(command, call);
    const typed = defined.find((option) => option['name'] === call.option);
    if (typed?.['autocomplete'] !== true) throw new ClientRefusal(`option "${call.option}" does not suggest anything`);
    const others = filled(defined.map((option) => ({ ...option, required: false })), call.options ?? {});
    const focused = { name: call.option, type: typed['type'], value: call.partial, focused: true };
    const data = { ...identity(command), options: wrapped([...others, focused], call) };
    const question = { type: interactionType.autocomplete, onMessage: false, optionType: Number(typed['type']) } as const;
    const interaction = this.#open({ question, place, person, source: null, data, metadata: {}, owners });
    await interaction.answered;
    const failed = interaction.state === 'expired' ? 'Loading options failed' : null;
    return { failed, choices: interaction.choices, elapsedMs: interaction.elapsedMs };
  }

  /** Chooses a command from a message's context menu. */
  async messageCommand(call: Actor & { name: string; message: ShownMessage; settleMs?: number }): Promise<Outcome> {
    const { message } = call;
    refuseUnreachable(message);
    const { place, person, command, owners } = this.#offered(call, messageCommandType, message.place);
    refuseHidden(message, person.id);
    const data = { ...identity(command), target_id: message.id, resolved: { messages: { [message.id]: message.toJSON() } } };
    const meta = metadata(interactionType.command, person, owners, { name: command.name, target_message_id: message.id });
    return this.#act({ question: commandQuestion, place, person, source: null, data, metadata: meta, owners }, call.settleMs);
  }

  /** Chooses a command from the context menu of a person, or of the bot itself. */
  async userCommand(call: Actor & { name: string; targetId: string; settleMs?: number }): Promise<Outcome> {
    const { place, person, command, owners } = this.#offered(call, userCommandType);
    const { targetId } = call;
    const data = { ...identity(command), target_id: targetId, resolved: target(targetId, person, this.#tools.world.applicationId) };
    const meta = metadata(interactionType.command, person, owners, { name: command.name, target_user: data.resolved.users[targetId] });
    return this.#act({ question: commandQuestion, place, person, source: null, data, metadata: meta, owners }, call.settleMs);
  }

  /** Writes a message, which stands there for menu commands. Throws a ClientRefusal for what the client would not send. */
  write(content: string, call: Actor = {}): ShownMessage {
    const { place, person } = this.#actor(call);
    if (content.trim() === '') throw new ClientRefusal('an empty message is not sent');
    if (content.length > maxContent) throw new ClientRefusal(`a message has at most ${maxContent} characters; this has ${content.length}`);
    const frame = { type: 0, author: userJson(person), guild_id: place.guild?.id };
    return new ShownMessage({ id: this.#tools.newId(), place, frame, body: { content }, flags: 0, files: [] });
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
    const { place, person, source, owners } = interaction.start;
    const data = { custom_id: text(modal['custom_id']), components: filledModal(modal, values) };
    const question = { type: interactionType.modal, onMessage: source !== null, optionType: null } as const;
    const triggering = { ...interaction.start.metadata, id: interaction.id };
    const meta = metadata(interactionType.modal, person, owners, { triggering_interaction_metadata: triggering });
    return this.#act({ question, place, person, source, data, metadata: meta, owners }, settleMs);
  }

  #useComponent(message: ShownMessage, data: JsonObject, call: Actor & { settleMs?: number }): Promise<Outcome> {
    const { userId = message.askerId } = call;
    refuseHidden(message, userId);
    const { place } = message;
    const { person } = this.#actor({ ...call, userId });
    // Whoever presses: the application is there through the installation by which the message was asked for.
    const owners = message.metadata['authorizing_integration_owners'] as Owners;
    const meta = metadata(interactionType.component, person, owners, { interacted_message_id: message.id });
    const question = { type: interactionType.component, onMessage: true, optionType: null } as const;
    return this.#act({ question, place, person, source: message, data: { ...data, id: 1 }, metadata: meta, owners }, call.settleMs);
  }

  #actor(actor: Actor): { place: Place; person: Person; installs: readonly Install[] } {
    const { world } = this.#tools;
    const person = world.person({ userId: actor.userId, locale: actor.locale, permissions: actor.permissions });
    const place = actor.privateChannel === true ? world.privateChannel() : world.place(actor.guildId, person.id);
    return { person, place, installs: actor.installs ?? usualInstalls(place) };
  }

  /** The command as the client offers it to this person in this place. */
  #offered(call: Actor & { readonly name: string }, type: number, there?: Place): Offered & { readonly place: Place; readonly person: Person } {
    const actor = this.#actor(call);
    const place = there ?? actor.place;
    const visitor = { ...actor, place, installs: call.installs ?? usualInstalls(place) };
    return { place, person: actor.person, ...offered(this.#tools.registry, { name: call.name, type }, visitor) };
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

/** A private message is shown to one person, the bot's direct messages likewise. */
function refuseHidden(message: ShownMessage, userId: string): void {
  if (message.ephemeral && userId !== message.askerId) throw new ClientRefusal('the message is for somebody else alone');
  if (message.place.context === context.botDm && message.askerId !== '' && userId !== message.askerId) throw new ClientRefusal('nobody else is in these direct messages');
}

function refuseUnreachable(message: ShownMessage): void {
  if (message.deleted) throw new ClientRefusal('the message is gone');
}
