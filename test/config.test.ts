import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

describe('settings', () => {
  it('have defaults; an empty one counts as not set', () => {
    expect(readConfig({ ARCHIVE_DIR: '', DISCORD_TOKEN: ' ' })).toEqual({
      discordToken: null, discordGuildId: null, discordApiUrl: null, archiveDir: resolve('data'), archiveName: 'data', stateDir: resolve('var'), index: null, previewPort: 8787, logLevel: 'info',
      logQueries: false, ownerIds: [], fetchAllow: [], healthPort: null, contextParagraphs: 5,
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

  it('never repeat a secret', () => {
    expect(() => readConfig({ DISCORD_TOKEN: 'abc def' })).toThrow(/DISCORD_TOKEN(?!.*abc)/u);
  });
});
