import type { ByWords, Found, Scope } from './by-words.ts';
import { spellingsOf } from './did-you-mean.ts';
import { fuse, unfused, type Fused } from './fuse.ts';
import type { Meaning, MeaningState, Meanings, WithoutMeaning } from './meaning.ts';
import type { Plan } from './plan.ts';
import type { Likeness } from './verdict.ts';

/** So many paragraphs that are near in meaning are ranked besides those that words found: more changed nothing on five collections. */
const NEAR = 32;
/** Of more articles than this, the names are not sent to another process: it takes longer than comparing. All are asked for then. */
const MOST_ARTICLES = 2_000;
/** So many times as many, of which those of other articles are left out. */
const WIDER = 10;

/** What words did not find is not found at all unless it is further than so much of the way from the usual likeness to the level. */
const NOISE = 0.5;

/** What words and meaning found together. */
export interface Together {
  /** Best first. */
  readonly found: readonly Fused[];
  /** What speaks for an answer besides words; null where meaning says nothing of that. */
  readonly likeness: Likeness | null;
}

interface Asked extends Scope {
  readonly also: readonly string[];
  readonly limit: number;
}

/** Adds to what words found what is near in meaning, and orders both together. */
export class ByMeaning {
  readonly #meaning: Meaning | null;
  readonly #words: ByWords;

  constructor(meaning: Meaning | null, words: ByWords) {
    this.#meaning = meaning;
    this.#words = words;
  }

  /** Null where none was asked for. */
  state(): MeaningState | null {
    return this.#meaning?.state() ?? null;
  }

  /** As {@link state}, with all that can be known by now. */
  async look(): Promise<MeaningState | null> {
    return (await this.#meaning?.look()) ?? null;
  }

  /** Why words are alone, where they are; null where nothing else was asked for. */
  async add(planned: Plan, scope: Scope, limit: number, { ranked }: Found): Promise<Together | WithoutMeaning | null> {
    const also = ranked.map(({ paragraph }) => paragraph.source.id);
    const meanings = await this.#near(planned, ranked, { ...scope, also, limit: Math.max(NEAR, limit) });
    if (meanings === null || typeof meanings === 'string') return meanings;
    const known = new Set(also);
    const others = await this.#words.rankThese(planned, meanings.near.map(({ id }) => id).filter((id) => !known.has(id)), planned.limits.accepts);
    const all = fuse(planned, [...ranked, ...others], meanings);
    const floor = floorOf(meanings);
    const found = all.filter(({ paragraph, near }) => known.has(paragraph.source.id) || (near !== null && near.likeness > floor));
    return { found, likeness: likenessOf(all, meanings) };
  }

  /** These paragraphs, which words ranked, in the order of both. */
  async reorder(planned: Plan, ranked: Found['ranked']): Promise<readonly Fused[]> {
    if (ranked.length === 0) return [];
    const meanings = await this.#near(planned, ranked, { articles: null, also: ranked.map(({ paragraph }) => paragraph.source.id), limit: 0 });
    return meanings === null || typeof meanings === 'string' ? unfused(ranked) : fuse(planned, ranked, meanings);
  }

  async #near(planned: Plan, ranked: Found['ranked'], { articles, also, limit, except }: Asked): Promise<Meanings | WithoutMeaning | null> {
    const isMany = articles !== null && articles.size > MOST_ARTICLES;
    const meanings = await this.#meaning?.near({
      // What is ruled out is no part of what is meant. A misspelt word means something else, or nothing, to a model.
      question: planned.parts.text, spellings: spellingsOf(planned, ranked),
      also, articles: isMany ? null : articles, except, limit: isMany ? WIDER * limit : limit,
    });
    if (meanings === undefined) return null;
    if (typeof meanings === 'string' || !isMany) return meanings;
    const known = new Set(also);
    const near = meanings.near.filter(({ id, articleId }) => known.has(id) || articles.has(articleId));
    return { ...meanings, near: near.filter(({ id }, place) => place < limit || known.has(id)) };
  }
}

function floorOf({ level, usual }: Meanings): number {
  return usual + NOISE * Math.max(0, (level ?? usual) - usual);
}

/** By what may be shown: a paragraph that the question rules out does not answer it. */
function likenessOf(found: readonly Fused[], { level, usual }: Meanings): Likeness | null {
  const likenesses = found.map(({ near }) => near?.likeness).filter((likeness) => likeness !== undefined);
  return level === null || likenesses.length === 0 ? null : { best: Math.max(...likenesses), level, usual };
}
