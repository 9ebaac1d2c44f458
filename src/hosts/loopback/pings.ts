import { isObject } from './json.ts';

const mention = /<@(&?)(\d{15,20})>|@(everyone|here)/gu;

/** Whom a text would notify: `everyone`, or ids. Without allowed_mentions an interaction's answer may name users. */
export function pinged(content: string, allowed: unknown): string[] {
  const rules = isObject(allowed) ? allowed : { parse: ['users'] };
  const permits = (kind: string, id: string): boolean => listed(rules['parse'], kind) || listed(rules[kind], id);
  const found = new Set<string>();
  for (const [, role, id, all] of content.matchAll(mention)) {
    if (all !== undefined) {
      if (listed(rules['parse'], 'everyone')) found.add('everyone');
    } else if (id !== undefined && permits(role === '&' ? 'roles' : 'users', id)) found.add(id);
  }
  return [...found];
}

function listed(list: unknown, item: string): boolean {
  return Array.isArray(list) && list.includes(item);
}
