declare module '@customcommander/ris' {
  /** Null when it cannot be read. */
  export function read(text: string): unknown;
}

declare module '@iebh/reflib' {
  const reflib: { readFile(path: string): Promise<unknown> };
  export default reflib;
}
