import type { ParsedParagraph } from '../format.ts';
import { useOf } from './boilerplate.ts';
import { Gathered } from './gathered.ts';
import { ListGroup, TableGroup } from './groups.ts';
import { OpenElements } from './open-elements.ts';
import type { Open } from './open-elements.ts';
import type { Attributes, TagListener } from './scan.ts';
import { Shortcodes } from './shortcodes.ts';
import { BLOCKS, CODE, endedBy, HEADINGS, UNREAD } from './tags.ts';
import { TextRun } from './text-run.ts';

/** How the text outside of elements is to be read. */
export interface ReadAs {
  /** As WordPress stores posts: blank lines divide paragraphs, shortcodes are markup. */
  readonly stored: boolean;
  /** In such a post a single line end is a line break too. */
  readonly lineBreaks: boolean;
}

const CAPTIONS = new Set(['figure', 'figcaption', 'caption']);
/** What a figure may show instead of a picture. */
const FIGURED = new Set(['table', 'blockquote', 'pre', 'ul', 'ol', 'dl']);
/** A form with less text than this asks for something; one with more is the page. */
const SHORT_FORM = 300;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;
const BLANK_LINE = /\n[ \t\r\f]*\n/u;

/** Turns tags and text, as they come, into paragraphs. No recursion, linear time, any tags in any order. */
export class BlockReader implements TagListener {
  private readonly gathered = new Gathered();
  private readonly opened = new OpenElements();
  private readonly run: TextRun;
  private readonly codes: Shortcodes | null;
  private written = '';
  private captioned = false;
  private inLink = false;
  private read = 0;
  private linked = 0;
  private readonly as: ReadAs;

  constructor(as: ReadAs) {
    this.as = as;
    this.codes = as.stored ? new Shortcodes() : null;
    this.run = new TextRun(() => { this.flush(); });
  }

  end(): readonly ParsedParagraph[] {
    while (this.opened.last !== undefined) this.pop();
    this.flush();
    return this.gathered.paragraphs;
  }

  foreign(): boolean {
    return this.opened.foreigns > 0;
  }

  text(data: string): void {
    if (this.opened.skipping === 0) this.written += data;
  }

  comment(data: string): void {
    if (this.as.stored && /^\s*\/?wp:/u.test(data)) this.flush();
  }

  open(name: string, attributes: Attributes, closed: boolean): void {
    const ended = endedBy(name);
    if (ended !== undefined) while (ended.has(this.opened.last?.name ?? '')) this.pop();
    if (this.opened.skipping > 0) {
      if (!closed && (BLOCKS.has(name) || UNREAD.has(name) || name === this.opened.last?.name)) this.push({ name, kind: 'prose', skip: true, block: true, group: null, region: null });
      return;
    }
    const use = useOf(name, attributes);
    if (use === 'skip' || use === 'beside' || UNREAD.has(name)) {
      const block = BLOCKS.has(name);
      if (block) this.flush();
      else this.endRun();
      if (!closed) this.push({ name, kind: 'prose', skip: true, block, group: null, region: null });
      return;
    }
    if (name === 'br') this.lineBreak();
    else this.openRead(name, use, closed);
  }

  close(name: string): void {
    if (name === 'a') {
      this.endRun();
      this.inLink = false;
    }
    if (!this.opened.has(name)) {
      // A lone `</br>` is a line break to browsers, a lone `</p>` a paragraph.
      if (this.opened.skipping === 0 && name === 'br') this.lineBreak();
      else if (this.opened.skipping === 0 && BLOCKS.has(name)) this.flush();
      return;
    }
    for (let last = this.pop(); last !== name; last = this.pop());
  }

  private openRead(name: string, use: 'caption' | 'bio' | null, closed: boolean): void {
    const above = this.opened.last?.kind ?? 'prose';
    const kind = HEADINGS.has(name) ? 'subheading' : CAPTIONS.has(name) ? 'caption' : (use ?? (above === 'caption' && FIGURED.has(name) ? 'prose' : above));
    const block = BLOCKS.has(name) || kind !== above;
    if (block) this.flush();
    if (name === 'a') {
      this.endRun();
      this.inLink = true;
    }
    if (closed || (!block && !CODE.has(name) && name !== 'math')) return;
    const region = (name === 'aside' || name === 'form') && this.gathered.group === undefined ? { at: this.gathered.paragraphs.length, read: this.read, linked: this.linked } : null;
    this.push({ name, kind, skip: false, block, group: this.gathered.open(name), region });
    const table = this.gathered.group;
    if (table instanceof TableGroup) {
      if (name === 'tr') this.gathered.put(table.closeRow());
      else if (name === 'td' || name === 'th') this.gathered.put(table.openCell());
    } else if (name === 'dd' && table instanceof ListGroup) table.explain();
  }

  private push(open: Open): void {
    this.endRun();
    this.opened.push(open);
  }

  /** Ends the innermost open element. */
  private pop(): string {
    const last = this.opened.last;
    if (last === undefined) return '';
    if (last.block && !(last.skip && this.opened.skipping > 1)) this.flush();
    else this.endRun();
    this.opened.pop();
    const { group } = this.gathered;
    if (group instanceof TableGroup && !last.skip) {
      if (last.name === 'tr') this.gathered.put(group.closeRow());
      else if (last.name === 'td' || last.name === 'th') this.gathered.put(group.closeCell());
    }
    if (last.group !== null) this.gathered.close(last.group);
    if (last.region !== null) this.closeRegion(last.name, last.region);
    return last.name;
  }

  /** Links beside the text, and forms that ask for an address, go. */
  private closeRegion(name: string, { at, read, linked }: NonNullable<Open['region']>): void {
    const length = this.read - read;
    const links = this.linked - linked;
    const sentence = this.gathered.hasSentenceFrom(at);
    if (name === 'aside' ? links > length / 2 || (links > 0 && !sentence) : length < SHORT_FORM) this.gathered.cut(at);
  }

  private lineBreak(): void {
    this.endRun();
    if (this.opened.preformatted > 0) this.run.keep('\n');
    else this.run.break();
  }

  private flush(): void {
    this.endRun();
    const text = this.run.take();
    if (!VISIBLE.test(text)) return;
    const kind = this.opened.last?.kind ?? 'prose';
    this.gathered.put([{ kind: this.captioned && kind === 'prose' ? 'caption' : kind, text }]);
  }

  /** Text is looked at when a tag ends it: what entities divide belongs together. */
  private endRun(): void {
    const { written, codes } = this;
    if (written === '') return;
    this.written = '';
    if (codes === null || this.opened.codes > 0 || !(codes.embedding || written.includes('['))) {
      this.say(written);
      return;
    }
    for (const event of codes.read(written)) {
      if ('text' in event) this.say(event.text);
      else {
        this.flush();
        this.captioned = event.caption === 'open';
      }
    }
  }

  private say(text: string): void {
    this.read += text.length;
    if (this.inLink) this.linked += text.length;
    if (this.opened.preformatted > 0) this.run.keep(text);
    else if (!this.as.stored || this.opened.texts > 0 || !text.includes('\n')) this.run.add(text);
    else {
      for (const [place, part] of text.split(BLANK_LINE).entries()) {
        if (place > 0) this.flush();
        this.sayLines(part);
      }
    }
  }

  private sayLines(part: string): void {
    if (!this.as.lineBreaks) {
      this.run.add(part);
      return;
    }
    for (const [place, line] of part.split('\n').entries()) {
      if (place > 0) this.run.softBreak();
      this.run.add(line);
    }
  }
}
