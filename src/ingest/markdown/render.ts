import { Marked, type Token, type Tokens } from 'marked';
import type { ParsedParagraph } from '../format.ts';
import { readFragment } from '../html/fragment.ts';
import { paragraphsIn } from '../plain/paragraphs.ts';
import { withoutTemplates } from './markup.ts';
import { tagsAsText } from './raw-text.ts';

const marked = new Marked({ gfm: true, async: false });
/** Quotations and lists nested deeper than this are a trap: each level is a call within a call. */
const DEEPEST = 60;
const NESTED = new RegExp(String.raw`^(?:[ \t]*(?:>|[-*+]\s|\d{1,9}[.)]\s)){${DEEPEST}}|^[ \t]{${DEEPEST * 4}}`, 'mu');

/** Marks of emphasis in one block; among more of them the time to pair them grows with their square. */
const MOST_MARKS = 3_000;

export interface Rendered {
  /** Of the heading that titles the whole text; empty when none does. */
  readonly title: string;
  /** Without that heading. */
  readonly paragraphs: readonly ParsedParagraph[];
  /** Why the marks were left in; null when they were read. */
  readonly doubt: string | null;
}

/** Markdown as paragraphs to read: first as HTML, so that HTML within it is read by the same rules. */
export function readMarkdown(text: string): Rendered {
  const markdown = withoutTemplates(text);
  const trap = trapIn(markdown);
  if (trap !== null) return unread(text, trap);
  try {
    const tokens = marked.lexer(markdown);
    const heading = titleAmong(tokens);
    const title = heading === null ? '' : (htmlOf([heading])[0]?.text ?? '');
    return { title: title.replace(/\s+/gu, ' '), paragraphs: htmlOf(title === '' ? tokens : tokens.filter((token) => token !== heading)), doubt: null };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return unread(text, error.message.split('\n')[0] ?? '');
  }
}

/** What would take the reader of Markdown too long, or too deep; null for what people write. */
function trapIn(markdown: string): string | null {
  if (NESTED.test(markdown)) return `quotations or lists are nested more than ${DEEPEST} deep`;
  const crowded = markdown.split(/\n[ \t]*\n/u).some((block) => block.length > MOST_MARKS && (block.match(/[*_~`[\]]/gu)?.length ?? 0) > MOST_MARKS);
  return crowded ? `a paragraph has more than ${MOST_MARKS} marks` : null;
}

function htmlOf(tokens: Token[]): readonly ParsedParagraph[] {
  return readFragment(tagsAsText(marked.parser(tokens)));
}

/** The heading that opens the text, or its only one of the first level; one among others like it heads a part alone. */
function titleAmong(tokens: readonly Token[]): Token | null {
  const headings = tokens.filter((token): token is Tokens.Heading => token.type === 'heading');
  const [first] = headings;
  if (first === undefined) return null;
  const opens = tokens.find((token) => token.type !== 'space') === first;
  const alone = headings.every((heading) => heading === first || heading.depth > first.depth);
  return (opens && (first.depth === 1 || alone)) || (first.depth === 1 && alone) ? first : null;
}

function unread(text: string, why: string): Rendered {
  return {
    title: '',
    paragraphs: paragraphsIn(text).map(({ text: paragraph }) => ({ kind: 'prose', text: paragraph })),
    doubt: `the Markdown could not be read (${why.slice(0, 120)}), so its marks stand in the text`,
  };
}
