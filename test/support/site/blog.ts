import type { Control } from './control.ts';
import { makePosts, randoms, type Gone, type Post } from './posts.ts';

const MINUTE = 60_000;

function shuffled<T>(list: readonly T[], seed: number): readonly T[] {
  const random = randoms(seed);
  return list.map((item) => ({ item, key: random() })).sort((a, b) => a.key - b.key).map(({ item }) => item);
}

/** What the site holds, and how it was last changed. */
export class Blog implements Omit<Control, 'fault' | 'clearFaults' | 'log'> {
  #posts: readonly Post[];
  #changed: number;
  #seed: number | null = null;
  #guids: string | null = null;
  #robots: string | null = null;
  #hidden = false;

  constructor(count: number) {
    this.#posts = makePosts(count);
    this.#changed = this.#newest();
  }

  get guids(): string | null { return this.#guids; }
  get robots(): string | null { return this.#robots; }
  get validatorsHidden(): boolean { return this.#hidden; }
  /** When any list last changed, in ISO. */
  get changed(): string { return new Date(this.#changed).toISOString(); }

  /** The posts that are there, newest first. */
  listed(): readonly Post[] {
    return this.#posts.filter((post) => post.gone === null).reverse();
  }

  /** The posts in the order in which the feeds give them. */
  fed(): readonly Post[] {
    return this.#seed === null ? this.listed() : shuffled(this.listed(), this.#seed);
  }

  posts(): readonly Post[] { return this.#posts; }

  add(count: number): readonly Post[] {
    const added = makePosts(count, this.#posts.length + 1);
    this.#posts = [...this.#posts, ...added];
    this.#tick();
    return added;
  }

  edit(postId: number, paragraphIndex: number, text: string): Post {
    if (this.#post(postId).paragraphs[paragraphIndex] === undefined) throw new Error(`post ${postId} has no paragraph ${paragraphIndex}`);
    this.#tick();
    return this.#replace(postId, (post) => ({ ...post, modified: this.changed, paragraphs: post.paragraphs.with(paragraphIndex, text) }));
  }

  vanish(postId: number, status: Gone): Post {
    this.#tick();
    return this.#replace(postId, (post) => ({ ...post, gone: status }));
  }

  bringBack(postId: number): Post {
    this.#tick();
    return this.#replace(postId, (post) => ({ ...post, gone: null }));
  }

  reorderFeed(seed: number | null): void {
    this.#seed = seed;
    this.#tick();
  }

  rewriteGuids(prefix: string | null): void {
    this.#guids = prefix;
    this.#tick();
  }

  setRobots(text: string | null): void {
    this.#robots = text;
    this.#tick();
  }

  hideValidators(hidden: boolean): void { this.#hidden = hidden; }

  #newest(): number {
    return Date.parse(this.#posts.at(-1)?.date ?? '2010-01-01T00:00:00Z');
  }

  /** Last-Modified counts in seconds: each change comes a minute after the one before, and after the newest post. */
  #tick(): void {
    this.#changed = Math.max(this.#changed, this.#newest()) + MINUTE;
  }

  #post(id: number): Post {
    const post = this.#posts[id - 1];
    if (post === undefined) throw new Error(`there is no post ${id}`);
    return post;
  }

  #replace(id: number, change: (post: Post) => Post): Post {
    const changed = change(this.#post(id));
    this.#posts = this.#posts.with(id - 1, changed);
    return changed;
  }
}
