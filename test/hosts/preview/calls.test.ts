import { describe, expect, it } from 'vitest';
import { askingCommand, callables, readCall, valuesOf, written } from '../../../src/hosts/preview/page/calls.ts';

const option = (type: number, name: string, more: object = {}): object => ({ type, name, description: `About ${name}`, ...more });
const all = callables([
  { id: '0', type: 1, name: 'archive', description: 'd', options: [option(1, 'add', { options: [option(3, 'address', { required: true })] })] as Record<string, unknown>[] },
  { id: '1', type: 1, name: 'titles', description: 'd', options: [option(3, 'title', { required: true, autocomplete: true })] as Record<string, unknown>[] },
  { id: '2', type: 1, name: 'ask', description: 'd', options: [option(3, 'question', { required: true }), option(4, 'count'), option(5, 'private')] as Record<string, unknown>[] },
  { id: '3', type: 1, name: 'set', description: 'd', options: [option(1, 'name', { options: [] }), option(2, 'feed', { options: [option(1, 'add', { options: [option(3, 'url')] })] })] as Record<string, unknown>[] },
  { id: '4', type: 3, name: 'Find more', description: '' },
]);

describe('commands of the page', () => {
  it('are the slash commands, each subcommand by itself', () => {
    expect(all.map(({ label }) => label)).toEqual(['archive add', 'titles', 'ask', 'set name', 'set feed add']);
    expect(all[4]?.path).toEqual({ name: 'set', group: 'feed', subcommand: 'add' });
  });

  it('have one that takes a question: free text, nothing else required, and of no group', () => {
    expect(askingCommand(all)?.callable.label).toBe('ask');
    const search = callables([{ id: '5', type: 1, name: 'search', description: 'd', options: [option(3, 'question', { required: true })] as Record<string, unknown>[] }]);
    expect(askingCommand([...all, ...search])?.callable.label).toBe('search');
    expect(askingCommand([])).toBeNull();
  });

  it.each([
    ['/ask who came', [['question', 'who came']]],
    ['/ask question:who came count:3', [['question', 'who came'], ['count', '3']]],
    ['/ask who said: count me in private:true', [['question', 'who said: count me in'], ['private', 'true']]],
    ['/archive add https://example.org/', [['address', 'https://example.org/']]],
    ['/set feed add url:https://example.org/?a:b', [['url', 'https://example.org/?a:b']]],
    ['/ask', []],
  ])('are read from the line %j', (line, filled) => {
    expect(readCall(line, all)?.filled.map(({ name, text }) => [name, text])).toEqual(filled);
  });

  it.each(['/nothing', 'ask', '/asking', '/set', '/'])('are not read from %j', (line) => {
    expect(readCall(line, all)).toBeNull();
  });

  it('send numbers and truths as such, a choice by its value, and what is wrong as it was typed', () => {
    const [, , ask] = all;
    if (ask === undefined) throw new Error('no command');
    const fill = (name: string, text: string, value: string | null = null): { name: string; text: string; value: string | null } => ({ name, text, value });
    expect(valuesOf(ask, [fill('question', 'A title', 'id-7'), fill('count', '3'), fill('private', 'True')])).toEqual({ question: 'id-7', count: 3, private: true });
    expect(valuesOf(ask, [fill('question', ''), fill('count', 'many'), fill('private', 'maybe')])).toEqual({ count: 'many', private: 'maybe' });
  });

  it('are written as they were typed', () => {
    expect(written({ label: 'ask', filled: [{ name: 'question', text: 'why', value: null }, { name: 'count', text: '', value: null }] })).toBe('/ask question: why');
  });
});
