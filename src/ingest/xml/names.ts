/** The usual prefix of each vocabulary, by the start of its address, lower case and without scheme. */
const VOCABULARIES: readonly (readonly [address: string, prefix: string])[] = [
  ['www.w3.org/2005/atom', 'atom'],
  ['purl.org/atom/ns#', 'atom'],
  ['purl.org/rss/1.0/modules/content', 'content'],
  ['purl.org/rss/1.0', ''],
  ['my.netscape.com/rdf/simple/0.9', ''],
  ['channel.netscape.com/rdf/simple/0.9', ''],
  ['backend.userland.com/rss', ''],
  ['blogs.law.harvard.edu/tech/rss', ''],
  ['www.w3.org/1999/02/22-rdf-syntax-ns', 'rdf'],
  ['purl.org/dc/elements/1.', 'dc'],
  ['purl.org/dc/terms', 'dcterms'],
  ['search.yahoo.com/mrss', 'media'],
  ['www.itunes.com/dtds/podcast-1.0', 'itunes'],
  ['rssnamespace.org/feedburner', 'feedburner'],
  ['www.w3.org/1999/xhtml', 'xhtml'],
  ['www.sitemaps.org/schemas/sitemap/', ''],
];
const WXR = /^wordpress\.org\/export\/[\d.]+\/(excerpt\/?)?/u;
const MOST_NAMES = 1_000;

/** The prefix to know a vocabulary by, whatever prefix a file gives it; null for an unknown one. */
function vocabularyOf(uri: string): string | null {
  const address = uri.trim().toLowerCase().replace(/^https?:\/\//u, '');
  const wxr = WXR.exec(address);
  if (wxr !== null) return wxr[1] === undefined ? 'wp' : 'excerpt';
  return VOCABULARIES.find(([start]) => address.startsWith(start))?.[1] ?? null;
}

interface Scope {
  /** How many elements were open when its declarations began to hold. */
  readonly depth: number;
  /** Vocabularies by prefix as written, '' for the default one. */
  readonly prefixes: ReadonlyMap<string, string>;
  /** Names as written that were looked up already. */
  readonly known: Map<string, string>;
}

/**
 * Element names as one writes them usually, lower case: `content:encoded` whichever prefix the file uses for it. A prefix
 * that is not declared, or for an address that is not known, stays.
 */
export class Names {
  private scope: Scope = { depth: -1, prefixes: new Map(), known: new Map() };
  private readonly outer: Scope[] = [];

  /** The declarations on an element, if it has any; to be called before its own name is asked for. */
  declare(element: string, attributes: Readonly<Record<string, string>>, depth: number): void {
    // Many a hand-made Atom feed declares nothing.
    let prefixes = depth === 0 && element === 'feed' && attributes['xmlns'] === undefined ? new Map([['', 'atom']]) : null;
    for (const name in attributes) {
      const uri = attributes[name];
      if (uri === undefined || (name !== 'xmlns' && !name.startsWith('xmlns:'))) continue;
      const prefix = name.slice('xmlns:'.length);
      const vocabulary = vocabularyOf(uri) ?? prefix;
      if ((this.scope.prefixes.get(prefix) ?? prefix) === vocabulary) continue;
      prefixes ??= new Map(this.scope.prefixes);
      prefixes.set(prefix, vocabulary);
    }
    if (prefixes === null) return;
    this.outer.push(this.scope);
    this.scope = { depth, prefixes, known: new Map() };
  }

  /** Ends what was declared on elements that are open no more. */
  close(depth: number): void {
    while (this.scope.depth >= depth) this.scope = this.outer.pop() ?? this.scope;
  }

  of(written: string): string {
    const known = this.scope.known.get(written);
    if (known !== undefined) return known;
    const colon = written.indexOf(':');
    const prefix = colon < 0 ? '' : written.slice(0, colon);
    const vocabulary = this.scope.prefixes.get(prefix) ?? prefix;
    const local = written.slice(colon + 1);
    const name = (vocabulary === '' ? local : `${vocabulary}:${local}`).toLowerCase();
    if (this.scope.known.size >= MOST_NAMES) this.scope.known.clear();
    this.scope.known.set(written, name);
    return name;
  }
}
