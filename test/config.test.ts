import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

describe('settings', () => {
  it('have defaults; an empty one counts as not set', () => {
    expect(readConfig({ ARCHIVE_DIR: '', DISCORD_TOKEN: ' ' })).toEqual({
      discordToken: null, discordGuildId: null, discordApiUrl: null, archiveDir: resolve('data'), archiveName: 'data', stateDir: resolve('var'), index: null, previewPort: 8787, logLevel: 'info',
      logQueries: false, ownerIds: [], fetchAllow: [], healthPort: null, contextParagraphs: 5, semantic: null,
    });
  });

  it.each([
    ['DISCORD_GUILD_ID', 'my server'],
    ['DISCORD_API_URL', 'discord'],
    ['DISCORD_API_URL', 'file:///etc/passwd'],
    ['LOG_LEVEL', 'loud'],
    ['CONTEXT_PARAGRAPHS', 'all'],
    ['CONTEXT_PARAGRAPHS', '10'],
    ['PREVIEW_PORT', '70000'],
    ['PREVIEW_PORT', '-1'],
    ['PREVIEW_PORT', 'http'],
    ['HEALTH_PORT', '70000'],
    ['LOG_QUERIES', 'maybe'],
    ['OWNER_IDS', 'jane'],
    ['SEMANTIC', 'gpt'],
    ['FETCH_ALLOW', 'http://wiki.intranet/'],
  ])('%s=%s stops start-up with its name, its value and a remedy', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(expect.objectContaining({ type: 'config', message: expect.stringContaining(name) as string, remedy: expect.stringMatching(/\w/u) as string }) as Error);
    expect(() => readConfig({ [name]: value })).toThrow(value);
  });

  it('take lists with commas', () => {
    expect(readConfig({ OWNER_IDS: '100000000000000001, 100000000000000002', FETCH_ALLOW: 'wiki.intranet,10.0.0.0/8,127.0.0.1:8080' })).toMatchObject({
      ownerIds: ['100000000000000001', '100000000000000002'], fetchAllow: ['wiki.intranet', '10.0.0.0/8', '127.0.0.1:8080'],
    });
  });

  it.each([
    ['off', null], ['No', null], ['0', null],
    ['on', { model: 'bge-small-en-v1.5' }], ['TRUE', { model: 'bge-small-en-v1.5' }], ['1', { model: 'bge-small-en-v1.5' }],
    ['all-MiniLM-L6-v2', { model: 'all-minilm-l6-v2' }],
    ['/srv/models/mine', { folder: resolve('/srv/models/mine') }], ['./mine', { folder: resolve('mine') }], ['models/mine', { folder: resolve('models/mine') }],
    ['~/mine', { folder: resolve(homedir(), 'mine') }],
    // One that is there.
    ['test', { folder: resolve('test') }],
  ])('take SEMANTIC=%s as %j', (value, semantic) => {
    expect(readConfig({ SEMANTIC: value }).semantic).toEqual(semantic);
  });

  it('name the models that there are when SEMANTIC is none', () => {
    expect(() => readConfig({ SEMANTIC: 'bge' })).toThrow(expect.objectContaining({ remedy: expect.stringContaining('bge-small-en-v1.5, all-minilm-l6-v2, multilingual-e5-small') as string }) as Error);
  });

  it('never repeat a secret', () => {
    expect(() => readConfig({ DISCORD_TOKEN: 'abc def' })).toThrow(/DISCORD_TOKEN(?!.*abc)/u);
  });
});
