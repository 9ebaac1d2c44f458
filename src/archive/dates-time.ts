/** A time of day behind a date. `iso` is `THH:MM`, seconds if written, with an offset when a known zone is written. */
export interface TimeOfDay {
  readonly iso: string;
  /** Where it ends in the text, UTF-16 units. */
  readonly end: number;
}

const LEAD = String.raw`(?:\s*(?:[,|@·•–—−-]|at|um|à|a las|kl\.?)\s*|\s+|T)`;
const CLOCK = new RegExp(
  String.raw`${LEAD}(\d{1,2})(?:(?:[:h]|[時时시]\s?)(\d{2})[分분]?(?::([0-5]\d)(?:[.,]\d{1,9})?)?|\.(\d{2})(?=\s?(?:[ap]\.?m|GMT|UTC|Uhr|hrs)))?(?:\s?([ap]\.?m\b\.?))?(?!\d|[:/.]\d|(?!Z)\p{L})`,
  'iuy',
);
const ZONE = /\s*\(?(?:(Z|GMT|UTC)\s*([+-]\d{1,2})?(?::?(\d{2}))?|([+-]\d{2}):?(\d{2})|([A-Z]{2,4}))\)?(?![\p{L}\d])/uy;
const WORDS = /\s*(?:local time|hrs|hours|Uhr|h)\b/iuy;

const OFFSETS: Readonly<Record<string, string>> = {
  BST: '+01:00', CET: '+01:00', CEST: '+02:00', EET: '+02:00', EEST: '+03:00', MSK: '+03:00',
  EST: '-05:00', EDT: '-04:00', MST: '-07:00', MDT: '-06:00', PST: '-08:00', PDT: '-07:00', AEST: '+10:00', AEDT: '+11:00',
};
/** Written zones that several regions share: read over, no offset. */
const SHARED = new Set(['ET', 'CT', 'MT', 'PT', 'IST', 'AST', 'CST', 'CDT', 'SST', 'WAT', 'CAT', 'EAT', 'WIB', 'PKT', 'GST', 'JST', 'KST', 'HKT', 'SGT']);

/** The time that stands at `from`, or null. */
export function timeAt(text: string, from: number): TimeOfDay | null {
  CLOCK.lastIndex = from;
  const match = CLOCK.exec(text);
  if (match === null) return null;
  const half = match[5]?.toLowerCase().replaceAll('.', '');
  const minutes = match[2] ?? match[4];
  if (minutes === undefined && half === undefined) return null;
  const hour = hourOf(Number(match[1]), half);
  if (hour === null || Number(minutes ?? 0) > 59) return null;
  const zone = zoneAt(text, from + match[0].length);
  return { iso: `T${String(hour).padStart(2, '0')}:${minutes ?? '00'}${match[3] === undefined ? '' : `:${match[3]}`}${zone.offset}`, end: zone.end };
}

function hourOf(written: number, half: string | undefined): number | null {
  if (half === undefined) return written <= 23 ? written : null;
  if (written < 1 || written > 12) return null;
  return (written % 12) + (half === 'pm' ? 12 : 0);
}

function zoneAt(text: string, from: number): { offset: string; end: number } {
  WORDS.lastIndex = from;
  const start = from + (WORDS.exec(text)?.[0].length ?? 0);
  ZONE.lastIndex = start;
  const match = ZONE.exec(text);
  if (match === null) return { offset: '', end: start };
  const end = start + match[0].length;
  const [, utc, hours, minutes, plainHours, plainMinutes, name] = match;
  if (utc !== undefined) return { offset: hours === undefined ? 'Z' : offset(hours, minutes), end };
  if (plainHours !== undefined) return { offset: offset(plainHours, plainMinutes), end };
  const known = OFFSETS[name ?? ''];
  if (known !== undefined) return { offset: known, end };
  return SHARED.has(name ?? '') ? { offset: '', end } : { offset: '', end: start };
}

function offset(hours: string, minutes: string | undefined): string {
  return `${hours.slice(0, 1)}${hours.slice(1).padStart(2, '0')}:${minutes ?? '00'}`;
}
