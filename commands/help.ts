import { callables, usage } from '../src/command/callables.ts';
import { commandDescription } from '../src/command/descriptions.ts';
import { defineCommand, reply } from '../src/command.ts';
import { isolate } from '../src/words/direction.ts';

export default defineCommand({
  name: 'help',
  description: 'What this bot can do, on which archive, and what it promises',
  options: {},
  async run(_args, { store, archiveName, commands }, { words }) {
    const { articles, paragraphs } = await store.counts();
    const publishers = await store.publishers();
    const { help: said } = words;
    const promises = [said.verbatim, said.cited, said.honest, said.private];
    const listed = callables(commands).map((command) => ({ name: command.name, usage: usage(command), description: commandDescription(command, words) }));
    return reply({
      heading: said.heading,
      lead: said.about(isolate(archiveName), articles, paragraphs, publishers.length),
      facts: [...listed.map((command) => ({ label: command.usage, text: command.description })), { label: said.promises, text: promises.join('\n') }],
      visibility: 'private',
      data: {
        archive: { name: archiveName, articles, paragraphs, publishers: publishers.map(({ name }) => name) },
        commands: listed.map(({ name, description }) => ({ name, description })),
        promises,
      },
    });
  },
});
