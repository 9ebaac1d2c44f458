import { callables, usage } from '../src/command/callables.ts';
import { defineCommand, reply } from '../src/command.ts';
import { plural } from '../src/command/describe.ts';

const PROMISES = [
  'Verbatim: every excerpt is an unbroken piece of the stored paragraph.',
  'Cited: each names its title, publisher, author and date if stated, and paragraph. A lost link is said to be lost.',
  'Honest: dates are never invented, and what is not in the archive is said not to be.',
  'Private: what you ask is not kept.',
].join('\n');

export default defineCommand({
  name: 'help',
  description: 'What this bot can do, on which archive, and what it promises',
  options: {},
  async run(_args, { store, archiveName, commands }) {
    const { articles, paragraphs } = await store.counts();
    const publishers = await store.publishers();
    const about = `This bot answers from the archive "${archiveName}": ${plural(articles, 'article')}, ${plural(paragraphs, 'paragraph')}, ${plural(publishers.length, 'publisher')}.`;
    return reply({
      heading: 'Ask the archive',
      lead: about,
      facts: [...callables(commands).map((command) => ({ label: usage(command), text: command.description })), { label: 'Promises', text: PROMISES }],
      visibility: 'private',
      data: {
        archive: { name: archiveName, articles, paragraphs, publishers: publishers.map(({ name }) => name) },
        commands: callables(commands).map(({ name, description }) => ({ name, description })),
        promises: PROMISES.split('\n'),
      },
    });
  },
});
