import { distance } from 'fastest-levenshtein';
import type { Connection } from '../../store/connection.ts';
import { GrowingUint32 } from '../growing.ts';
import { bits, letterSet } from '../letter-set.ts';
import { Pacer } from '../pacer.ts';

interface Near {
  readonly term: string;
  readonly distance: number;
}

/**
 * All terms of the archive in memory, to find near spellings. An edit changes at most two letters of the set of letters that
 * a word has, so comparing sets, one number each, leaves few words for the real distance.
 */
export class Vocabulary {
  readonly #terms: string[] = [];
  readonly #letters = new GrowingUint32();

  /** Reads them in slices. */
  static async read(db: Connection): Promise<Vocabulary> {
    const vocabulary = new Vocabulary();
    const pacer = new Pacer();
    const page = 2_000;
    for (let after = ''; ; ) {
      const rows = db.all('SELECT term FROM fts_terms WHERE term > ? ORDER BY term LIMIT ?', after, page);
      for (const { term } of rows) vocabulary.#add(String(term));
      if (rows.length < page) return vocabulary;
      after = String(rows.at(-1)?.['term']);
      await pacer.pause();
    }
  }

  #add(term: string): void {
    this.#letters.set(this.#terms.push(term) - 1, letterSet(term));
  }

  /** Terms within so many edits (Levenshtein), the term itself left out. */
  near(term: string, maxDistance: number): Near[] {
    const [letters, found] = [letterSet(term), [] as Near[]];
    for (let place = 0; place < this.#terms.length; place++) {
      if (bits(this.#letters.get(place) ^ letters) > 2 * maxDistance) continue;
      const other = this.#terms[place] ?? '';
      if (Math.abs(other.length - term.length) > maxDistance || other === term) continue;
      const edits = distance(term, other);
      if (edits <= maxDistance) found.push({ term: other, distance: edits });
    }
    return found;
  }
}
