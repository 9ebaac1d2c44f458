import { describe, expect, it } from 'vitest';
import { OPERATOR, type Context } from '../../src/command.ts';
import { moment } from '../../src/command/moment.ts';
import { namedOrigin, suggestOrigins, webAddress } from '../../src/command/origins/address.ts';
import { seenBy } from '../../src/command/origins/view.ts';
import { failing, MemoryOrigins, origin } from '../support/origins.ts';

describe('a point in time', () => {
  const now = Date.parse('2026-11-22T14:00:00Z');
  it.each([
    ['2026-11-22T13:57:10.123Z', 'November 22, 2026 at 1:57 PM UTC (3 minutes ago)'],
    ['2026-11-22T13:59:50Z', 'November 22, 2026 at 1:59 PM UTC (now)'],
    ['2026-11-22T14:01:00Z', 'November 22, 2026 at 2:01 PM UTC (in 1 minute)'],
    ['2026-11-22T13:00:29Z', 'November 22, 2026 at 1:00 PM UTC (1 hour ago)'],
    ['2026-11-20T15:00:00+01:00', 'November 20, 2026 at 2:00 PM UTC (2 days ago)'],
    ['2025-11-22T14:00:00Z', 'November 22, 2025 at 2:00 PM UTC (365 days ago)'],
    ['soon', 'soon'],
  ])('%s reads %s', (iso, expected) => {
    expect(moment(iso, 'en', now)).toBe(expected);
  });
});

describe('an address to be added', () => {
  it.each(['example.org', 'example.org/feed', 'https://example.org/feed', ' http://127.0.0.1:8080/ ', 'HTTPS://Example.org/a b', 'https://example.org/?path=/etc/passwd'])('%s is one', (address) => {
    expect(webAddress(address, OPERATOR)).toBe(address.trim());
  });

  it.each(['/etc', './notes', '../notes', '~/notes', 'notes/old', 'C:\\notes', 'c:/notes', '\\\\server\\notes', 'file:///etc/passwd', 'FILE:/etc'])('%s is a path, and refused with where folders are listed', (address) => {
    expect(() => webAddress(address, OPERATOR)).toThrow(expect.objectContaining({ type: 'user', remedy: 'Folders are listed in origins.yaml by whoever runs the bot.' }) as Error);
  });

  it.each(['', 'localhost:8080/feed', 'ftp://example.org/feed', 'javascript:alert(1)', 'data:text/html,x', 'https://', 'gopher://example.org', 'feed please'])('%j is none', (address) => {
    expect(() => webAddress(address, OPERATOR)).toThrow(expect.objectContaining({ type: 'user', remedy: expect.stringMatching(/whole address/u) as string }) as Error);
  });
});

describe('who does not run the bot', () => {
  const seen = (id: string): string => seenBy({ ...OPERATOR, isOwner: false }, origin(id)).id;
  it.each([
    ['https://example.org/feed?key=secret#top', 'https://example.org/feed'],
    ['https://me:secret@example.org/feed', 'https://example.org/feed'],
    ['https://1.1.1.1/feed', 'https://1.1.1.1/feed'],
    ['/home/someone/notes/', 'notes'],
    ['C:\\Users\\someone\\notes', 'notes'],
    ['C:\\', '(a folder)'],
    ['/', '(a folder)'],
  ])('sees %s as %s', (id, expected) => {
    expect(seen(id)).toBe(expected);
  });

  it.each(['http://10.1.2.3/feed', 'http://127.0.0.1:8080/', 'http://[::1]/', 'http://[::ffff:10.0.0.1]/', 'http://169.254.1.1/', 'http://2130706433/', 'http://wiki/feed', 'http://wiki.intranet/', 'http://localhost/', 'http://nas.local./'])('sees nothing of %s', (id) => {
    expect(seen(id)).toBe('(an address of a private network)');
  });

  it('sees why an origin fails, without an address', () => {
    const secret = failing('https://example.org/feed', { kind: 'connection', message: 'https://10.0.0.7/x refused.', remedy: 'Start 10.0.0.7.', retryAt: null });
    const shown = seenBy({ ...OPERATOR, isOwner: false }, secret);
    expect(shown.problem).toMatchObject({ kind: 'connection', message: 'Its site cannot be reached.', failures: 4 });
    expect(JSON.stringify(shown)).not.toContain('10.0.0.7');
    expect(seenBy(OPERATOR, secret)).toEqual(secret);
  });
});

describe('an origin that is chosen', () => {
  const long = `https://example.org/${'a'.repeat(100)}/feed`;
  const twins = ['b', 'c'].map((end) => `https://example.org/${'x'.repeat(100)}/${end}`);
  const origins = new MemoryOrigins([origin('https://example.org/feed'), origin(long), ...twins.map((id) => origin(id))]);
  const context = { origins } as unknown as Context;

  it('is offered to owners, by any part of its address, if a choice can tell it from others', async () => {
    expect(await suggestOrigins('ORG/FEED', context, OPERATOR)).toEqual([{ name: 'https://example.org/feed', value: 'https://example.org/feed' }]);
    expect((await suggestOrigins('', context, OPERATOR)).map(({ name }) => name)).toEqual(['https://example.org/feed', long]);
    expect(await suggestOrigins('', context, { ...OPERATOR, isOwner: false })).toEqual([]);
    expect(await suggestOrigins('', { ...context, origins: null }, OPERATOR)).toEqual([]);
  });

  it('is found by what was offered, and by nothing shorter', async () => {
    const [, offered] = await suggestOrigins('', context, OPERATOR);
    expect(offered?.value).toHaveLength(100);
    expect(await namedOrigin(offered?.value ?? '', origins)).toBe(long);
    expect(await namedOrigin(` ${long} `, origins)).toBe(long);
    expect(await namedOrigin('https://example.org/a', origins)).toBe('https://example.org/a');
    expect(await namedOrigin((twins[0] ?? '').slice(0, 100), origins)).toBe((twins[0] ?? '').slice(0, 100));
  });
});
