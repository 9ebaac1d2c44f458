/** Discord's limits (https://discord.com/developers/docs/resources/message#embed-object-embed-limits). */
export const LIMITS = {
  embedTitle: 256,
  embedDescription: 4_096,
  fieldName: 256,
  fieldValue: 1_024,
  fields: 25,
  footer: 2_048,
  embeds: 10,
  /** Over all embeds of a message: titles, descriptions, field names and values, footers, author names. */
  embedTotal: 6_000,
  url: 2_048,
  customId: 100,
  buttonLabel: 80,
  placeholder: 150,
  buttonsInRow: 5,
  rows: 5,
  choices: 25,
  choice: 100,
  optionMaxLength: 6_000,
} as const;

const ELLIPSIS = '…';

/**
 * At most `limit` UTF-16 units (Discord counts code points or units depending on the place: units are the stricter),
 * never half a surrogate pair; what was cut ends in `…`. `draw` turns the kept text into what is sent, and may lengthen it.
 */
export function fit(text: string, limit: number, draw: (text: string) => string = (same) => same): string {
  const whole = draw(text);
  if (whole.length <= limit) return whole;
  let [low, high] = [0, Math.min(text.length, limit)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (draw(cutAt(text, middle)).length + ELLIPSIS.length <= limit) low = middle;
    else high = middle - 1;
  }
  return draw(cutAt(text, low)) + ELLIPSIS;
}

function cutAt(text: string, length: number): string {
  const splitsPair = /[\uD800-\uDBFF]/u.test(text.charAt(length - 1)) && /[\uDC00-\uDFFF]/u.test(text.charAt(length));
  return text.slice(0, splitsPair ? length - 1 : length);
}
