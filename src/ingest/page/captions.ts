import { wordCount } from './titles.ts';

/** A block of an article's text and the 0-based line where it starts. */
export interface TextBlock {
  readonly line: number;
  readonly text: string;
}

export interface CaptionedBlock extends TextBlock {
  /** Null for what is no caption. */
  readonly credit: string | null;
  /** The halves were joined on weak evidence. */
  readonly unsure: boolean;
}

const LABEL = String.raw`(?:[Ff]ile\s+)?(?:PHOTO|Photo|Image|IMAGE|Picture|Photograph|PHOTOGRAPH|Pic|Foto|Photos|Images|Pictures|CREDIT|Credit|Credits|[Pp]hoto [Cc]redits?|[Pp]icture [Cc]redits?|[Ii]mage [Cc]redits?|[Ii]mage [Ss]ource|IMAGE SOURCE|Fotograf|Фото|صورة|الصورة|写真|照片)`;
const BEFORE = String.raw`(?:^|[\s.!?…"”’')\]|/(\[–—-])`;
/** Patterns that end in a credit at the block's end; the first group is the credit. */
const CREDITS: readonly RegExp[] = [
  new RegExp(String.raw`${BEFORE}${LABEL}\s*[:：]\s*([^\n]{2,160}?)[)\]*_]*$`, 'u'),
  new RegExp(String.raw`${BEFORE}(?:Image source|IMAGE SOURCE|Credit)\s*(?:,|\.{3}|…)\s*([^\n]{2,120})$`, 'u'),
  new RegExp(String.raw`${BEFORE}(?:Photo|Photos|Photograph|Photographs|Image|Picture|PHOTO)s?\s(?:by|courtesy of)\s([\p{Lu}\p{Lo}][^\n]{1,120}?)[)\]*_]*$`, 'u'),
  /\(((?:AP|AFP|EPA|UN|Reuters|REUTERS)\s?Photos?\s?(?:\/|by\s|:\s?)[^()\n]{2,120}|(?:REUTERS|AP|AFP|EPA)\/[^()\n]{2,120})\)\.?$/u,
  /[[(](?:(?:File|FILE|Photo|file)(?:\s[Pp]hoto)?\s*[:：]\s*)?([^[\]()\n]{2,100}\/(?:AP|AFP|EPA|EPA-EFE|Reuters|REUTERS|Getty(?:\sImages)?|AP Photo|Anadolu|Anadolu Agency|Xinhua|UN|UNICEF|Al Jazeera)\b[^[\]()\n]{0,40})[\])]\.?$/u,
  /\[File\s*:\s*([^[\]\n]{2,120})\]\.?$/u,
  /(?:^|[.!?"”’)\]]\s*|\s[|–—-]\s*)([\p{Lu}\p{Lo}][^.!?\n]{1,80}(?:\s?\/\s?[^.!?\n]{1,60})?(?:\svia\s(?:Getty Images|Getty|AP|AFP|Reuters|REUTERS|EPA)|\/\s?Getty Images))$/u,
  /(?:^|[.!?"”’)\]]\s*|\s[|–—-]\s*)((?:REUTERS|AP|AFP|EPA)\s?\/\s?[\p{Lu}\p{Lo}][^.!?\n]{1,60}|[\p{Lu}\p{Lo}][^.!?\n/]{1,60}\/(?:AFP|AP|Reuters|REUTERS|EPA|EPA-EFE|AP Photo|Anadolu Agency|Xinhua))$/u,
  /^((?:[^\n.!?]{0,60}\s)?(?:Getty Images|Alamy(?: Stock Photo)?|Shutterstock(?:\.com)?|iStock(?:photo)?|AP Photo)\.?)$/u,
  // Not the line that claims a year's rights in the text.
  /(?:^|\s|\()(©(?![^\n]*(?:\b\d{4}\b|rights))\s?[^\n]{2,100}?)\)?$/iu,
];
const LONGEST = 700;
const LONGEST_HALF = 300;
/** How many blocks a caption may be broken over. */
const MOST_PIECES = 3;
/** A line that ends on one of these goes on in the next block. */
const UNFINISHED = /(?:^|\s)(?:a|an|the|of|in|on|at|to|for|from|by|with|and|or|but|nor|as|is|are|was|were|be|been|has|have|had|upon|into|onto|over|under|after|before|during|near|between|against|amid|outside|inside|along|across|around|towards?|through|since|until|while|when|where|who|whom|whose|which|that|this|these|those|his|her|its|their|our|your|my|not|than|Prime Minister|President|Minister|General|Gen\.|Lt\.|Col\.|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|St\.|Sheikh|King|Queen|Prince|Ayatollah|Imam|Senator|Governor|[\p{Ll}]+ing)$|[,(–—-]$/u;

const OPENS_SENTENCE = /^["'“‘(]*(?:A|An|The|This|These|In|On|At|It|He|She|They|Some|Many|Two|Three|People|Children|Men|Women)\s/u;

/** The credit that a caption ends with, as written; null when the text is no caption. */
function creditOf(text: string): string | null {
  const plain = text.trim();
  if (plain.length > LONGEST) return null;
  const [first = '', ...others] = plain.split('\n');
  // "Image source, …" over "Image caption, …"
  if (others.length > 0 && creditAlone(first)) return creditOf(first);
  const tail = plain.slice(-260);
  for (const pattern of CREDITS) {
    const credit = pattern.exec(tail)?.[1]?.trim();
    if (credit !== undefined && isCredit(credit)) return credit;
  }
  return null;
}

/** Names, not sentences. */
function isCredit(credit: string): boolean {
  if (!/[\p{Lu}\p{Lt}\p{Lo}\p{N}@]/u.test(credit)) return false;
  const small = credit.match(/(?<![\p{L}@._/'’-])\p{Ll}[\p{L}]+(?![\p{L}@._/])/gu) ?? [];
  const sentence = small.filter((word) => !/^(?:via|for|of|the|and|by|from|courtesy|in|at|on|de|van|der|von|al|el|bin|handout|pool|file|photo|images|supplied|wikimedia|provided|screenshot)$/u.test(word));
  return sentence.length <= 1 && !/[\p{L}]{3}[.!?]\s+\p{Lu}\p{Ll}+\s\p{Ll}/u.test(credit);
}

/** Finds captions, and joins those that are broken over blocks with one space. */
export function withCaptions(blocks: readonly TextBlock[]): CaptionedBlock[] {
  const result: CaptionedBlock[] = [];
  for (let place = 0; place < blocks.length; ) {
    const broken = brokenCaption(blocks, place);
    const block = blocks[place];
    if (broken !== null) result.push(broken.block);
    else if (block !== undefined) result.push({ ...block, credit: creditOf(block.text), unsure: false });
    place += broken?.pieces ?? 1;
  }
  return result;
}

function brokenCaption(blocks: readonly TextBlock[], place: number): { block: CaptionedBlock; pieces: number } | null {
  const first = blocks[place];
  if (first === undefined || creditOf(first.text) !== null) return null;
  let joined = first.text;
  let unsure = false;
  for (let pieces = 2; pieces <= MOST_PIECES; pieces++) {
    const half = blocks[place + pieces - 2];
    const next = blocks[place + pieces - 1];
    if (half === undefined || next === undefined) return null;
    const link = linkOf(half.text, next.text);
    if (link === 'none') return null;
    unsure ||= link === 'weak';
    joined = `${joined} ${next.text}`;
    const credit = creditOf(next.text);
    if (credit !== null) return { block: { line: first.line, text: joined, credit, unsure }, pieces };
    if (link === 'weak') return null;
  }
  return null;
}

/** Whether one block's sentence goes on in the next. */
function linkOf(half: string, next: string): 'strong' | 'weak' | 'none' {
  if (half.includes('\n')) return 'none';
  if (half.length > LONGEST_HALF || next.length > LONGEST || /[.!?:;…。！？؟]["'”’»)\]*]*$/u.test(half)) return /\b(?:Gen|Lt|Col|Mr|Mrs|Ms|Dr|St)\.$/u.test(half) ? 'strong' : 'none';
  if (UNFINISHED.test(half)) return 'strong';
  if (/^["'“‘(]*\p{Ll}/u.test(next)) return 'strong';
  // What opens a sentence of its own is a whole caption; a line with a colon or a dash is none.
  if (OPENS_SENTENCE.test(next) || /[:：]|\s[–—-]+\s/u.test(half)) return 'none';
  const words = wordCount(half);
  // A subheading is short; so long a line without a full stop is a sentence cut off.
  if (words >= 9 && words <= 60) return 'weak';
  return words >= 4 && creditAlone(next) ? 'weak' : 'none';
}

/** A block that is nothing but a credit belongs to the line above. */
function creditAlone(text: string): boolean {
  if (text.includes('\n')) return false;
  return creditOf(text)?.length === text.length || new RegExp(String.raw`^[(\[]?(?:${LABEL}\s*[:：]|(?:Image source|IMAGE SOURCE),)`, 'u').test(text);
}
