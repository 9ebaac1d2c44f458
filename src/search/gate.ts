/** Words in more of the paragraphs than this do not select candidates of a long question by themselves. */
const COMMON_SHARE = 0.01;
/** In a small archive no word is costly; in a huge one, a hundredth of it is. */
const NEVER_COMMON = 1_000;
const ALWAYS_COMMON = 4_000;
/** Questions of so few words are keywords: each may be what matters. */
const KEYWORDS = 3;
/** So many of those that selective words gathered are scored by all words. */
export const RESCORED = 200;

/**
 * How many of a question's words, rarest first, select its candidates; the others only score them. A paragraph that holds
 * none but common words of a long question is no answer to it, and leaving those words out of the selection is what makes
 * a question fast. `df`: in how many paragraphs each word stands, ascending.
 */
export function gateSize(df: readonly number[], paragraphs: number): number {
  if (df.length <= KEYWORDS) return df.length;
  const common = Math.min(ALWAYS_COMMON, Math.max(NEVER_COMMON, COMMON_SHARE * paragraphs));
  const selective = df.findIndex((count) => count > common);
  return selective === -1 ? df.length : Math.max(2, selective);
}
