import { describe, expect, it } from 'vitest';
import { defineCommand, defineCommandGroup, reply, type Callable, type Command } from '../../src/command.ts';
import { callables, findCallable, usage } from '../../src/command/callables.ts';
import { loadCommands } from '../../src/commands.ts';

const say = (name: string): Callable => defineCommand({ name, description: 'Says it', options: { word: { type: 'string', description: 'What', required: true }, loud: { type: 'boolean', description: 'How' } }, run: async () => reply({ heading: name, data: {} }) });
const group = defineCommandGroup({ name: 'words', description: 'Words', subcommands: [say('speak'), say('write')] });
const commands: readonly Command[] = [say('ask'), group];

describe('a group of subcommands', () => {
  it('lists its subcommands in their order, with their whole names', () => {
    expect(callables(commands).map(usage)).toEqual(['/ask word [loud]', '/words speak word [loud]', '/words write word [loud]']);
  });

  it.each<[string, string | null, string | undefined]>([
    ['ask', null, 'ask'],
    ['words', 'write', 'words write'],
    ['words', null, undefined],
    ['words', 'ask', undefined],
    ['words', 'toString', undefined],
    ['ask', 'write', undefined],
    ['nothing', null, undefined],
  ])('is called by %s and %s as %s', (name, subcommand, found) => {
    expect(findCallable(commands, name, subcommand)?.name).toBe(found);
  });

  it('has no two of one name', () => {
    expect(() => defineCommandGroup({ name: 'words', description: 'Words', subcommands: [say('speak'), say('speak')] })).toThrow(/two subcommands "speak"/u);
  });

  it('comes from the folder, with all that Discord wants', async () => {
    expect(callables(await loadCommands()).map(({ name }) => name)).toEqual(['archive status', 'archive add', 'archive remove', 'archive refresh', 'cite', 'context', 'find', 'help', 'latest', 'privacy', 'related', 'search', 'source']);
  });
});
