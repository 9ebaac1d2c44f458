import type { ParagraphKind } from '../../archive/article.ts';
import { foldName } from '../../archive/fold.ts';
import { bioIn, isDisclaimer, isFollowLine, tellsOfSomebody } from './bios.ts';
import type { Bio } from './bios.ts';
import type { CaptionedBlock } from './captions.ts';
import { isNameAlone } from './names.ts';
import type { Doubt } from './published.ts';

/** A block of an article while its kind is being found. */
export interface Part extends CaptionedBlock {
  kind: ParagraphKind;
}

/** Fewer blocks than these are all text. */
const FEWEST = 3;
/** A text does not end in more biographies than these; the cap keeps reading cheap. */
const MOST = 12;

/**
 * Reads biographies at an article's end, and marks them. `signed` are the authors that its bylines name; a closing text
 * that could be a biography but is not surely one is a doubt.
 */
export function readClosing(headline: string, parts: readonly Part[], signed: readonly string[]): { bios: readonly Bio[]; doubt: Doubt | null } {
  const bios: Bio[] = [];
  for (let place = parts.length - 1; place > Math.max(0, parts.length - 1 - MOST); place--) {
    const part = parts[place];
    if (part === undefined || part.kind !== 'prose') continue;
    const bio = bioAt(part, () => textBefore(headline, parts, place), signed);
    if (bio !== null) bios.unshift(bio);
    if (bio !== null || isFollowLine(part.text)) part.kind = 'bio';
    else if (!isDisclaimer(part.text)) break;
  }
  return { bios, doubt: bios.length === 0 && signed.length === 0 ? doubtOf(headline, parts) : null };
}

function bioAt(part: Part, before: () => string, signed: readonly string[]): Bio | null {
  const known = signed.map(foldName);
  const ofSigned = bioIn(part.text, () => '');
  if (ofSigned?.authors?.some((author) => known.includes(foldName(author))) === true) return ofSigned;
  const bio = bioIn(part.text, before);
  return bio !== null && before() !== '' ? bio : null;
}

/** Somebody of whom the text tells nowhere else, in its last block: perhaps its author, but no calling says so. */
function doubtOf(headline: string, parts: readonly Part[]): Doubt | null {
  const last = parts.at(-1);
  if (last?.kind !== 'prose' || parts.length < FEWEST) return null;
  const told = tellsOfSomebody(last.text, () => textBefore(headline, parts, parts.length - 1));
  return told ? { line: last.line, what: 'this may be about the author; nobody was taken for it' } : null;
}

/** What an article tells before this block: no credits, and no name that stands alone as a byline would. */
function textBefore(headline: string, parts: readonly Part[], place: number): string {
  const before = parts
    .slice(0, place)
    .filter(({ kind, text }) => kind === 'caption' || (kind === 'prose' && !isNameAlone(text)))
    .map(({ text, credit }) => text.replace(credit ?? '', ''));
  return before.length === 0 ? '' : [headline, ...before].join('\n');
}
