import { objects, isObject, text, type JsonObject } from '../../loopback/json.ts';
import { locales } from '../../loopback/locales.ts';
import type { ShownCommand } from '../wire.ts';

/** Norwegian has two written forms; Discord knows one. */
const SAME: Readonly<Record<string, string>> = { nb: 'no', nn: 'no' };

/** The language that Discord's client would have, by what a browser wants: the first wish that Discord has, else English. */
export function discordLocale(wanted: readonly string[]): string {
  for (const tag of wanted) {
    const found = locales.find((one) => one.toLowerCase() === tag.toLowerCase()) ?? nearest(tag);
    if (found !== undefined) return found;
  }
  return 'en-US';
}

/** Of Discord's locales in this language and script that of the region, else the first: es-ES for es, es-419 for es-MX. */
function nearest(tag: string): string | undefined {
  const asked = full(tag);
  if (asked === null) return undefined;
  const alike = locales.filter((one) => {
    const { language, script } = full(one) ?? {};
    return language === asked.language && script === asked.script;
  });
  return alike.find((one) => full(one)?.region === asked.region) ?? alike[0];
}

function full(tag: string): Intl.Locale | null {
  try {
    const { language } = new Intl.Locale(tag);
    return new Intl.Locale(SAME[language] === undefined ? tag : SAME[language]).maximize();
  } catch {
    return null;
  }
}

/** A command with its descriptions and choices in this language. Its names stay: they are what is typed and sent. */
export function localised(command: ShownCommand, locale: string): ShownCommand {
  return described(command as unknown as JsonObject, locale) as unknown as ShownCommand;
}

function described(part: JsonObject, locale: string): JsonObject {
  return {
    ...part,
    description: translation(part['description_localizations'], locale) || text(part['description']),
    ...(Array.isArray(part['options']) && { options: objects(part['options']).map((one) => described(one, locale)) }),
    ...(Array.isArray(part['choices']) && { choices: objects(part['choices']).map((one) => ({ ...one, name: titleOf(one, locale) })) }),
  };
}

/** The name that is shown, of what is sent by another: a menu's command, a choice. */
export function titleOf(part: { readonly name?: unknown; readonly name_localizations?: unknown }, locale: string): string {
  return translation(part.name_localizations, locale) || text(part.name);
}

function translation(translations: unknown, locale: string): string {
  return isObject(translations) ? text(translations[locale]) : '';
}
