const ODD_SPACE = /[\t\n\f\r]| {2}/u;
const SPACES = /[ \t\n\f\r]+/gu;

/** The text of one paragraph as it grows: white space as a browser shows it, line breaks where they are meant. */
export class TextRun {
  private text = '';
  /** Whether white space that comes next is not shown. */
  private spaced = true;
  private breaks = 0;
  private readonly divide: () => void;

  /** `divide` is called where an empty line ends the paragraph; it takes what is there. */
  constructor(divide: () => void) {
    this.divide = divide;
  }

  add(text: string): void {
    let shown = ODD_SPACE.test(text) ? text.replace(SPACES, ' ') : text;
    if (shown === '' || (this.breaks > 0 && shown.trim() === '')) return;
    this.takeBreaks();
    if (this.spaced && shown.startsWith(' ')) shown = shown.slice(1);
    if (shown === '') return;
    this.text += shown;
    this.spaced = shown.endsWith(' ');
  }

  /** As written: preformatted. */
  keep(text: string): void {
    this.takeBreaks();
    this.text += text;
    this.spaced = false;
  }

  /** A line break; a second one behind it ends the paragraph. */
  break(): void {
    this.breaks++;
  }

  /** A line end that is shown as a line break, but counts for nothing beside one that is written. */
  softBreak(): void {
    if (this.breaks === 0) this.breaks = 1;
  }

  take(): string {
    const { text } = this;
    this.text = '';
    this.spaced = true;
    this.breaks = 0;
    return text.trim();
  }

  private takeBreaks(): void {
    const { breaks } = this;
    if (breaks === 0) return;
    this.breaks = 0;
    if (breaks > 1) this.divide();
    else if (this.text !== '') {
      this.text += '\n';
      this.spaced = true;
    }
  }
}
