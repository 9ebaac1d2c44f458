import type { Root } from '../xml/root.ts';

/** True for a WordPress export, which is RSS with WordPress's own elements. */
export function isWxr(root: Root, text: string): boolean {
  if (root.name !== 'rss') return false;
  const addresses = Object.values(root.attributes);
  return addresses.some((address) => /^https?:\/\/wordpress\.org\/export\/[\d.]+\/?$/u.test(address.trim())) || text.includes('<wp:wxr_version>');
}
