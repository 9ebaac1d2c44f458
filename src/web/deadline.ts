/** What is left of the time for something that is done in several parts, in milliseconds. */
export interface Budget {
  ms: number;
}

/** Ends when the time is over, or when the caller says so; `clear` takes what was needed from what is left. */
export function deadlineOf(budget: Budget, signal: AbortSignal | undefined): { readonly signal: AbortSignal; clear(): void } {
  const start = performance.now();
  const late = new AbortController();
  const timer = setTimeout(() => { late.abort(Object.assign(new Error('too late'), { code: 'ETIMEDOUT' })); }, Math.max(0, budget.ms));
  return {
    signal: signal === undefined ? late.signal : AbortSignal.any([late.signal, signal]),
    clear: () => {
      clearTimeout(timer);
      budget.ms -= performance.now() - start;
    },
  };
}

/** Waits for something until the signal ends it. What comes of it after that goes to `late`. */
export async function until<T>(signal: AbortSignal | undefined, work: Promise<T>, late: (value: T) => void = () => undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise<T>((resolve, reject) => {
    const stop = (): void => {
      work.then(late, () => undefined);
      reject(signal.reason as Error);
    };
    if (signal.aborted) {
      stop();
      return;
    }
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => { signal.removeEventListener('abort', stop); });
  });
}
