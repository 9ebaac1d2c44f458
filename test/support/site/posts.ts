/** How a gone post is answered; null while it is there. */
export type Gone = 404 | 410;

export interface Post {
  readonly id: number;
  readonly slug: string;
  readonly title: string;
  readonly author: string;
  /** ISO. */
  readonly date: string;
  readonly category: string;
  readonly paragraphs: readonly string[];
  /** ISO. */
  readonly modified: string;
  readonly gone: Gone | null;
}

// With words such as "the" and "of" among them, so that the text is taken for English.
const WORDS = `the of and in with from under over before after near about through between without around
amber anchor apple archive autumn barley basket beacon bridge bronze butter candle canyon carpet castle cedar chapel
cherry cinder clover cobalt copper coral cotton cradle crystal dagger desert diamond dragon ember engine fabric falcon
feather fiddle forest fossil garden garnet ginger glacier granite hammer harbor harvest hazel hollow island ivory jacket
jasmine jungle kettle ladder lagoon lantern lemon lentil lily linen locket maple marble market meadow mirror morning
mountain needle nickel nutmeg oak ocean olive orchard oyster paddle palace paper parlor pebble pepper pigeon pillow
planet plum pocket powder quarry quartz quill rabbit raven ribbon river saddle saffron sail salmon scarlet shadow
shelter silver sparrow spice spruce station stone summer sunset tailor temple thistle thunder timber tower travel tulip
turtle valley velvet village violet walnut walks water whisper willow window winter wonder carries finds keeps leaves
builds holds opens closes follows gathers meets paints reads sings turns watches writes yellow yonder zephyr`.split(/\s+/);
const AUTHORS = ['Ada Marsh', 'Ben Okoye', 'Clara Lind', 'Dev Rao'] as const;
const CATEGORIES = ['News', 'Opinion', 'Reports', 'Culture'] as const;
const FIRST_DAY = Date.UTC(2010, 0, 1, 9);
const DAY = 86_400_000;

/** Numbers in [0, 1), the same ones for the same seed (mulberry32). */
export function randoms(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function pick<T>(list: readonly T[], random: () => number): T {
  const item = list[Math.floor(random() * list.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

const between = (low: number, high: number, random: () => number): number => low + Math.floor(random() * (high - low + 1));
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function paragraph(random: () => number): string {
  let left = between(25, 50, random);
  const sentences: string[] = [];
  while (left > 0) {
    // No sentence of a few words is left over at the end.
    const length = left < 18 ? left : between(7, 11, random);
    sentences.push(`${capital(Array.from({ length }, () => pick(WORDS, random)).join(' '))}.`);
    left -= length;
  }
  return sentences.join(' ');
}

function makePost(id: number): Post {
  // Seeded by the id, so that posts added later are those that a larger site would have had at once.
  const random = randoms(id * 7919);
  const words = Array.from({ length: between(4, 7, random) }, () => pick(WORDS, random));
  const date = new Date(FIRST_DAY + id * DAY).toISOString();
  return {
    id,
    slug: `${words.join('-')}-${id}`,
    title: words.map(capital).join(' '),
    author: pick(AUTHORS, random),
    date,
    category: pick(CATEGORIES, random),
    paragraphs: Array.from({ length: between(3, 5, random) }, () => paragraph(random)),
    modified: date,
    gone: null,
  };
}

/** Posts with ids from `first` on, a day apart, the newest last. */
export function makePosts(count: number, first = 1): readonly Post[] {
  return Array.from({ length: count }, (_, index) => makePost(first + index));
}
