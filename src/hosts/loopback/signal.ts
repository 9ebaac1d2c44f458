/** Tells those who wait that something happened. */
export interface ChangeSignal {
  /** Resolves at the next `fire`; rejects with the reason when none comes within so many milliseconds. */
  next(timeoutMs: number, reason: string): Promise<void>;
  fire(): void;
}

export function changeSignal(): ChangeSignal {
  let waiting: (() => void)[] = [];
  return {
    next: (timeoutMs, reason) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting = waiting.filter((one) => one !== settle);
          reject(new Error(`${reason} within ${timeoutMs} ms`));
        }, timeoutMs);
        timer.unref();
        const settle = (): void => {
          clearTimeout(timer);
          resolve();
        };
        waiting.push(settle);
      }),
    fire: () => {
      const settled = waiting;
      waiting = [];
      for (const settle of settled) settle();
    },
  };
}
