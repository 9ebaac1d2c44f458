import type { Article, Paragraph } from './archive/article.ts';
import type { Citation } from './archive/citation.ts';
import type { Excerpt } from './archive/excerpt.ts';
import type { Origins } from './origins/port.ts';
import type { Searcher } from './search/searcher.ts';
import type { State } from './state/state.ts';
import type { Store } from './store/store.ts';
import en from './words/languages/en.ts';
import type { Languages, Voice } from './words/words.ts';

/** What a command may use. Made once at start; the same on every host. */
export interface Context {
  readonly store: Store;
  readonly searcher: Searcher;
  /** The archive's name for people: its folder's. */
  readonly archiveName: string;
  /** All commands, in the order they are listed; `/help` describes them. */
  readonly commands: readonly Command[];
  /** What the archive is fetched from; null where nothing is fetched. */
  readonly origins: Origins | null;
  /** What replies leave behind for their buttons; null where nothing is kept, so that a reply has no further pages. */
  readonly state: State | null;
  /** What the bot can say, by language. */
  readonly languages: Languages;
  /** The most paragraphs of one article that a reply shows around a quoted one, itself among them; 0 for none. */
  readonly contextParagraphs: number;
}

/** Who calls a command, as the host knows them at this very call. Rights rest on nothing else. */
export interface Caller extends Voice {
  readonly host: 'discord' | 'terminal';
  /** Discord's id of the user; null at the terminal. */
  readonly id: string | null;
  /** Discord's id of the server; null at the terminal, in direct messages, and where the bot itself is not in the server. */
  readonly guildId: string | null;
  /** May change the archive that all servers share. A member of a server may not, whatever their role there. */
  readonly isOwner: boolean;
  /** In direct messages with the bot, rather than in a server. */
  readonly inDirectMessage: boolean;
  /** Where the caller alone has installed the bot: another server, a talk among others. Replies there are private unless asked otherwise. */
  readonly isGuest: boolean;
  /** Whether anybody is set as an owner: else a refusal says how that is done. */
  readonly ownersSet: boolean;
}

/** Whoever runs the bot, at its terminal: everything there is theirs already. */
export const OPERATOR: Caller = { host: 'terminal', id: null, guildId: null, isOwner: true, inDirectMessage: false, isGuest: false, locale: 'en', words: en, ownersSet: true };

export interface Choice {
  readonly name: string;
  readonly value: string;
}

interface OptionBase {
  /** At most 100 characters: Discord's limit. */
  readonly description: string;
  readonly required?: boolean;
  /** Only on the terminal: not registered on Discord. */
  readonly terminalOnly?: boolean;
}

export interface StringOption extends OptionBase {
  readonly type: 'string';
  /** In UTF-16 units. */
  readonly maxLength?: number;
  /** Autocomplete: at most 25 choices for what was typed so far. Users may still send values never offered. */
  readonly suggest?: (partial: string, context: Context, caller: Caller) => Promise<readonly Choice[]>;
}

export interface IntegerOption extends OptionBase {
  readonly type: 'integer';
  readonly min: number;
  readonly max: number;
  /** The most on the terminal, where a reply may be longer than a message; Discord itself holds its users to `max`. */
  readonly terminalMax?: number;
}

export interface BooleanOption extends OptionBase {
  readonly type: 'boolean';
}

export type Option = StringOption | IntegerOption | BooleanOption;
/** By name, in the order shown; required ones first. A lone positional argument on the terminal is the first. */
export type Options = Readonly<Record<string, Option>>;

interface ValueOf {
  string: string;
  integer: number;
  boolean: boolean;
}

type Value<O extends Option> = O extends { readonly required: true } ? ValueOf[O['type']] : ValueOf[O['type']] | undefined;
export type Arguments<O extends Options> = { readonly [K in keyof O]: Value<O[K]> };
/** Arguments as a host gives them: only those that were given. */
export type GivenArguments = Readonly<Record<string, string | number | boolean | undefined>>;

/** An excerpt and its source: what every host must show of it. */
export interface Quote {
  readonly excerpt: Excerpt;
  readonly paragraph: Paragraph;
  readonly article: Article;
  readonly citation: Citation;
  /** Other articles with nearly the same paragraph, which is quoted once. */
  readonly also: readonly QuotedSource[];
  /** ISO 8601 date-time at which the article was found to be gone from its site. */
  readonly gone?: string | undefined;
  /** What to call it by, instead of its place in the reply and its title. */
  readonly label?: string;
  /** What can be done about this quote. */
  readonly actions?: readonly Action[];
}

/** Where a paragraph stands. */
export interface QuotedSource {
  readonly article: Article;
  readonly paragraph: Pick<Paragraph, 'id' | 'number'>;
}

