import type { FaultType } from '../../errors.ts';

/** Colours only on a terminal, and not where NO_COLOR asks for none (https://no-color.org). */
export function useColour(stream: { readonly isTTY?: boolean }): boolean {
  return stream.isTTY === true && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb';
}

/** 1 the user's mistake (or a defect), 2 configuration. */
export function exitCode(type: FaultType): number {
  return type === 'config' || type === 'store' ? 2 : 1;
}

/** A reader that goes away (`| head`) is the end of the work, not an error. */
export function endWhenUnread(stream: NodeJS.WritableStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}

/** A pipe that gives nothing for so long was not opened to ask something. */
const SILENCE_MS = 1_000;

/** True when nothing came from a stream for a second, not even its end: as under a process manager. Nothing of it is lost. */
export async function isSilent(input: NodeJS.ReadableStream): Promise<boolean> {
  return new Promise((resolve) => {
    const heard = (): void => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(() => {
      input.off('readable', heard);
      resolve(true);
    }, SILENCE_MS);
    input.once('readable', heard);
  });
}
