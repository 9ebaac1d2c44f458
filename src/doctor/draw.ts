import type { Finding } from './check.ts';

/** In characters. */
const WIDTH = 80;
const STATE_WIDTH = 9;
const NAME_WIDTH = 18;
const TEXT_AT = STATE_WIDTH + NAME_WIDTH;

/** A table for a terminal of 80 columns: what to do stands below each finding. */
export function drawFindings(findings: readonly Finding[]): string {
  return [...findings.flatMap(drawFinding), '', verdict(findings)].join('\n');
}

function drawFinding({ name, state, message, remedy }: Finding): string[] {
  const told = [...wrap(message, WIDTH - TEXT_AT), ...wrap(remedy === null ? '' : `-> ${remedy}`, WIDTH - TEXT_AT)];
  const head = state.padEnd(STATE_WIDTH);
  // A name that is long, such as an address, has lines of its own.
  const [first, ...rest] = name.length < NAME_WIDTH ? [`${name.padEnd(NAME_WIDTH)}${told.shift() ?? ''}`] : wrap(name, WIDTH - STATE_WIDTH);
  return [head + (first ?? ''), ...rest.map((line) => ' '.repeat(STATE_WIDTH) + line), ...told.map((line) => ' '.repeat(TEXT_AT) + line)];
}

function verdict(findings: readonly Finding[]): string {
  const [problems, warnings] = (['problem', 'warning'] as const).map((wanted) => findings.filter(({ state }) => state === wanted).length);
  if (problems === 0 && warnings === 0) return 'All is well.';
  const told = [[problems, 'problem'], [warnings, 'warning']] as const;
  return `${told.filter(([count]) => count !== 0).map(([count = 0, what]) => `${count} ${what}${count === 1 ? '' : 's'}`).join(', ')}.`;
}

/** Words in lines; a word that is longer than a line, such as a path, is cut where the line ends. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/u).filter((each) => each !== '').flatMap((each) => pieces(each, width))) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

function pieces(word: string, width: number): string[] {
  const letters = Array.from(word);
  return Array.from({ length: Math.ceil(letters.length / width) }, (_, place) => letters.slice(place * width, (place + 1) * width).join(''));
}
