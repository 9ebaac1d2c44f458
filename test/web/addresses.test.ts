import fc from 'fast-check';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { AllowList, isPublic } from '../../src/web/addresses.ts';
import type { Fetched } from '../../src/web/fetcher.ts';
import type { PoliteOptions } from '../../src/web/polite.ts';
import { fetcherFor, freshFile, leadsTo, listen, says, serve } from './servers.ts';

const PRIVATE_V4 = [
  '127.0.0.1', '127.255.255.254', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '100.127.255.255', '224.0.0.1', '239.255.255.250',
  '240.0.0.1', '0.0.0.0', '0.1.2.3', '255.255.255.255', '192.0.0.1', '192.0.2.1', '198.18.0.1', '198.51.100.7', '203.0.113.9',
];
const PRIVATE_V6 = [
  '::1', '::', 'fe80::1', 'febf::1', 'fec0::1', 'fc00::1', 'fd12:3456::1', 'ff02::1', 'ff0e::1', '2001:db8::1', '3fff::1', '100::1', '2001:2::1', '5f00::1',
  '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:a9fe:a9fe', '64:ff9b::127.0.0.1', '64:ff9b::10.0.0.1', '64:ff9b::a9fe:a9fe', '64:ff9b:1::1', '64:ff9b:1::8.8.8.8',
  '2002:7f00:1::', '2002:a00:1::1', '2001:0:4136:e378:8000:63bf:f5ff:fffe', '::127.0.0.1', '::7f00:1', '::a00:1', '::808:808', '::ffff:0:127.0.0.1', '::ffff:0:808:808', '0:0:0:0:0:0:0:1', '4000::1', 'fe80::1%eth0',
];
const PUBLIC = ['8.8.8.8', '93.184.215.14', '172.15.0.1', '172.32.0.1', '100.63.0.1', '100.128.0.1', '192.169.0.1', '2606:4700::1111', '2a00:1450:4001::1', '::ffff:8.8.8.8', '64:ff9b::8.8.8.8'];

