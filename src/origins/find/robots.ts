import robots from 'robots-parser';
import { resolved } from './address.ts';

// It is a CommonJS module, whose types say otherwise.
const robotsParser = robots as unknown as (url: string, text: string) => { getSitemaps(): string[] };
const USUAL = ['/sitemap.xml', '/sitemap_index.xml', '/wp-sitemap.xml'];
const MOST = 20;

/**
 * Where a site's sitemaps are: as its robots.txt says (null for none), else the usual places to try one after the other.
 * A site may name one that is on another.
 */
export function sitemapsOf(robotsText: string | null, siteUrl: string): readonly string[] {
  const site = new URL('/', siteUrl).href;
  const written = robotsText === null ? [] : robotsParser(new URL('/robots.txt', site).href, robotsText).getSitemaps();
  const named = new Set(written.map((each) => resolved(each, site)).filter((url) => url !== null));
  return named.size > 0 ? [...named].slice(0, MOST) : USUAL.map((path) => new URL(path, site).href);
}
