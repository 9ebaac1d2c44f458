import type { Message, MessageSnapshot } from 'discord.js';

/** As long as what a command takes of a message. */
const MOST = 4_000;

/** What a message says: its own words; else those of what it forwards, of its embeds, of its pictures' descriptions. Empty for none. */
export function textOf(message: Message | MessageSnapshot): string {
  const { content, embeds, attachments } = message;
  const forwarded = [...(('messageSnapshots' in message ? message.messageSnapshots : null)?.values() ?? [])].map(textOf);
  const embedded = embeds.map(({ title, description, url }) => [title, description ?? (title === null ? url : null)].filter(isText).join('\n'));
  const described = [...attachments.values()].map(({ description }) => description);
  const texts = [[content], forwarded, embedded, described].map((each) => each.filter(isText).join('\n\n'));
  return (texts.find((text) => text.trim() !== '') ?? '').slice(0, MOST).toWellFormed();
}

function isText(text: string | null | undefined): text is string {
  return typeof text === 'string' && text.trim() !== '';
}
