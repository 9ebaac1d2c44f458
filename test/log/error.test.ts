import { describe, expect, it } from 'vitest';
import { loggedError } from '../../src/log/error.ts';
import { createLogger } from '../../src/log/logger.ts';

function lineOf(what: object, message = 'm'): string {
  let line = '';
  createLogger({ logLevel: 'info', discordToken: 'ab.cd.ef' }, { write: (text) => { line += text; } }).info(what, message);
  return line;
}

describe('an error in the log', () => {
  it('is told with its causes, however they hang together', () => {
    const one = new Error('outer');
    one.cause = new Error('inner', { cause: one });
    const told = JSON.stringify(loggedError(one));
    expect(told).toContain('inner');
    expect(told.length).toBeLessThan(20_000);
    expect(loggedError(new AggregateError([new Error('first'), 'second'], 'both'))).toMatchObject({ message: 'both', errors: [{ message: 'first' }, { type: 'string', message: 'second' }] });
  });

  it('keeps what a library hangs on it out', () => {
    const error = Object.assign(new Error('Invalid Form Body\ndata.content: Value "what she asked" is not int.'), {
      rawError: { message: 'x' }, url: 'https://discord.com/api/v10/interactions/1/tok/callback', requestBody: { json: { content: 'what she asked' } }, code: 50035, status: 400, method: 'POST',
    });
    const line = lineOf({ err: error });
    expect(JSON.parse(line)).toMatchObject({ err: { type: 'Error', code: 50035, status: 400, method: 'POST' } });
    expect(line).not.toMatch(/she asked|\/tok|requestBody/u);
  });

  it('has no message in its stack, even one that looks like a call', () => {
    const { stack } = loggedError(new Error('who\n    at the gate of Baghdad\nknows'));
    expect(stack).toContain('error.test.ts');
    expect(stack).not.toMatch(/Baghdad|knows/u);
  });

  it('has nothing of what a user said in its message, whole or in part, and can still be read', () => {
    const said = ['Is it on fire in Mosul?', '巴格达'];
    expect(loggedError(new Error('cannot read Is it on fire in Mosul?'), said).message).toBe('cannot read …');
    expect(loggedError(new Error('fts5: syntax error near "MOSUL" in it; 巴格达'), said).message).toBe('fts5: syntax error near "…" in it; …');
  });

  it('may be anything that is thrown', () => {
    for (const thrown of [null, undefined, 7, 'text', Symbol('x'), { a: 1 }, Object.create(null)]) expect(loggedError(thrown)).toMatchObject({ type: expect.any(String) as string, message: expect.any(String) as string });
  });
});

it('a line of the log has no token in it, wherever it came from, and is one line', () => {
  const line = lineOf({ a: { b: 'Bot ab.cd.ef' }, warning: 'https://discord.com/api/webhooks/123/SECRET/messages/1', file: 'x\u2028\n\u001b[31my' }, 'token ab.cd.ef');
  expect(line).not.toMatch(/ab\.cd\.ef|SECRET/u);
  expect(line).toContain('/webhooks/123/[cut]/messages/1');
  expect(line.trimEnd().split('\n')).toHaveLength(1);
  expect(JSON.parse(line)).toMatchObject({ file: 'x\u2028\n\u001b[31my' });
});
