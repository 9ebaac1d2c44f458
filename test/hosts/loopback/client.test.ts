import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  Client,
  DiscordAPIError,
  EmbedBuilder,
  Events,
  GatewayIntentBits,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
  type ApplicationCommandData,
  type Interaction,
} from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startLoopback, type Loopback } from '../../../src/hosts/loopback/loopback.ts';
import { checkBody, checkMessage } from '../../support/discord-schema.ts';

const token = 'aaaaaaaaaaaaaaaaaaaaaaaa.bbbbbb.cccccccccccccccccccccccccccccccccccccc';
const commands = [
  new SlashCommandBuilder()
    .setName('ask')
    .setDescription('Ask')
    .addStringOption((option) => option.setName('question').setDescription('What').setRequired(true).setAutocomplete(true))
    .addIntegerOption((option) => option.setName('count').setDescription('How many').setMinValue(1)),
  new SlashCommandBuilder().setName('manage').setDescription('Manage').setDefaultMemberPermissions(GatewayIntentBits.Guilds << 5),
].map((one) => one.toJSON());

let loopback: Loopback;
let client: Client<true>;
let answer: (interaction: Interaction) => Promise<unknown>;
let failures: unknown[];

function newClient(): Client {
  return new Client({ intents: [], rest: { api: loopback.apiUrl, version: '10' }, allowedMentions: { parse: [] } });
}

beforeEach(async () => {
  loopback = await startLoopback({ token });
  failures = [];
  const starting = newClient();
  starting.on(Events.InteractionCreate, (interaction) => {
    answer(interaction).catch((error: unknown) => failures.push(error));
  });
  const ready = new Promise<Client<true>>((resolve) => starting.once(Events.ClientReady, resolve));
  await starting.login(token);
  client = await ready;
  await client.application.commands.set(commands);
});

afterEach(async () => {
  await client.destroy();
  await loopback.close();
  // Whatever the client sent and the loopback took fits Discord's published schema.
  expect(loopback.bodies.length).toBeGreaterThan(0);
  for (const sent of loopback.bodies) if (sent.status < 400) checkBody(sent);
  expect(loopback.unknownKeys).toEqual([]);
});

const ask = { name: 'ask', options: { question: 'who?' } };

test('the client is ready as the bot, with no intents', () => {
  expect(client.user.id).toBe(loopback.applicationId);
  expect(loopback.gateway.identities).toMatchObject([{ intents: 0 }]);
});

test('registered commands come back equal, so that nothing need be registered again', async () => {
  const fetched = await client.application.commands.fetch();
  expect(fetched.size).toBe(2);
  for (const command of commands) {
    const registered = fetched.find(({ name }) => name === command.name);
    // Builders leave keys that hold undefined, which discord.js takes for a difference.
    const sent = { ...(JSON.parse(JSON.stringify(command)) as ApplicationCommandData), integration_types: [0] };
    expect(registered?.equals(sent)).toBe(true);
    expect(registered?.equals({ ...sent, description: 'Other' })).toBe(false);
  }
  expect(loopback.commands.puts).toBe(1);
});

test('a reply with embeds, buttons and a menu', async () => {
  answer = async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    const embed = new EmbedBuilder().setTitle('T').setDescription(interaction.options.getString('question', true)).setFooter({ text: 'f' }).addFields({ name: 'n', value: 'v' });
    const buttons = new ActionRowBuilder<ButtonBuilder>().addComponents(
      new ButtonBuilder().setCustomId('next').setLabel('Next').setStyle(ButtonStyle.Primary),
      new ButtonBuilder().setLabel('Read').setStyle(ButtonStyle.Link).setURL('https://example.org'),
    );
    const menu = new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
      new StringSelectMenuBuilder().setCustomId('menu').addOptions({ label: 'A', value: 'a' }),
    );
    const response = await interaction.reply({ content: '@everyone', embeds: [embed], components: [buttons, menu], flags: MessageFlags.Ephemeral, withResponse: true });
    expect(response.resource?.message?.content).toBe('@everyone');
  };
  const outcome = await loopback.command(ask);
  expect(outcome.failed).toBeNull();
  expect(outcome.message).toMatchObject({ ephemeral: true, pings: [] });
  expect(outcome.message?.embeds).toMatchObject([{ title: 'T', description: 'who?' }]);
  checkMessage(JSON.parse(JSON.stringify(outcome.message)));
  expect(failures).toEqual([]);
});

test('a deferred reply that is edited, fetched, followed up and deleted', async () => {
  const { promise: done, resolve } = Promise.withResolvers<undefined>();
  answer = async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.deferReply();
    await interaction.editReply('first');
    expect((await interaction.fetchReply()).content).toBe('first');
    const more = await interaction.followUp({ content: 'more', flags: MessageFlags.Ephemeral });
    await interaction.editReply({ message: more, content: 'more!' });
    await interaction.deleteReply();
    resolve(undefined);
  };
  const outcome = await loopback.command(ask);
  expect(outcome).toMatchObject({ failed: null, deferred: true });
  await done;
  expect(outcome.message).toMatchObject({ content: 'first', deleted: true });
  expect(outcome.followUps).toMatchObject([{ content: 'more!', ephemeral: true }]);
  expect(failures).toEqual([]);
});

test('a follow-up can be awaited', async () => {
  answer = async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.reply('one');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await interaction.followUp('two');
  };
  const outcome = await loopback.command(ask);
  expect((await outcome.nextFollowUp()).content).toBe('two');
});

