import { loadFolder } from '../loader.ts';
import type { Format, PageFormat, StreamFormat } from './format.ts';

/** Every format in `formats/`, by file name. A module that does not fit stops start-up with its name. */
export async function loadFormats(folder: URL = new URL('formats/', import.meta.url)): Promise<readonly Format[]> {
  const names = new Set<string>();
  return loadFolder(folder, (module) => {
    const format = checkFormat(module);
    if (names.has(format.name)) throw new Error(`another format is called "${format.name}" already`);
    names.add(format.name);
    return format;
  });
}

function checkFormat(module: unknown): Format {
  const { name, description, accepts, parse, stream } = (module ?? {}) as Partial<PageFormat & StreamFormat>;
  if (typeof name !== 'string' || !/^[a-z][a-z0-9-]*$/u.test(name)) throw new Error('it needs a name in lower-case letters, digits and dashes');
  if (typeof description !== 'string' || description === '') throw new Error('it needs a description');
  if (typeof accepts !== 'function') throw new Error('it needs a function "accepts"');
  if (typeof parse !== 'function' && typeof stream !== 'function') throw new Error('it needs a function "parse" or "stream"');
  return module as Format;
}
