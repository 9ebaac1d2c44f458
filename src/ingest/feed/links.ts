/** The first that is, or with its base becomes, an address on the web. One that is whole stays as written. */
export function webAddress(written: readonly string[], base: string | null): string | null {
  for (const each of written) {
    const link = each.trim();
    if (link === '') continue;
    const url = URL.parse(link) ?? (base === null ? null : URL.parse(link, base));
    if (url === null || !/^https?:$/u.test(url.protocol)) continue;
    return URL.canParse(link) ? link : url.href;
  }
  return null;
}
