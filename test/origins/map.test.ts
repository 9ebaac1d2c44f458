import { expect, it } from 'vitest';
import { readMap } from '../../src/origins/map.ts';
import type { Fetcher, FetchOptions } from '../../src/web/fetcher.ts';
import { problem } from '../../src/web/problem.ts';

it('is looked for in no more of a site\'s rules than anybody needs', async () => {
  const asked: { url: string; most: FetchOptions['most'] }[] = [];
  const get: Fetcher['get'] = async (url, { most }) => {
    asked.push({ url, most });
    return { state: 'failed', problem: problem('not-found', url) };
  };
  expect(await readMap('https://example.org/feed/', { fetcher: { get } as Fetcher, file: '/nowhere', signal: undefined })).toMatchObject({ entries: [] });
  expect(asked[0]?.url).toBe('https://example.org/robots.txt');
  expect(asked[0]?.most).toBeLessThan(2 ** 20);
});
