import type { Article, Paragraph } from './archive/article.ts';
import type { Citation } from './archive/citation.ts';
import type { Excerpt } from './archive/excerpt.ts';
import type { Origins } from './origins/port.ts';
import type { Searcher } from './search/searcher.ts';
import type { Store } from './store/store.ts';

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
}

/** Who calls a command, as the host knows them at this very call. Rights rest on nothing else. */
export interface Caller {
  readonly host: 'discord' | 'terminal';
  /** Discord's id of the user; null at the terminal. Never stored. */
  readonly id: string | null;
  /** May change the archive that all servers share. A member of a server may not, whatever their role there. */
  readonly isOwner: boolean;
  /** In direct messages with the bot, rather than in a server. */
  readonly inDirectMessage: boolean;
  /** Whether anybody is set as an owner: else a refusal says how that is done. */
  readonly ownersSet: boolean;
}

/** Whoever runs the bot, at its terminal: everything there is theirs already. */
export const OPERATOR: Caller = { host: 'terminal', id: null, isOwner: true, inDirectMessage: false, ownersSet: true };

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

/** A labelled call of a command: a button on Discord. */
export interface Action {
  readonly label: string;
  /** The name of a {@link Callable}: `source`, `archive refresh`. */
  readonly command: string;
  readonly options: Readonly<Record<string, string>>;
}

/** What a command answers: plain data. Hosts draw, escape and cut it to their limits. */
export interface Reply {
  readonly heading: string;
  /** One or two sentences under the heading. */
  readonly lead: string | null;
  readonly quotes: readonly Quote[];
  readonly facts: readonly Fact[];
  readonly actions: readonly Action[];
  /** Something to know about this answer: what was left out, and why. */
  readonly notice: string | null;
  /** Small print: which stage and index answered. */
  readonly stage: string | null;
  readonly visibility: 'public' | 'private';
  /** The machine-readable answer: what `--json` prints. */
  readonly data: object;
}

/** A reply with only what differs from an empty, public one. */
export function reply(parts: Pick<Reply, 'heading' | 'data'> & Partial<Reply>): Reply {
  return { lead: null, quotes: [], facts: [], actions: [], notice: null, stage: null, visibility: 'public', ...parts };
}

export interface CommandDefinition<O extends Options> {
  /** Lower case, at most 32 characters: the slash command and the terminal command. */
  readonly name: string;
  /** At most 100 characters. */
  readonly description: string;
  readonly options: O;
  /** Throws a `Fault` of type `user` for what the asker can mend. */
  readonly run: (args: Arguments<O>, context: Context, caller: Caller) => Promise<Reply>;
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
