import { isDeepStrictEqual } from 'node:util';
import { ApplicationCommandOptionType, ApplicationCommandType, ApplicationIntegrationType, InteractionContextType, Routes, type REST } from 'discord.js';
import type { Command } from '../../command.ts';
import type { Languages } from '../../words/words.ts';
import { registrations, type Localised, type RegisteredOption, type RegisteredSubcommand, type Registration } from './registration.ts';

/** Registers the commands, for one server or for all, only if Discord's list differs. True if it did. */
export async function registerCommands(rest: REST, applicationId: string, guildId: string | null, commands: readonly Command[], languages: Languages): Promise<boolean> {
  const route = guildId === null ? Routes.applicationCommands(applicationId) : Routes.applicationGuildCommands(applicationId, guildId);
  const listed = registrations(commands, languages);
  const installs = guildId === null ? await installsOf(rest) : [];
  const wanted = guildId === null ? listed.map((one) => ({ ...one, ...places(one, installs) })) : listed;
  const present = ((await rest.get(route, { query: new URLSearchParams({ with_localizations: 'true' }) })) as Partial<Registration>[]).map((one) => normalise(one, guildId === null));
  if (isDeepStrictEqual(byName(present), byName(wanted))) return false;
  await rest.put(route, { body: wanted.map(toBody) });
  return true;
}

/** An entry of a menu has a name alone. */
function toBody({ description, options, ...entry }: Registration): Partial<Registration> {
  return entry.type === (ApplicationCommandType.ChatInput as number) ? { ...entry, description, options } : entry;
}

/** How the bot may be installed, as its owner set it in the Developer Portal: Discord refuses commands for any other way. */
async function installsOf(rest: REST): Promise<readonly number[]> {
  const application = await rest.get(Routes.currentApplication()).catch(() => null) as { readonly integration_types_config?: object } | null;
  const known = Object.keys(application?.integration_types_config ?? {}).map(Number);
  // Where that is not told, as new applications have it.
  return known.length === 0 ? [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall] : inOrder(known);
}

/** Groups administer the bot of a server; all else works wherever a server or a user has installed it. Discord takes this of global commands alone. */
function places({ options }: Registration, installs: readonly number[]): Pick<Registration, 'integration_types' | 'contexts'> {
  const { Guild, BotDM, PrivateChannel } = InteractionContextType;
  const isForServers = options.some(({ type }) => type === (ApplicationCommandOptionType.Subcommand as number)) && installs.includes(ApplicationIntegrationType.GuildInstall);
  if (isForServers) return { integration_types: [ApplicationIntegrationType.GuildInstall], contexts: [Guild, BotDM] };
  return { integration_types: installs, contexts: [Guild, BotDM, PrivateChannel] };
}

/** As Discord may give it back: any part may be missing. */
type Present = Partial<Omit<RegisteredOption, 'type' | 'description_localizations'>> & Localisations & { readonly type?: number; readonly options?: readonly Present[] };

interface Localisations {
  readonly name_localizations?: Localised | null;
  readonly description_localizations?: Localised | null;
}

/** Discord leaves out what is false or empty and adds what it knows: only what we set is compared. */
function normalise({ type = ApplicationCommandType.ChatInput, name = '', description = '', options = [], integration_types, contexts, ...texts }: Partial<Registration>, isGlobal: boolean): Registration {
  const where = isGlobal ? { integration_types: inOrder(integration_types), contexts: inOrder(contexts) } : {};
  return { type, name, description, ...localisedIn(texts), options: options.map(normaliseOption), ...where };
}

/** Discord gives null where there are none. */
function localisedIn({ name_localizations: names, description_localizations: descriptions }: Localisations): { readonly name_localizations?: Localised; readonly description_localizations?: Localised } {
  return { ...(isAny(names) && { name_localizations: names }), ...(isAny(descriptions) && { description_localizations: descriptions }) };
}

function isAny(texts: Localised | null | undefined): texts is Localised {
  return texts !== null && texts !== undefined && Object.keys(texts).length > 0;
}

function inOrder(numbers: readonly number[] | null | undefined): number[] {
  return [...(numbers ?? [])].sort((a, b) => a - b);
}

function normaliseOption(option: Present): RegisteredOption | RegisteredSubcommand {
  const { type = 0, name = '', description = '' } = option;
  // A level further down there are no subcommands: ours have no groups.
  if (type === (ApplicationCommandOptionType.Subcommand as number)) return { type, name, description, ...localisedIn(option), options: (option.options ?? []).map((inner) => normaliseOption(inner) as RegisteredOption) };
  return {
    type,
    name,
    description,
    ...localisedIn(option),
    required: option.required ?? false,
    ...(option.autocomplete === true && { autocomplete: true as const }),
    ...(option.max_length !== undefined && { max_length: option.max_length }),
    ...(option.min_value !== undefined && { min_value: option.min_value }),
    ...(option.max_value !== undefined && { max_value: option.max_value }),
  };
}

function byName(registrations: readonly Registration[]): Registration[] {
  return [...registrations].sort((a, b) => a.type - b.type || (a.name < b.name ? -1 : 1));
}
