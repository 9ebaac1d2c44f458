import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Fetched } from '../../src/web/fetcher.ts';
import type { PoliteOptions } from '../../src/web/polite.ts';
import { fetcherFor, freshFile, leadsTo, says, serve, type Seen, type Served } from './servers.ts';

const HERE: PoliteOptions = { allow: ['127.0.0.1'] };
/** A site that is reached by a name of its own, so that it is a stranger's, who is spared. */
const STRANGER: PoliteOptions = { allow: ['127.0.0.1'], resolve: async () => [{ address: '127.0.0.1' }] };

const there = says('there');
const outcome = (fetched: Fetched): string => fetched.state === 'failed' ? fetched.problem.kind : fetched.state;
async function outcomes(site: Served, paths: readonly string[], options = HERE): Promise<string[]> {
  const fetcher = fetcherFor(options);
  const all: string[] = [];
  for (const path of paths) all.push(outcome(await fetcher.get(site.origin + path, { file: await freshFile() })));
  return all;
}

/** How long the site was left alone between each two requests. */
function gaps(seen: readonly Seen[]): number[] {
  return seen.slice(1).map(({ start }, place) => start - (seen[place]?.end ?? NaN));
}

describe('the rules of a site', () => {
  it.each([
    ['User-agent: *\nDisallow: /private', { '/private/a': 'robots', '/public': 'fetched', '/privateer': 'robots' }],
    ['User-agent: *\nDisallow:', { '/a': 'fetched' }],
    ['User-agent: *\nDisallow: /\nAllow: /blog/', { '/blog/a': 'fetched', '/a': 'robots' }],
    ['User-agent: *\nDisallow: /\n\nUser-agent: backfile\nDisallow: /no', { '/a': 'fetched', '/no': 'robots' }],
    ['User-agent: BackFile/1.0\nDisallow: /\n\nUser-agent: *\nAllow: /', { '/a': 'robots' }],
    ['User-agent: otherbot\nDisallow: /', { '/a': 'fetched' }],
    ['\uFEFFUser-agent: *\r\nDisallow: /*.pdf$ # none of these\r\n', { '/a.pdf': 'robots', '/a.pdf?x': 'fetched' }],
    ['User-agent: a\nUser-agent: backfile\nDisallow: /x', { '/x': 'robots', '/y': 'fetched' }],
    ['User-agent: *\nDisallow: /*?s=', { '/?s=words': 'robots', '/?p=1': 'fetched' }],
    ['<!doctype html><title>Not found</title>', { '/a': 'fetched' }], ['', { '/a': 'fetched' }],
  ])('are obeyed: %j', async (rules, expected) => {
    const site = await serve((...all) => { there(...all); }, rules);
    expect(await outcomes(site, Object.keys(expected))).toEqual(Object.values(expected));
    expect(site.seen.map(({ path }) => path)).toEqual(Object.entries(expected).filter(([, kind]) => kind === 'fetched').map(([path]) => path));
    expect(site.robotsAsked()).toBe(1);
  });

  it('are obeyed in packed form, and after a redirect', async () => {
    const rules = 'User-agent: *\nDisallow: /private';
    const packed = await serve({ '/private': there, '/a': there }, says(gzipSync(rules), { 'content-encoding': 'gzip' }));
    expect(await outcomes(packed, ['/private', '/a'])).toEqual(['robots', 'fetched']);
    const moved = await serve({ '/private': there, '/rules': says(rules) }, leadsTo('/rules', 301));
    expect(await outcomes(moved, ['/private'])).toEqual(['robots']);
  });

  it('are asked for once, however many pages are wanted at once', async () => {
    const site = await serve((...all) => { there(...all); }, 'User-agent: *\nDisallow: /2');
    const fetcher = fetcherFor(HERE);
    const all = await Promise.all([0, 1, 2, 3, 4].map(async (place) => fetcher.get(`${site.origin}/${place}`, { file: await freshFile() })));
    expect([all.map(outcome), site.robotsAsked()]).toEqual([['fetched', 'fetched', 'robots', 'fetched', 'fetched'], 1]);
  });

  it('are asked for on, though who wanted them first stops', async () => {
    const site = await serve({ '/': there, '/b': there }, (_request, response) => { setTimeout(() => response.writeHead(404).end(), 150); });
    const fetcher = fetcherFor(HERE);
    const first = fetcher.get(`${site.origin}/`, { file: await freshFile(), signal: AbortSignal.timeout(40) });
    const second = fetcher.get(`${site.origin}/b`, { file: await freshFile() });
    await expect(first).rejects.toThrow();
    expect([outcome(await second), site.robotsAsked()]).toEqual(['fetched', 1]);
  });

  it('are asked for again once they are old', async () => {
    const site = await serve({ '/': there });
    await outcomes(site, ['/', '/'], { ...HERE, limits: { rulesMs: 0 } });
    expect(site.robotsAsked()).toBe(2);
  });

  it.each([[500, 'status'], [503, 'status'], [429, 'status'], [404, 'fetched'], [410, 'fetched'], [403, 'fetched'], [401, 'fetched'], [204, 'fetched']])('that answer %i make a page %s', async (status, expected) => {
    const site = await serve({ '/': there }, says('User-agent: *\nDisallow: /', {}, status));
    expect(await outcomes(site, ['/', '/'])).toEqual(status === 204 ? ['fetched', 'fetched'] : [expected, expected]);
    expect([site.robotsAsked(), site.seen.length]).toEqual([1, expected === 'fetched' ? 2 : 0]);
  });

  it('that cannot be read forbid for a while alone', async () => {
    let asked = 0;
    const site = await serve({ '/': there }, (...all) => { says('', {}, asked++ === 0 ? 500 : 404)(...all); });
    expect(await outcomes(site, ['/', '/'], { ...HERE, limits: { noRulesMs: 0 } })).toEqual(['status', 'fetched']);
  });

  it('that break off forbid', async () => {
    const site = await serve({ '/': there }, (request) => { request.socket.destroy(); });
    expect(await outcomes(site, ['/'])).toEqual(['connection']);
    expect(site.seen).toEqual([]);
  });

  it('that go on without an end hold as far as they are read', async () => {
    const site = await serve({ '/private': there, '/a': there }, (_request, response) => {
      response.writeHead(200).write('User-agent: *\nDisallow: /private\n');
      const more = (): void => { while (!response.destroyed && response.write('# nothing\n'.repeat(5_000))); };
      response.on('drain', more);
      more();
    });
    expect(await outcomes(site, ['/private', '/a'])).toEqual(['robots', 'fetched']);
  });

  it('take no time to speak of, however they are written', async () => {
    const site = await serve((...all) => { there(...all); }, `User-agent: *\nDisallow: /x${'*'.repeat(500_000)}y`);
    const paths = Array.from({ length: 40 }, (_, place) => `/x${'abcd'.repeat(500)}${place}`);
    expect(await outcomes(site, [...paths, '/xy'])).toEqual([...paths.map(() => 'fetched'), 'robots']);
  });

  it('hold for each site by itself, and on each step of the way', async () => {
    const strict = await serve({ '/': there }, 'User-agent: *\nDisallow: /');
    const site = await serve({ '/': leadsTo(`${strict.origin}/`), '/a': leadsTo('/b'), '/b': there }, 'User-agent: *\nDisallow: /b');
    expect(await outcomes(site, ['/', '/a'])).toEqual(['robots', 'robots']);
    expect([strict.robotsAsked(), strict.seen.length]).toEqual([1, 0]);
  });

  it('hold for looking whether a page is there', async () => {
    const site = await serve({ '/': there }, 'User-agent: *\nDisallow: /');
    expect([await fetcherFor(HERE).probe(`${site.origin}/`), site.seen]).toEqual(['unknown', []]);
  });
});

