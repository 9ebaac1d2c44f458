import { afterEach, describe, expect, it, vi } from 'vitest';
import { keepOrigins, type Keeping } from '../../src/origins/keeper.ts';
import type { FillReport } from '../../src/origins/filling.ts';
import { newRecord } from '../../src/origins/record.ts';
import type { OriginRecord } from '../../src/store/origins.ts';

const NOT_DUE = { nextTry: new Date(Date.now() + 3_600_000).toISOString(), filling: { by: 'pages', next: 'x', last: null, done: 0 } } as const;
const NOTHING = { added: 0, changed: 0, gone: 0, problem: null, notice: null, document: null };

let leave: () => Promise<void>;
afterEach(async () => leave());

function keep(records: readonly Partial<OriginRecord>[], run: (id: string) => Promise<object>, fill: () => Promise<FillReport | null> = async () => null): { readonly told: ReturnType<typeof vi.fn> } {
  const told = vi.fn();
  const all = records.map((record, at) => ({ ...newRecord(`https://${at}.example/`, 'added', { every: null, fill: 100 }), ...record }));
  leave = keepOrigins({
    origins: { run, fill }, records: { list: async () => all }, follow: async () => [], log: { info: told, warn: told, debug: () => undefined },
  } as unknown as Keeping);
  return { told };
}

const seconds = async (count: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, count * 1_000));

describe('an origin', () => {
  it('is not asked each second when it cannot be stored what it gives', async () => {
    const run = vi.fn(async () => { throw new Error('no space left'); });
    const { told } = keep([{}], run);
    await seconds(3.5);
    expect(run).toHaveBeenCalledTimes(1);
    expect(told).toHaveBeenCalledTimes(1);
  });

  it('is left alone, without a word each second, while another process works on it', async () => {
    const run = vi.fn(async (id: string) => ({ ...NOTHING, id, outcome: 'busy' }));
    const { told } = keep([{}], run);
    await seconds(3.5);
    expect(run).toHaveBeenCalledTimes(1);
    expect(told).not.toHaveBeenCalled();
  });

  it('is refreshed when it is due, however many pasts are being fetched, its own among them', async () => {
    const run = vi.fn(async (id: string) => ({ ...NOTHING, id, outcome: 'unchanged' }));
    const { promise, resolve } = Promise.withResolvers<null>();
    const records: { nextTry: string | null }[] = [{ ...NOT_DUE }, { ...NOT_DUE }, { ...NOT_DUE }, { nextTry: null }];
    const fill = vi.fn(async () => promise);
    leave = async () => undefined;
    const all = records.map((record, at) => ({ ...newRecord(`https://${at}.example/`, 'added', { every: null, fill: 100 }), ...record }));
    const stop = keepOrigins({ origins: { run, fill }, records: { list: async () => all }, follow: async () => [], log: { info: vi.fn(), warn: vi.fn(), debug: vi.fn() } } as unknown as Keeping);
    await vi.waitFor(() => { expect(fill).toHaveBeenCalledTimes(3); expect(run).toHaveBeenCalledWith('https://3.example/', expect.anything()); }, 5_000);
    all[0] = { ...(all[0] as OriginRecord), nextTry: null };
    await vi.waitFor(() => { expect(run).toHaveBeenCalledWith('https://0.example/', expect.anything()); }, 5_000);
    resolve(null);
    await stop();
  });

  it('has its past gone on with at once when the last round came to its end', async () => {
    const fill = vi.fn(async () => ({ added: 1, changed: 0, problem: null }));
    keep([NOT_DUE], async () => NOTHING, fill);
    await vi.waitFor(() => { expect(fill.mock.calls.length).toBeGreaterThan(1); }, 5_000);
  });
});
