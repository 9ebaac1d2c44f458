import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import { notFound } from './discord-error.ts';
import { text, type JsonObject } from './json.ts';
import { said, type Upload } from './uploads.ts';

/** Where the files lie, below the loopback's own address. */
export const shelfPath = '/attachments/';
/** So many bytes are kept: a long run must not fill the memory. */
const keptBytes = 256 * 1024 * 1024;

interface Kept {
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** Media types that Discord tells by the name, where the upload says nothing. */
const typeByEnding: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};
const untold = 'application/octet-stream';

/** The files of all messages, each at an address of its own that nobody can guess, as Discord signs its. */
export class Shelf {
  readonly #origin: () => string;
  readonly #newId: () => string;
  readonly #files = new LRUCache<string, Kept>({ maxSize: keptBytes, sizeCalculation: ({ bytes }) => bytes.length + 1 });

  /** `origin`: of the loopback, as `http://127.0.0.1:1234`. */
  constructor(origin: () => string, newId: () => string) {
    this.#origin = origin;
    this.#newId = newId;
  }

  /** Puts the files that a body sends on the shelf; gives them as a message's attachments. */
  keep(body: JsonObject, uploads: readonly Upload[], message: { readonly channelId: string; readonly ephemeral: boolean }): JsonObject[] {
    return uploads.flatMap((upload) => {
      const told = said(body, upload);
      return told === null ? [] : [this.#keep(upload, told, message)];
    });
  }

  #keep(upload: Upload, told: JsonObject, { channelId, ephemeral }: { readonly channelId: string; readonly ephemeral: boolean }): JsonObject {
    const id = this.#newId();
    const given = text(told['filename']) || upload.filename;
    const filename = safeName(given);
    const ending = filename.split('.').at(-1)?.toLowerCase() ?? '';
    const contentType = ['', untold].includes(upload.contentType) ? typeByEnding[ending] : upload.contentType;
    const path = `${shelfPath}${channelId}/${id}/${filename}?hm=${randomBytes(16).toString('hex')}`;
    this.#files.set(path, { contentType: contentType ?? untold, bytes: upload.bytes });
    const url = `${this.#origin()}${path}`;
    const title = text(told['title']) || (filename === given ? '' : given.replace(/\.[^.]*$/u, ''));
    return {
      id,
      filename,
      ...(title !== '' && { title }),
      ...(typeof told['description'] === 'string' && { description: told['description'] }),
      size: upload.bytes.length,
      ...(contentType !== undefined && { content_type: contentType }),
      url,
      proxy_url: url,
      ...(ephemeral && { ephemeral: true }),
    };
  }

  drop(attachments: readonly JsonObject[]): void {
    for (const one of attachments) {
      const { pathname, search } = new URL(text(one['url']));
      this.#files.delete(pathname + search);
    }
  }

  /** Answers a GET of an attachment's address. Throws 404. */
  serve(target: string, response: ServerResponse): void {
    const file = this.#files.get(target);
    if (file === undefined) throw notFound();
    response.writeHead(200, { 'content-type': file.contentType, 'content-length': file.bytes.length, 'content-disposition': 'attachment', 'x-content-type-options': 'nosniff' });
    response.end(file.bytes);
  }
}

/** Discord keeps of a name English letters, digits, points, dashes and underscores; blanks become underscores. */
function safeName(name: string): string {
  const ending = /\.\w+$/u.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - ending.length).replaceAll(/\s/gu, '_').replaceAll(/[^\w.-]/gu, '').replace(/^[.-]+/u, '');
  return `${stem === '' ? 'unknown' : stem}${ending}`;
}