/** Ways to write one IPv4 address as a host, that all mean it: https://url.spec.whatwg.org/#concept-ipv4-parser */
function spellings(address: string): string[] {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  const whole = ((a * 256 + b) * 256 + c) * 256 + d;
  const parts = [a, b, c, d];
  return [
    address, `${address}.`, String(whole), `0x${whole.toString(16)}`, `0X${whole.toString(16).toUpperCase()}`, `0${whole.toString(8)}`,
    parts.map((part) => `0x${part.toString(16)}`).join('.'), parts.map((part) => `0${part.toString(8)}`).join('.'), parts.map((part) => `000${part.toString(8)}`).join('.'),
    `${a}.${(b * 256 + c) * 256 + d}`, `${a}.${b}.${c * 256 + d}`, `0x${a.toString(16)}.${(b * 256 + c) * 256 + d}`,
    address.replace(/\./gu, '%2e'), address.replace(/\./gu, '\u3002'), address.replace(/\d/gu, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
    `[::ffff:${address}]`, `[0:0:0:0:0:ffff:${address}]`, `[64:ff9b::${address}]`, `[::${address}]`,
  ];
}

const LOOPBACK = [...spellings('127.0.0.1'), '127.1', '127.0.1', '0', '0.0.0.0', '[::]', '[::1]', 'localhost', 'LOCALHOST', 'localhost.', '%6c%6f%63alhost'];

async function got(url: string, options: PoliteOptions = {}): Promise<Fetched> {
  return fetcherFor(options).get(url, { file: await freshFile() });
}

/** What kind of failure it was, or that it was none. */
const outcome = (fetched: Fetched): string => fetched.state === 'failed' ? fetched.problem.kind : fetched.state;

describe('an address of the public internet', () => {
  it.each([...PRIVATE_V4, ...PRIVATE_V6])('is not %s', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  it.each(PUBLIC)('is %s', (address) => {
    expect(isPublic(address)).toBe(true);
  });

  it.each(['', 'localhost', 'example.org', '1.2.3', '1.2.3.4.5', '::g', '127.0.0.1/8'])('is not "%s", which is none or written short', (address) => {
    expect(isPublic(address)).toBe(false);
  });
});

describe('what the owner allows', () => {
  it.each([
    ['wiki.intranet', 'wiki.intranet', 80], ['Wiki.Intranet.', 'wiki.intranet', 443], ['wiki.intranet:8080', 'WIKI.intranet.', 8080], ['b\u00fccher.intranet', 'xn--bcher-kva.intranet', 80],
  ])('is a host by its name: %s', (entry, host, port) => {
    expect(new AllowList([entry]).allowsHost(host, port)).toBe(true);
  });

  it.each([
    ['127.0.0.1', '127.0.0.1', 80], ['127.0.0.1:81', '127.0.0.1', 81], ['10.0.0.0/8', '10.255.0.1', 80], ['10.0.0.0/8:8080', '10.1.1.1', 8080], ['::1', '::1', 80], ['[::1]', '::1', 80], ['[::1]:8080', '::1', 8080],
    ['fd00::/8', 'fd12::1', 443], ['[fd00::/8]:443', 'fd12::1', 443], ['fd00::12', 'fd00::12', 80], ['127.0.0.1', '::ffff:127.0.0.1', 80], ['::ffff:127.0.0.1', '127.0.0.1', 80],
  ])('is an address or a network: %s holds %s', (entry, address, port) => {
    expect(new AllowList([entry]).allowsAddress(address, port)).toBe(true);
  });

  it.each([
    ['127.0.0.1:81', '127.0.0.1', 80], ['10.0.0.0/8:8080', '10.1.1.1', 80], ['[::1]:8080', '::1', 80], ['[fd00::/8]:443', 'fd12::1', 80], ['10.0.0.0/8', '11.0.0.1', 80], ['10.0.0.0/8', 'fd00::1', 80],
    ['::1', '127.0.0.1', 80], ['fd00::12', 'fd00::1', 2], ['127.0.0.1', '127.0.0.2', 80], ['localhost', '127.0.0.1', 80], ['127.0.0.1', 'localhost', 80],
  ])('is no more than that: %s does not hold %s on port %i', (entry, address, port) => {
    expect(new AllowList([entry]).allowsAddress(address, port)).toBe(false);
  });

  it.each([['wiki.intranet', 'other.intranet', 80], ['wiki.intranet', 'a.wiki.intranet', 80], ['intranet', 'wiki.intranet', 80], ['wiki.intranet:8080', 'wiki.intranet', 80]])('is no other host: %s does not hold %s', (entry, host, port) => {
    expect(new AllowList([entry]).allowsHost(host, port)).toBe(false);
  });

  it('is nothing when nothing is listed', () => {
    expect([new AllowList([]).allowsAddress('127.0.0.1', 80), new AllowList([]).allowsHost('localhost', 80)]).toEqual([false, false]);
  });

  it.each(['wiki.intranet', 'WIKI.intranet', 'wiki.intranet.'])('is reached by its name, as %s', async (host) => {
    const { port } = await serve({ '/': says('here') });
    const resolve = async () => [{ address: '127.0.0.1' }];
    expect(outcome(await got(`http://${host}:${port}/`, { allow: [`wiki.intranet:${port}`], resolve }))).toBe('fetched');
    expect(outcome(await got(`http://${host}:${port}/`, { allow: ['wiki.intranet:1'], resolve }))).toBe('address');
    expect(outcome(await got(`http://other.intranet:${port}/`, { allow: ['wiki.intranet'], resolve }))).toBe('address');
  });

  it('is reached by its address or network, however the host is spelled', async () => {
    const { port } = await serve({ '/': says('here') });
    for (const allow of ['127.0.0.1', `127.0.0.1:${port}`, '127.0.0.0/8', `127.0.0.0/8:${port}`, '::ffff:127.0.0.1']) expect([allow, outcome(await got(`http://127.1:${port}/`, { allow: [allow] }))]).toEqual([allow, 'fetched']);
    expect(outcome(await got(`http://named.test:${port}/`, { allow: ['127.0.0.1'], resolve: async () => [{ address: '127.0.0.1' }] }))).toBe('fetched');
  });

  it('on one port is not on another', async () => {
    const other = await serve({ '/': says('secret') });
    const { port } = await serve({ '/': leadsTo(`${other.origin}/`) });
    expect(outcome(await got(`http://127.0.0.1:${port}/`, { allow: [`127.0.0.1:${port}`] }))).toBe('address');
    expect(other.connections).toEqual([]);
  });
});

describe('a host of this machine', () => {
  it.each(LOOPBACK)('is not asked when it is spelled %s', async (host) => {
    const server = await listen(createServer());
    const fetched = await got(`http://${host}:${server.port}/`);
    expect(fetched).toMatchObject({ state: 'failed', problem: { kind: 'address' } });
    expect(server.connections).toEqual([]);
  });

  it.each([301, 302, 303, 307, 308])('is not asked after a redirect with %i, however it is spelled', async (status) => {
    const secret = await listen(createServer());
    const pages = LOOPBACK.filter((host) => /^\p{ASCII}+$/u.test(host)).map((host) => `http://${host}:${secret.port}/`);
    const { origin, port } = await serve((_request, response, path) => { leadsTo(pages[Number(path.slice(1))] ?? '', status)(_request, response, path); });
    const fetcher = fetcherFor({ allow: [`127.0.0.1:${port}`] });
    for (const [place, page] of pages.entries()) {
      const fetched = await fetcher.get(`${origin}/${place}`, { file: await freshFile() });
      expect([page.replace(/:\d+\/$/u, ''), outcome(fetched)]).toEqual([page.replace(/:\d+\/$/u, ''), 'address']);
    }
    expect(secret.connections).toEqual([]);
  });

  it('is not asked for whether a page is there', async () => {
    const secret = await listen(createServer());
    const { origin, port } = await serve({ '/': leadsTo(`http://127.0.0.1:${secret.port}/`, 301) });
    const fetcher = fetcherFor({ allow: [`127.0.0.1:${port}`] });
    expect([await fetcher.probe(`${origin}/`), await fetcher.probe(`http://localhost:${secret.port}/`)]).toEqual(['unknown', 'unknown']);
    expect(secret.connections).toEqual([]);
  });

  it('is not asked for the rules of an allowed one', async () => {
    const secret = await listen(createServer());
    const { origin, port, seen } = await serve({ '/': says('here') }, leadsTo(`http://127.0.0.1:${secret.port}/robots.txt`));
    expect(outcome(await got(`${origin}/`, { allow: [`127.0.0.1:${port}`] }))).toBe('address');
    expect([secret.connections, seen]).toEqual([[], []]);
  });

  it('is not asked in any spelling of its address', async () => {
    const server = await listen(createServer());
    const fetcher = fetcherFor({});
    const file = await freshFile();
    const octets = fc.oneof(
      fc.tuple(fc.constant(127), fc.nat(255), fc.nat(255), fc.nat(255)), fc.tuple(fc.constant(10), fc.nat(255), fc.nat(255), fc.nat(255)), fc.tuple(fc.constant(192), fc.constant(168), fc.nat(255), fc.nat(255)),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), fc.nat(255), fc.nat(255)), fc.tuple(fc.constant(169), fc.constant(254), fc.nat(255), fc.nat(255)), fc.tuple(fc.constant(0), fc.nat(255), fc.nat(255), fc.nat(255)),
    );
    const radix = fc.constantFrom<(part: number) => string>(String, (part) => `0x${part.toString(16)}`, (part) => `0${part.toString(8)}`, (part) => `0X00${part.toString(16).toUpperCase()}`);
    const property = fc.asyncProperty(octets, fc.tuple(radix, radix, radix, radix), fc.integer({ min: 1, max: 4 }), async (parts, write, count) => {
      const last = parts.slice(count - 1).reduce((sum, part) => sum * 256 + part, 0);
      const host = [...parts.slice(0, count - 1), last].map((part, place) => (write[place] ?? String)(part)).join('.');
      expect(await fetcher.get(`http://${host}:${server.port}/`, { file })).toMatchObject({ state: 'failed', problem: { kind: 'address' } });
    });
    await fc.assert(property, { numRuns: 300 });
    expect(server.connections).toEqual([]);
  });
});

