import { defineCommand, reply, type Caller, type Fact, type Reply } from '../src/command.ts';
import { KEPT_DAYS, type Kept } from '../src/state/state.ts';

const MOST_LISTED = 10;
/** Of a question, as much as tells it from others. */
const MOST_LETTERS = 200;

export default defineCommand({
  name: 'privacy',
  description: 'What is kept about you, and for how long; deletes it when you wish',
  options: {
    delete: { type: 'boolean', description: 'Delete all of it, at once' },
  },
  async run({ delete: isUnwanted = false }, { state }, caller) {
    const { words: { privacy: said } } = caller;
    if (state === null) return told({ lead: said.unreadable, data: { kept: null, entries: [], deleted: null } }, caller);
    if (isUnwanted) {
      const deleted = await state.forgetUser(caller.id);
      return told({ lead: said.deleted(deleted), data: { kept: 0, entries: [], deleted } }, caller);
    }
    const kept = await state.ofUser(caller.id);
    const entries = kept.slice(0, MOST_LISTED).map(({ kind, keptAt, body }) => ({ kind, keptAt, what: whatOf(body) }));
    const [newest, oldest] = [kept[0], kept.at(-1)];
    return told({
      lead: newest === undefined || oldest === undefined ? said.nothing : said.kept(kept.length, dayOf(oldest.keptAt, caller), dayOf(newest.keptAt, caller), KEPT_DAYS),
      facts: entries.map((entry): Fact => ({ label: dayOf(entry.keptAt, caller), text: said.entry(entry.kind, shortened(entry.what)) })),
      notice: kept.length > entries.length ? said.more(kept.length - entries.length) : null,
      actions: kept.length > 0 ? [{ label: said.deleteAll, command: 'privacy', options: { delete: 'true' }, inPlace: true }] : [],
      data: { kept: kept.length, entries, deleted: null },
    }, caller);
  },
});

function told(parts: Pick<Reply, 'lead' | 'data'> & Partial<Reply>, { words }: Caller): Reply {
  return reply({ heading: words.privacy.heading, visibility: 'private', ...parts });
}

/** A question as it was asked; of a call its command and options, as one would type them. */
function whatOf({ question, command, options }: Kept['body']): string {
  if (typeof question === 'string') return question;
  if (typeof command !== 'string') return '';
  const typed = Object.entries(options ?? {}).map(([name, value]) => `${name}:${String(value)}`);
  return [`/${command}`, ...typed].join(' ');
}

function shortened(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length <= MOST_LETTERS ? line : `${line.slice(0, MOST_LETTERS).toWellFormed()}…`;
}

/** As people in the caller's language write it. */
function dayOf(iso: string, { locale }: Caller): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(iso));
}
