import { Child } from '../../process/child.ts';

/** A process that plays one of the roles in `roles/`. */
export function startRole(role: string, args: readonly string[] = []): Child {
  return new Child(new URL(`../roles/${role}.ts`, import.meta.url), { args });
}
