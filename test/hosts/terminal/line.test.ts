import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPERATOR, type Callable } from '../../../src/command.ts';
import { readArguments } from '../../../src/command/arguments.ts';
import { findCallable } from '../../../src/command/callables.ts';
import { loadCommands } from '../../../src/commands.ts';
import { readCommandFlags } from '../../../src/hosts/terminal/flags.ts';
import { findCommand, readLine } from '../../../src/hosts/terminal/line.ts';

const commands = await loadCommands();
const command = (name: string, subcommand: string | null = null): Callable => {
  const found = findCallable(commands, name, subcommand);
  if (found === null) throw new Error(`there is no ${name}`);
  return found;
};
const read = (line: string): [string, Readonly<Record<string, string>>] => {
  const { command, given } = readLine(line, commands);
  return [command.name, given];
};

describe('a line at the prompt', () => {
  it.each<[string, string, Record<string, string>]>([
    ['/search who was hurt', 'search', { question: 'who was hurt' }],
    ['/search question:who was hurt publisher:The Hill', 'search', { question: 'who was hurt', publisher: 'The Hill' }],
    ['/search publisher:"The Hill" question: who was hurt', 'search', { question: 'who was hurt', publisher: 'The Hill' }],
    ['/search who was hurt after:2021-12-01 before:2021-12-31', 'search', { question: 'who was hurt', after: '2021-12-01', before: '2021-12-31' }],
    ['/search what is UN resolution: 1441', 'search', { question: 'what is UN resolution: 1441' }],
    ['/search "an exact phrase"', 'search', { question: '"an exact phrase"' }],
    ['who was hurt', 'search', { question: 'who was hurt' }],
    ['/SEARCH x', 'search', { question: 'x' }],
    ['  /latest count:2  ', 'latest', { count: '2' }],
    ['/latest 3', 'latest', { count: '3' }],
    ['/help', 'help', {}],
    ['/source', 'source', {}],
    ['/archive status', 'archive status', {}],
    ['/archive add address:https://example.org/feed?a:b', 'archive add', { address: 'https://example.org/feed?a:b' }],
    ['/ARCHIVE  Add   https://example.org/feed', 'archive add', { address: 'https://example.org/feed' }],
    ['/archive remove origin:https://example.org/ articles:true', 'archive remove', { origin: 'https://example.org/', articles: 'true' }],
  ])('%s', (line, name, given) => {
    expect(read(line)).toEqual([name, given]);
  });

  it.each(['/nothing', '/', '/help me', '/search', '/archive', '/archive nothing', '/archive constructor', '/archive status now', '/archive add'])('%s is answered with what to do', (line) => {
    const attempt = (): unknown => {
      const { command, given } = readLine(line, commands);
      return readArguments(command, given, OPERATOR.words);
    };
    expect(attempt).toThrow(expect.objectContaining({ type: 'user', remedy: expect.stringMatching(/./u) as string }) as Error);
  });

  it('names a command in any case', () => {
    expect(findCommand('HELP', commands).name).toBe('help');
  });

  it('is read or refused politely, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (line) => {
        try {
          readLine(`/search ${line}`, commands);
          readLine(line, commands);
          readLine(`/archive ${line}`, commands);
        } catch (error) {
          expect(error).toMatchObject({ type: 'user' });
        }
      }),
    );
  });
});

describe('flags', () => {
  const search = command('search');
  it('give options by name and the first one by words', () => {
    expect(readCommandFlags(search, ['who', 'was hurt', '--publisher', 'The Hill', '--limit=9'])).toEqual({ question: 'who was hurt', publisher: 'The Hill', limit: '9' });
    expect(readCommandFlags(search, ['--', '--dashes'])).toEqual({ question: '--dashes' });
  });

  it('of a subcommand are its own', () => {
    expect(readCommandFlags(command('archive', 'add'), ['https://example.org/feed'])).toEqual({ address: 'https://example.org/feed' });
    expect(readCommandFlags(command('archive', 'remove'), ['https://example.org/feed', '--articles'])).toEqual({ origin: 'https://example.org/feed', articles: true });
    expect(() => readCommandFlags(command('archive', 'status'), ['all'])).toThrow(/archive status takes no words/u);
  });

  it.each([[['--nothing']], [['x', '--publisher']], [['x', '--question', 'y']]])('%j is refused with what is known', (args) => {
    expect(() => readCommandFlags(search, args)).toThrow(expect.objectContaining({ type: 'user' }) as Error);
  });

  it.each<[string, string]>([['count', '0'], ['count', '51'], ['count', 'two'], ['count', '1.5']])('%s %s is outside of what is allowed', (name, value) => {
    expect(() => readArguments(command('latest'), { [name]: value }, OPERATOR.words)).toThrow(/not a value for count/u);
  });
});
