import { expect, it } from 'vitest';
import { Claims } from '../../src/origins/claims.ts';
import type { OriginRecords } from '../../src/store/origins.ts';

it('is given up although the store could not be told that the work on it has ended', async () => {
  const { promise: working, resolve: end } = Promise.withResolvers<null>();
  const origins = { claim: async () => true, get: async () => ({ id: 'x' }), release: async () => { throw new Error('database is locked'); } } as unknown as OriginRecords;
  const claims = new Claims(origins);
  const work = claims.work('x', async () => working);
  const given = claims.giveUp('x', async () => 'done');
  end(null);
  await expect(work).resolves.toEqual({ left: 'removed' });
  await expect(given).rejects.toThrow('locked');
}, 2_000);
