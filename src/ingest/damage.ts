/** Packed bytes end or break off here: what came before is whole, what comes after cannot be had. */
export class CutShort extends Error {
  override readonly name = 'CutShort';
}

/** Packed bytes that must not be used: all of them may be wrong, or they would unpack to more than is good. */
export class Unfit extends Error {
  override readonly name = 'Unfit';
}

/** What may be unpacked from one file or member, in bytes. */
export interface UnpackLimits {
  readonly total: number;
  /** Unpacked to packed; not held against less than `free`. */
  readonly ratio: number;
  readonly free: number;
}

/** Exports of text unpack to 5 to 20 times their size, a bomb to 1,000 times. */
export const UNPACK_LIMITS: UnpackLimits = { total: 16 * 2 ** 30, ratio: 200, free: 64 * 2 ** 20 };

/** Throws when so much must not be unpacked. */
export function checkUnpacked(packed: number, unpacked: number, { total, ratio, free }: UnpackLimits): void {
  if (unpacked > total) throw new Unfit(`it unpacks to more than ${inMib(total)}`);
  if (unpacked > free && unpacked > packed * ratio) throw new Unfit(`it unpacks to more than ${ratio} times its size, as a bomb does`);
}

function inMib(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}
