import type { ParsedParagraph } from '../format.ts';
import { ListGroup, TableGroup } from './groups.ts';
import type { Group } from './groups.ts';
import { LISTS } from './tags.ts';

/** Lists and tables deeper in one another than this are plain blocks. */
const DEEPEST = 8;
const SENTENCE_END = /[.!?…。！？؟।]['"”’»」)\]]*$/u;

/** Paragraphs as they are read, and the lists and tables that are open. */
export class Gathered {
  readonly paragraphs: ParsedParagraph[] = [];
  private readonly groups: Group[] = [];
  /** The place of the last paragraph that ends as a sentence does. */
  private sentenceAt = -1;

  /** The innermost list or table that is open. */
  get group(): Group | undefined {
    return this.groups.at(-1);
  }

  /** Begins the list or table that an element of this name is, if it is one. */
  open(name: string): Group | null {
    const above = this.group;
    if (LISTS.has(name) && above instanceof ListGroup) {
      above.depth++;
      return above;
    }
    if (this.groups.length >= DEEPEST) return null;
    const group = LISTS.has(name) ? new ListGroup() : name === 'table' ? new TableGroup() : null;
    if (group !== null) this.groups.push(group);
    return group;
  }

  close(group: Group): void {
    if (group instanceof ListGroup && --group.depth > 0) return;
    this.groups.pop();
    this.put(group.end());
  }

  /** Hands paragraphs to the list or table they are in, or to the text. */
  put(paragraphs: readonly ParsedParagraph[], level = this.groups.length - 1): void {
    const group = this.groups[level];
    for (const paragraph of paragraphs) {
      if (group === undefined) this.keep(paragraph);
      else this.put(group.add(paragraph), level - 1);
    }
  }

  hasSentenceFrom(place: number): boolean {
    return this.sentenceAt >= place;
  }

  /** Forgets the paragraphs from that place on. */
  cut(place: number): void {
    this.paragraphs.length = place;
    this.sentenceAt = Math.min(this.sentenceAt, place - 1);
  }

  private keep(paragraph: ParsedParagraph): void {
    if (SENTENCE_END.test(paragraph.text.slice(-8))) this.sentenceAt = this.paragraphs.length;
    this.paragraphs.push(paragraph);
  }
}