/** Nobody's: of the public range, but given back, so that nothing is sent to anybody. https://www.rfc-editor.org/rfc/rfc3701 */
const NOBODY = '3ffe:ffff::1';

describe('a name', () => {
  const nobody = async (): Promise<readonly { address: string }[]> => Promise.reject(Object.assign(new Error('no such host'), { code: 'ENOTFOUND' }));

  it('that first means a public address and then this machine does not lead here', async () => {
    const secret = await listen(createServer());
    const answers = [NOBODY, '127.0.0.1', '127.0.0.1', NOBODY, '127.0.0.1'];
    let calls = 0;
    const resolve = async () => [{ address: answers[calls++ % answers.length] ?? '' }];
    const fetcher = fetcherFor({ resolve, limits: { totalMs: 60 } });
    for (let round = 0; round < 4; round++) {
      const before = calls;
      const isFirstPublic = answers[calls % answers.length] === NOBODY;
      const fetched = await fetcher.get(`http://rebinding.test:${secret.port}/`, { file: await freshFile() });
      expect(calls).toBe(before + 1);
      if (isFirstPublic) expect(['timeout', 'connection']).toContain(outcome(fetched));
      else expect(outcome(fetched)).toBe('address');
    }
    expect(secret.connections).toEqual([]);
  });

  it('is connected to where it was checked, whatever it means by then', async () => {
    const secret = await listen(createServer());
    const allowed = await listen(createServer(), '127.0.0.2');
    let calls = 0;
    const fetcher = fetcherFor({ allow: ['127.0.0.2'], resolve: async () => [{ address: calls++ === 0 ? '127.0.0.2' : '127.0.0.1' }], limits: { silenceMs: 100 } });
    expect(outcome(await fetcher.get(`http://rebinding.test:${allowed.port}/`, { file: await freshFile() }))).toBe('timeout');
    expect(outcome(await fetcher.get(`http://rebinding.test:${secret.port}/`, { file: await freshFile() }))).toBe('address');
    expect([allowed.connections.length, secret.connections.length, calls]).toEqual([1, 0, 2]);
  });

  it('is looked up anew for each connection, and each answer is judged', async () => {
    const here = await serve({ '/': (_request, response) => { response.writeHead(200, { connection: 'close' }).end('here'); } }, (_request, response) => { response.writeHead(404, { connection: 'close' }).end(); });
    const answers = ['127.0.0.1', '127.0.0.1', '127.0.0.2'];
    let calls = 0;
    const fetcher = fetcherFor({ allow: ['127.0.0.1'], resolve: async () => [{ address: answers[calls++] ?? '' }] });
    const file = await freshFile();
    expect(outcome(await fetcher.get(`http://rebinding.test:${here.port}/`, { file }))).toBe('fetched');
    expect(outcome(await fetcher.get(`http://rebinding.test:${here.port}/`, { file }))).toBe('address');
    expect(calls).toBe(3);
  });

  it.each([[[NOBODY, '127.0.0.1']], [['127.0.0.1', NOBODY]], [['2606:4700::1111', '::1']], [[NOBODY, '::ffff:127.0.0.1']]])('that means a public address and a private one is not asked: %j', async (addresses) => {
    const secret = await listen(createServer());
    const fetched = await got(`http://both.test:${secret.port}/`, { resolve: async () => addresses.map((address) => ({ address })) });
    expect(outcome(fetched)).toBe('address');
    expect(secret.connections).toEqual([]);
  });

  it('that could not be looked up in time is looked up anew', async () => {
    const { port } = await serve({ '/': says('here') });
    let calls = 0;
    const resolve = async (): Promise<{ address: string }[]> => calls++ === 0 ? new Promise(() => undefined) : [{ address: '127.0.0.1' }];
    const fetcher = fetcherFor({ allow: ['127.0.0.1'], resolve, limits: { connectMs: 100 } });
    const file = await freshFile();
    expect([outcome(await fetcher.get(`http://slow.test:${port}/`, { file })), outcome(await fetcher.get(`http://slow.test:${port}/`, { file }))]).toEqual(['timeout', 'fetched']);
  });

  it('is taken to the address of it that answers', async () => {
    const { port } = await serve({ '/': says('here') });
    const fetched = await got(`http://two.test:${port}/`, { allow: ['127.0.0.0/8'], resolve: async () => [{ address: '127.0.0.9' }, { address: '127.0.0.1' }] });
    expect(outcome(fetched)).toBe('fetched');
  });

  it.each([['nothing', async () => []], ['a refusal', nobody]])('of which %s is known is a failure of names', async (_what, resolve) => {
    const fetched = await got('http://nowhere.test/', { resolve });
    expect(fetched).toMatchObject({ state: 'failed', problem: { kind: 'dns', message: expect.stringContaining('http://nowhere.test/') as string } });
  });
});

describe('what is no address on the web', () => {
  it.each(['file:///etc/passwd', 'ftp://example.org/', 'javascript:alert(1)', 'data:text/plain,x', 'example.org', '', 'http://', 'http://127.0.0.1:99999/', 'http://256.256.256.256/', 'http://[fe80::1%25eth0]/'])('is not asked for: %s', async (address) => {
    expect(outcome(await got(address))).toBe('address');
  });

  it.each(['file:///etc/passwd', 'gopher://127.0.0.1/', 'data:text/plain,x', 'http://', 'http://u:p@127.0.0.1/'])('is not where a redirect leads: %s', async (address) => {
    const { origin } = await serve({ '/': leadsTo(address) });
    expect(outcome(await got(`${origin}/`, { allow: ['127.0.0.1'] }))).toBe('address');
  });
});