export interface Fact {
  readonly label: string;
  readonly text: string;
}

/** What was called, or is to be. */
export interface Call {
  /** The name of a {@link Callable}: `source`, `archive refresh`. */
  readonly command: string;
  readonly options: Readonly<Record<string, string>>;
}

/** A labelled call of a command: a button on Discord. */
export interface Action extends Call {
  readonly label: string;
  /** True: its reply takes the place of this one, for whoever called this one; others get it for themselves. */
  readonly inPlace?: boolean;
}

/** A file that a reply brings along. */
export interface ReplyFile {
  /** With its ending: `citations.bib`. */
  readonly name: string;
  /** Media type (RFC 6838). */
  readonly type: string;
  readonly text: string;
}

/** What a command answers: plain data. Hosts draw, escape and cut it to their limits. */
export interface Reply {
  readonly heading: string;
  /** One or two sentences under the heading. */
  readonly lead: string | null;
  readonly quotes: readonly Quote[];
  /** The first quote's place in the whole list. */
  readonly firstPlace: number;
  readonly facts: readonly Fact[];
  readonly actions: readonly Action[];
  readonly files: readonly ReplyFile[];
  /** The call that gives this reply again, for a private one to be shared; null for what is nobody else's business. */
  readonly again: Call | null;
  /** Something to know about this answer: what was left out, and why. */
  readonly notice: string | null;
  /** Small print: which stage and index answered. */
  readonly stage: string | null;
  readonly visibility: 'public' | 'private';
  /** The machine-readable answer: what `--json` prints. */
  readonly data: object;
}

/** What somebody's own installation shows elsewhere, others did not ask for. */
export function usualVisibility({ isGuest }: Pick<Caller, 'isGuest'>): Reply['visibility'] {
  return isGuest ? 'private' : 'public';
}

/** A reply with only what differs from an empty, public one. */
export function reply(parts: Pick<Reply, 'heading' | 'data'> & Partial<Reply>): Reply {
  return { lead: null, quotes: [], firstPlace: 1, facts: [], actions: [], files: [], again: null, notice: null, stage: null, visibility: 'public', ...parts };
}

export interface CommandDefinition<O extends Options> {
  /** Lower case, at most 32 characters: the slash command and the terminal command. */
  readonly name: string;
  /** At most 100 characters. */
  readonly description: string;
  readonly options: O;
  /** Throws a `Fault` of type `user` for what the asker can mend. */
  readonly run: (args: Arguments<O>, context: Context, caller: Caller) => Promise<Reply>;
  /** Reached from replies alone: neither registered on Discord nor listed. */
  readonly unlisted?: true;
  /** At most 32 characters: also in the menu of each message on Discord, whose text becomes the first option. */
  readonly messageMenu?: string;
}

/** What can be called: a command, or one subcommand. `readArguments` checks arguments against its options before `run`. */
export interface Callable {
  /** What is typed behind the slash: `search`, `archive add`. */
  readonly name: string;
  readonly description: string;
  readonly options: Options;
  readonly run: (args: GivenArguments, context: Context, caller: Caller) => Promise<Reply>;
  /** True for what makes sense of an archive that holds nothing yet. */
  readonly worksEmpty?: boolean;
  readonly unlisted?: true;
  readonly messageMenu?: string;
}

/** A command that cannot be called itself, only one of its subcommands. */
export interface CommandGroup {
  readonly name: string;
  readonly description: string;
  /** By their own name (`add`), in the order listed; each {@link Callable} has the whole one (`archive add`). */
  readonly subcommands: Readonly<Record<string, Callable>>;
}

/** A command as hosts see it: what one file in `commands/` gives. */
export type Command = Callable | CommandGroup;

/** Types the arguments of `run` by the options; hosts call it only with arguments that `readArguments` passed. */
export function defineCommand<const O extends Options>(definition: CommandDefinition<O>): Callable {
  return { ...definition, run: (args, context, caller) => definition.run(args as Arguments<O>, context, caller) };
}

export interface GroupDefinition {
  readonly name: string;
  readonly description: string;
  readonly worksEmpty?: boolean;
  /** Made by {@link defineCommand}, each with its own name: `add`. */
  readonly subcommands: readonly Callable[];
}

/** Several calls under one name, as Discord lists them: `/archive add`, `/archive status`. */
export function defineCommandGroup({ name, description, worksEmpty = false, subcommands }: GroupDefinition): CommandGroup {
  const named = subcommands.map((one) => [one.name, { ...one, name: `${name} ${one.name}`, worksEmpty }] as const);
  const twice = named.find(([own], place) => named.findIndex(([other]) => other === own) < place);
  if (twice !== undefined) throw new Error(`it has two subcommands "${twice[0]}"`);
  return { name, description, subcommands: Object.fromEntries(named) };
}
