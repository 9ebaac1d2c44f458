import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where `npm run semantic:install` puts the runtime and models: beside package.json, in no archive's STATE_DIR. */
export const SEMANTIC_HOME = fileURLToPath(new URL('../../.semantic/', import.meta.url));

/** Where a model of that name lies once it is installed. */
export function modelHome(name: string, home: string = SEMANTIC_HOME): string {
  return join(home, 'models', name);
}

/** Where the vectors of a store's paragraphs are kept. */
export function vectorFile(storeFile: string): string {
  return `${storeFile}.vectors`;
}
