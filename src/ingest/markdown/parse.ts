import type { Published } from '../../archive/article.ts';
import { wholeDate } from '../../archive/dates.ts';
import { leftOutAs, readFields } from '../fields/fields.ts';
import type { Parsed, ParsedArticle, ParsedParagraph, SourceFile, Warning } from '../format.ts';
import { foldName } from '../../archive/fold.ts';
import { readFrontMatter } from './front-matter.ts';
import { readMarkdown } from './render.ts';

/** Reads one article. Whatever is unsure is a warning with its place; nothing throws. */
export function parseMarkdown(file: SourceFile): Parsed {
  const matter = readFrontMatter(file.text);
  const warnings: Warning[] = (matter?.doubts ?? []).map(({ line, what }) => ({ where: `${file.name}:${line + 1}`, what }));
  const warn = (what: string): void => {
    warnings.push({ where: `${file.name}:1`, what });
  };
  const leftOut = leftOutAs(matter?.data);
  if (leftOut !== null) return { articles: [], warnings, leftOut: { [leftOut]: 1 } };
  const { doubts, ...fields } = readFields(matter?.data);
  doubts.forEach(warn);
  const read = readMarkdown(file.text.slice(matter?.end ?? 0));
  if (read.doubt !== null) warn(read.doubt);
  const { title, paragraphs } = titled(fields.title, read.title, read.paragraphs);
  if (paragraphs.length === 0) {
    warn(title === '' ? 'the file holds no text' : `“${title}” has no text`);
    if (title === '') return { articles: [], warnings };
  }
  const article: ParsedArticle = {
    ...fields,
    title,
    published: fields.published ?? dateInName(file.name),
    credits: [],
    origin: { file: file.name, line: 1 },
    paragraphs,
  };
  return { articles: [article], warnings };
}

/** A heading that says what the fields call the article is no paragraph; one that says something else heads its text. */
function titled(title: string, heading: string, paragraphs: readonly ParsedParagraph[]): Pick<ParsedArticle, 'title' | 'paragraphs'> {
  if (title === '' || heading === '') return { title: title === '' ? heading : title, paragraphs };
  return { title, paragraphs: foldName(heading) === foldName(title) ? paragraphs : [{ kind: 'subheading', text: heading }, ...paragraphs] };
}

/** `2021-12-08-title.md`: the day by which the generator files a post, unless the post says another. */
function dateInName(name: string): Published | null {
  const written = /(?:^|\/)(\d{4}-\d{2}-\d{2})(?=[-_. ][^/]*$)/u.exec(name)?.[1];
  const date = written === undefined ? null : wholeDate(written);
  const [value] = date?.readings ?? [];
  return date === null || value === undefined ? null : { value, readings: [value], certainty: 'inferred', asWritten: date.asWritten };
}
