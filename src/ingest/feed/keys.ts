import type { Entry } from './article.ts';

/** Sees to it that a key stands for one entry: some feeds give all of theirs the same. */
export class Keys {
  private readonly seen = new Set<string>();

  /** The entry without its key when an earlier one has the same. */
  once(entry: Entry): Entry {
    if (entry.key === '') return entry;
    if (this.seen.has(entry.key)) return { ...entry, key: '' };
    // A copy: a slice would hold on to the piece of the file that it was cut from.
    this.seen.add(Buffer.from(entry.key, 'utf16le').toString('utf16le'));
    return entry;
  }
}
