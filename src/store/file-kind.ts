import type { FileNames } from './sqlite-faults.ts';

/** What is in a file, how it is told from others, and how it is used. */
export interface FileKind extends FileNames {
  readonly applicationId: number;
  readonly version: number;
  readonly schema: string;
  /** By the version from which each leads to the next. */
  readonly migrations: Readonly<Record<number, string>>;
  /** Fails where a table is missing or the file was cut short. */
  readonly probe: string;
  /** Statements for each connection that writes. */
  readonly tuning: string;
}
