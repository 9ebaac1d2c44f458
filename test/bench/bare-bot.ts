import { Client, Events, SlashCommandBuilder } from 'discord.js';

/** The least that a discord.js bot can do: what every reply is measured against. */
const client = new Client({ intents: [], rest: { api: process.env['DISCORD_API_URL'] ?? '', version: '10' } });
client.on(Events.InteractionCreate, (interaction) => {
  if (interaction.isChatInputCommand()) void interaction.reply('ok');
});
client.once(Events.ClientReady, (ready) => {
  const search = new SlashCommandBuilder().setName('search').setDescription('Replies ok');
  search.addStringOption((option) => option.setName('question').setDescription('Anything').setRequired(true));
  void ready.application.commands.set([search]).then(() => { process.stdout.write('Online\n'); });
});
await client.login(process.env['DISCORD_TOKEN']);
