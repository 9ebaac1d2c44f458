import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Warning } from '../ingest/format.ts';
import type { OriginRecords } from '../store/origins.ts';
import { LISTED_FILE, readListed, type Listed } from './listed.ts';
import { newRecord, withFill } from './record.ts';

/**
 * Follows the archive's origins.yaml: what it lists newly is kept current, what it lists no more is not, and its articles
 * stay. To be called again and again; it reads the file when that has changed.
 */
export class ListedOrigins {
  readonly #archiveDir: string;
  readonly #records: OriginRecords;
  #stamp = '';
  #warnings: readonly Warning[] = [];

  constructor(archiveDir: string, records: OriginRecords) {
    this.#archiveDir = archiveDir;
    this.#records = records;
  }

  /** What is odd about the file, each time it is asked. */
  async follow(): Promise<readonly Warning[]> {
    const stamp = await stat(join(this.#archiveDir, LISTED_FILE)).then(({ mtimeMs, ctimeMs, size }) => `${mtimeMs} ${ctimeMs} ${size}`, () => 'none');
    if (stamp === this.#stamp) return this.#warnings;
    const listed = await readListed(this.#archiveDir);
    if (listed.isReadable) await this.#apply(listed);
    [this.#stamp, this.#warnings] = [stamp, listed.warnings];
    return this.#warnings;
  }

  async #apply({ origins }: Listed): Promise<void> {
    const held = new Map((await this.#records.list()).map((record) => [record.id, record]));
    for (const record of held.values()) {
      // Its documents are known again should it come back; nobody refreshes it meanwhile, unless an administrator wanted it.
      if (record.listed !== 'origins.yaml' || origins.has(record.id)) continue;
      await this.#records.change(record.id, (was) => ({ ...was, listed: was.wasAdded === true ? 'added' : 'once' }));
    }
    for (const [id, settings] of origins) {
      const was = held.get(id);
      if (was === undefined) await this.#records.save(newRecord(id, 'origins.yaml', settings));
      else if (was.listed !== 'origins.yaml' || was.every !== settings.every || was.fill !== settings.fill) {
        await this.#records.change(id, (record) => ({ ...withFill(record, settings.fill), every: settings.every, listed: 'origins.yaml', wasAdded: record.wasAdded === true || record.listed === 'added', nextTry: null }));
      }
    }
  }
}
