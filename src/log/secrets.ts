/**
 * Cuts what lets somebody act as the bot out of a text: its token, as it is and as JSON writes it, and the tokens of
 * interactions in Discord's addresses (https://discord.com/developers/docs/interactions/receiving-and-responding).
 */
export function secretsCutter(token: string | null): (text: string) => string {
  const forms = token === null || token.length < LEAST_TOKEN ? [] : [...new Set([token, JSON.stringify(token).slice(1, -1), encodeURIComponent(token)])];
  return (text) => forms.reduce((left, form) => left.replaceAll(form, '[token]'), text.replace(ADDRESSES, '$1[cut]'));
}

/** What is shorter is no token, and would be found in any word. */
const LEAST_TOKEN = 8;
const ADDRESSES = /(\/(?:webhooks|interactions)\/\d+\/)[^\s"'\\/?#<>)]+/gu;