describe('a request', () => {
  it('says who asks', async () => {
    const site = await serve({ '/': there });
    await outcomes(site, ['/']);
    expect(site.seen[0]?.headers['user-agent']).toMatch(/backfile/iu);
    expect(site.seen[0]?.headers['cookie']).toBeUndefined();
  });

  it('sends what is known of the document, and nothing when nothing is', async () => {
    const site = await serve({ '/': there });
    const fetcher = fetcherFor(HERE);
    const file = await freshFile();
    for (const validators of [undefined, { etag: null, lastModified: null }, { etag: 'W/"1"', lastModified: 'Sun, 01 Mar 2026 12:00:00 GMT' }]) await fetcher.get(`${site.origin}/`, { file, validators });
    expect(site.seen.map(({ headers }) => [headers['if-none-match'], headers['if-modified-since']])).toEqual([[undefined, undefined], [undefined, undefined], ['W/"1"', 'Sun, 01 Mar 2026 12:00:00 GMT']]);
  });
});

describe('the pace', () => {
  /** A server that knows how many are asking at once. */
  const counting = async (robots?: string): Promise<Served & { most: () => number }> => {
    let [now, most] = [0, 0];
    const site = await serve((_request, response) => {
      most = Math.max(most, ++now);
      setTimeout(() => {
        now--;
        response.end('there');
      }, 15);
    }, robots);
    return { ...site, most: () => most };
  };

  it('is never two at once to one site', async () => {
    const site = await counting();
    const fetcher = fetcherFor(HERE);
    const file = await freshFile();
    const all = await Promise.all([1, 2, 3, 4, 5, 6].map(async (place) => place % 3 === 0 ? fetcher.probe(`${site.origin}/${place}`) : outcome(await fetcher.get(`${site.origin}/${place}`, { file: `${file}${place}` }))));
    expect([all, site.most(), site.seen.length]).toEqual([['fetched', 'fetched', 'there', 'fetched', 'fetched', 'there'], 1, 6]);
    expect(site.seen.map(({ path }) => path)).toEqual(['/1', '/2', '/3', '/4', '/5', '/6']);
  });

  it('of one site does not hold up another', async () => {
    let letGo = (): void => undefined;
    const slow = await serve({ '/': (_request, response) => { letGo = () => { response.end('at last'); }; } });
    const quick = await serve({ '/': there });
    const fetcher = fetcherFor(HERE);
    const waiting = fetcher.get(`${slow.origin}/`, { file: await freshFile() });
    expect(outcome(await fetcher.get(`${quick.origin}/`, { file: await freshFile() }))).toBe('fetched');
    while (slow.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(slow.seen[0]?.end).toBeNaN();
    letGo();
    expect(outcome(await waiting)).toBe('fetched');
  });

  const inARow = async (site: Served, options: PoliteOptions, host = 'stranger.test'): Promise<number[]> => {
    const fetcher = fetcherFor(options);
    await Promise.all([1, 2, 3, 4].map(async (place) => fetcher.get(`http://${host}:${site.port}/${place}`, { file: await freshFile() })));
    return gaps(site.seen);
  };

  it('has a pause between the end of one request and the start of the next', async () => {
    const between = await inARow(await counting(), { ...STRANGER, limits: { pauseMs: 60 } });
    expect(between.length).toBe(3);
    for (const gap of between) expect(gap).toBeGreaterThan(50);
  });

  it('has a pause after a failure and on the way of a redirect, too', async () => {
    const site = await serve({ '/1': leadsTo('/5'), '/2': says('', {}, 500), '/3': (request) => { request.socket.destroy(); } });
    const between = await inARow(site, { ...STRANGER, limits: { pauseMs: 60 } });
    expect(between.length).toBe(4);
    for (const gap of between) expect(gap).toBeGreaterThan(50);
  });

  it('is as slow as the site asks', async () => {
    const between = await inARow(await counting('User-agent: *\nCrawl-delay: 0.1'), { ...STRANGER, limits: { pauseMs: 1 } });
    for (const gap of between) expect(gap).toBeGreaterThan(90);
    for (const gap of await inARow(await counting('User-agent: *\nCrawl-delay: 0.1'), HERE, '127.0.0.1')) expect(gap).toBeGreaterThan(90);
  });

  it('is never quicker than usual, whatever the site asks, nor slower than is bearable', async () => {
    for (const delay of ['0', '-5', 'quick']) for (const gap of await inARow(await counting(`User-agent: *\nCrawl-delay: ${delay}`), { ...STRANGER, limits: { pauseMs: 40 } })) expect(gap).toBeGreaterThan(30);
    for (const delay of ['1000000', 'Infinity']) expect((await inARow(await counting(`User-agent: *\nCrawl-delay: ${delay}`), { ...STRANGER, limits: { pauseMs: 10, longestPauseMs: 20 } })).length).toBe(3);
  });
});

describe('looking whether a page is there', () => {
  it.each([[200, 'there'], [204, 'there'], [404, 'gone'], [410, 'gone'], [403, 'unknown'], [429, 'unknown'], [500, 'unknown'], [503, 'unknown'], [301, 'unknown']])('by %i: %s', async (status, expected) => {
    const site = await serve({ '/': says('', {}, status) });
    expect(await fetcherFor(HERE).probe(`${site.origin}/`)).toBe(expected);
    expect(site.seen[0]?.method).toBe('HEAD');
  });

  it.each([405, 501, 400, 403, 404, 410])('asks for the page itself where its head is refused with %i', async (status) => {
    const site = await serve((request, response) => {
      if (request.method === 'HEAD') response.writeHead(status).end();
      else response.writeHead(200, { 'content-length': 100_000_000 }).write('x');
    });
    expect(await fetcherFor(HERE).probe(`${site.origin}/`)).toBe('there');
    expect(site.seen.map(({ method }) => method)).toEqual(['HEAD', 'GET']);
  });

  it('follows where it leads, but not to a login', async () => {
    const site = await serve({ '/moved': leadsTo('/new', 301), '/new': there, '/lost': leadsTo('/nowhere'), '/secret': leadsTo('/login?to=secret'), '/loop': leadsTo('/loop') });
    const fetcher = fetcherFor(HERE);
    const all = [];
    for (const path of ['/moved', '/lost', '/secret', '/loop']) all.push(await fetcher.probe(site.origin + path));
    expect(all).toEqual(['there', 'gone', 'unknown', 'unknown']);
  });

  it.each(['http://127.0.0.1:1/', 'http://nowhere.test/', 'nothing', 'file:///etc/passwd'])('is unknown where nobody answers: %s', async (address) => {
    const resolve = async (): Promise<never> => Promise.reject(Object.assign(new Error('no such host'), { code: 'ENOTFOUND' }));
    expect(await fetcherFor({ ...HERE, resolve }).probe(address)).toBe('unknown');
  });
});

describe('what is left open', () => {
  const openAt = async ({ server }: Served): Promise<number> => promisify(server.getConnections.bind(server))();
  const none = async (site: Served): Promise<void> => {
    while (await openAt(site) > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const FAULTS = ['/missing', '/silent', '/never', '/large', '/broken', '/loop', '/reset'];

  it('is a few connections while it works, and none once it is closed', async () => {
    const site = await serve({
      '/silent': () => undefined, '/never': (_request, response) => { response.writeHead(200).write('begun'); }, '/large': says(Buffer.alloc(100_000)), '/broken': says('x', { 'content-encoding': 'gzip' }),
      '/loop': leadsTo('/loop'), '/reset': (request) => { request.socket.destroy(); },
    });
    const fetcher = fetcherFor({ ...HERE, limits: { totalMs: 60, redirects: 2 } });
    const kinds = [];
    for (let round = 0; round < 3; round++) for (const path of FAULTS) kinds.push(outcome(await fetcher.get(site.origin + path, { file: await freshFile(), most: 50_000 })));
    expect(kinds.slice(0, FAULTS.length)).toEqual(['not-found', 'timeout', 'timeout', 'too-large', 'connection', 'redirects', 'connection']);
    await Promise.all(FAULTS.map(async (path) => fetcher.get(site.origin + path, { file: await freshFile(), most: 50_000 })));
    while (await openAt(site) > 4) await new Promise((resolve) => setTimeout(resolve, 5));
    await fetcher.close();
    await none(site);
  });

  it('is nothing when it is closed while it works, and what was asked is told', async () => {
    const site = await serve({ '/': () => undefined });
    const fetcher = fetcherFor(HERE);
    const files = [await freshFile(), await freshFile()];
    const asked = files.map(async (file) => fetcher.get(`${site.origin}/`, { file }));
    while (site.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await fetcher.close();
    expect((await Promise.all(asked)).map(outcome)).toEqual(['connection', 'connection']);
    await none(site);
  });
});