test('suggestions', async () => {
  answer = async (interaction) => {
    if (!interaction.isAutocomplete()) return;
    await interaction.respond([{ name: `${interaction.options.getFocused()}?`, value: 'v' }]);
  };
  const { choices } = await loopback.autocomplete({ name: 'ask', option: 'question', partial: 'wh', options: { count: 2 } });
  expect(choices).toEqual([{ name: 'wh?', value: 'v' }]);
});

test('a button updates its message, a menu defers, a form answers', async () => {
  const next = new ButtonBuilder().setCustomId('next').setLabel('Next').setStyle(ButtonStyle.Secondary);
  const menu = new StringSelectMenuBuilder().setCustomId('menu').addOptions({ label: 'A', value: 'a' });
  const input = new TextInputBuilder().setCustomId('note').setStyle(TextInputStyle.Short);
  const field = new LabelBuilder().setLabel('Note').setTextInputComponent(input);
  answer = async (interaction) => {
    if (interaction.isChatInputCommand()) {
      await interaction.reply({
        content: 'one',
        components: [new ActionRowBuilder<ButtonBuilder>().addComponents(next), new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu)],
      });
    } else if (interaction.isButton()) await interaction.update('two');
    else if (interaction.isStringSelectMenu()) {
      await interaction.showModal(new ModalBuilder().setCustomId('form').setTitle('Form').addLabelComponents(field));
    } else if (interaction.isModalSubmit() && interaction.isFromMessage()) {
      await interaction.deferUpdate();
      await interaction.editReply(interaction.fields.getTextInputValue('note'));
    }
  };
  const { message } = await loopback.command(ask);
  if (message === null) throw new Error('no message');
  await loopback.press(message, 'Next');
  expect(message.content).toBe('two');
  const form = await loopback.select(message, 'menu', ['a']);
  const changed = message.changed();
  await loopback.submit(form, { note: 'three' });
  await changed;
  expect(message.content).toBe('three');
  checkMessage(JSON.parse(JSON.stringify(message)));
  expect(failures).toEqual([]);
});

test('a file is uploaded', async () => {
  answer = async (interaction) => {
    if (interaction.isChatInputCommand()) await interaction.reply({ files: [{ attachment: Buffer.from('TY  - NEWS'), name: 'sources.ris' }] });
  };
  const { message, failed } = await loopback.command(ask);
  expect(failed).toBeNull();
  expect(message?.attachments).toMatchObject([{ filename: 'sources.ris', size: 10 }]);
});

test('a late reply gets 10062', async () => {
  await loopback.close();
  await client.destroy();
  loopback = await startLoopback({ token, deadlineMs: 50 });
  const late = newClient();
  const failed = new Promise((resolve) => {
    late.on(Events.InteractionCreate, (interaction) => {
      if (interaction.isChatInputCommand()) setTimeout(() => { interaction.reply('late').catch(resolve); }, 120);
    });
  });
  await late.login(token);
  await loopback.gateway.ready();
  loopback.commands.put(null, commands, (form) => { form.throwIfFailed(); });
  expect((await loopback.command(ask)).failed).toBe('no response within 0.05 seconds');
  expect(await failed).toMatchObject({ code: 10062, status: 404 });
  await late.destroy();
});

test('of two bots with one token the second to answer gets 40060', async () => {
  const twin = newClient();
  answer = async (interaction) => {
    if (interaction.isChatInputCommand()) await interaction.reply('mine');
  };
  twin.on(Events.InteractionCreate, (interaction) => { void answer(interaction).catch((error: unknown) => failures.push(error)); });
  const ready = new Promise((resolve) => twin.once(Events.ClientReady, resolve));
  await twin.login(token);
  await ready;
  await loopback.command(ask);
  await expect.poll(() => failures.length).toBe(1);
  expect(failures[0]).toBeInstanceOf(DiscordAPIError);
  expect(failures[0]).toMatchObject({ code: 40060, status: 400 });
  await twin.destroy();
});

test('a wrong token is refused', async () => {
  const stranger = newClient();
  await expect(stranger.login(token.replace('a', 'x'))).rejects.toMatchObject({ code: 'TokenInvalid' });
  await stranger.destroy();
});

test('the client comes back after a dropped connection and after a request to reconnect', async () => {
  answer = async (interaction) => {
    if (interaction.isChatInputCommand()) await interaction.reply('here');
  };
  for (const disturb of [() => { loopback.gateway.drop(); }, () => { loopback.gateway.requestReconnect(); }]) {
    const back = loopback.gateway.nextSession();
    disturb();
    await back;
    expect((await loopback.command(ask)).message?.content).toBe('here');
  }
  expect(loopback.gateway.resumes).toBe(2);
});

test('the client identifies anew when its session is invalid', async () => {
  answer = async (interaction) => {
    if (interaction.isChatInputCommand()) await interaction.reply('here');
  };
  const back = loopback.gateway.nextSession();
  loopback.gateway.invalidateSessions();
  await back;
  expect((await loopback.command(ask)).message?.content).toBe('here');
  expect(loopback.gateway.identities).toHaveLength(2);
  expect(loopback.gateway.resumes).toBe(0);
});

test('a privileged intent is refused', async () => {
  const curious = new Client({ intents: [GatewayIntentBits.MessageContent], rest: { api: loopback.apiUrl, version: '10' } });
  await expect(curious.login(token)).rejects.toThrow('disallowed intents');
  await curious.destroy();
});
