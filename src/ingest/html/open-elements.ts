import type { ParagraphKind } from '../../archive/article.ts';
import type { Group } from './groups.ts';
import { CODE, PREFORMATTED, TEXT_BLOCKS } from './tags.ts';

/** An element that is read, from its start tag on. */
export interface Open {
  readonly name: string;
  readonly kind: ParagraphKind;
  /** Nothing in it is read. */
  readonly skip: boolean;
  readonly block: boolean;
  /** The list or table that it is. */
  readonly group: Group | null;
  /** What had been read when it began, where that decides whether it stays. */
  readonly region: { readonly at: number; readonly read: number; readonly linked: number } | null;
}

/** The elements that are open, and how many of them matter to the text in them. */
export class OpenElements {
  skipping = 0;
  texts = 0;
  foreigns = 0;
  codes = 0;
  preformatted = 0;
  private readonly opened: Open[] = [];
  private readonly counts = new Map<string, number>();

  get last(): Open | undefined {
    return this.opened.at(-1);
  }

  has(name: string): boolean {
    return (this.counts.get(name) ?? 0) > 0;
  }

  push(open: Open): void {
    this.opened.push(open);
    this.count(open, 1);
  }

  pop(): void {
    const open = this.opened.pop();
    if (open !== undefined) this.count(open, -1);
  }

  private count({ name, skip }: Open, by: 1 | -1): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + by);
    if (skip) this.skipping += by;
    if (TEXT_BLOCKS.has(name)) this.texts += by;
    if (CODE.has(name)) this.codes += by;
    if (PREFORMATTED.has(name)) this.preformatted += by;
    if (name === 'svg' || name === 'math') this.foreigns += by;
  }
}
