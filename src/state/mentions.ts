/** Whether any text in a body names an article or a paragraph of it, also among other words. */
export function mentions(body: unknown, articleId: string): boolean {
  // An id is letters and digits; what stands right beside it would make it another one, but for a paragraph's ending.
  const named = new RegExp(`(?<![\\p{L}\\p{N}_-])${articleId.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')}(?![\\p{L}\\p{N}_-])`, 'u');
  const isNamed = (part: unknown): boolean => {
    if (typeof part === 'string') return named.test(part);
    return typeof part === 'object' && part !== null && Object.entries(part).some(([key, value]) => named.test(key) || isNamed(value));
  };
  return isNamed(body);
}
