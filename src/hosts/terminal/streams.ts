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
