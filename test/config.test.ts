import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

describe('settings', () => {
  it('have defaults; an empty one counts as not set', () => {
    expect(readConfig({ ARCHIVE_DIR: '', DISCORD_TOKEN: ' ' })).toEqual({
      discordToken: null, discordGuildId: null, discordApiUrl: null, archiveDir: resolve('data'), archiveName: 'data', stateDir: resolve('var'), index: null, previewPort: 8787, logLevel: 'info',
    });
  });

  it.each([
    ['DISCORD_GUILD_ID', 'my server'],
    ['DISCORD_API_URL', 'discord'],
    ['DISCORD_API_URL', 'file:///etc/passwd'],
    ['LOG_LEVEL', 'loud'],
    ['PREVIEW_PORT', '70000'],
    ['PREVIEW_PORT', '-1'],
    ['PREVIEW_PORT', 'http'],
  ])('%s=%s stops start-up with its name, its value and a remedy', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(expect.objectContaining({ type: 'config', message: expect.stringContaining(name) as string, remedy: expect.stringMatching(/\w/u) as string }) as Error);
    expect(() => readConfig({ [name]: value })).toThrow(value);
  });

  it('never repeat a secret', () => {
    expect(() => readConfig({ DISCORD_TOKEN: 'abc def' })).toThrow(/DISCORD_TOKEN(?!.*abc)/u);
  });
});
