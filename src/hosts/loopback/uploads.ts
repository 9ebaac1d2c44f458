import { entityTooLarge } from './discord-error.ts';
import type { Form } from './form.ts';
import { isObject, objects, text, type JsonObject } from './json.ts';

/** A file as the bot uploads it, before it is part of a message. */
export interface Upload {
  /** The n of `files[n]`: the id by which `attachments` names it. Null where the part is named otherwise. */
  readonly place: string | null;
  /** Name of the form's part. */
  readonly part: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** Discord's limit of one file, in bytes, and of files in a message. */
export const attachmentSizeLimit = 10 * 1024 * 1024;
const mostFiles = 10;

/** The files of a multipart body, and its JSON as text (null: none). */
export async function readMultipart(raw: Buffer, contentType: string): Promise<{ json: string | null; uploads: Upload[] }> {
  // Meant for the bot's own uploads on this machine; it is what Node has on board.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': contentType } }).formData();
  let json: string | null = null;
  const uploads: Upload[] = [];
  for (const [part, value] of form) {
    if (typeof value !== 'string') {
      const place = /^files\[(\d+)\]$/u.exec(part)?.[1] ?? null;
      uploads.push({ place, part, filename: value.name, contentType: value.type, bytes: Buffer.from(await value.arrayBuffer()) });
    } else if (part === 'payload_json') json = value;
  }
  return { json, uploads };
}

/** Reports what Discord would refuse in the files of a message that has these attachments already. Throws 40005 for one too large. */
export function checkUploads(body: JsonObject, uploads: readonly Upload[], form: Form, present: readonly JsonObject[] = []): void {
  if (uploads.some(({ bytes }) => bytes.length > attachmentSizeLimit)) throw entityTooLarge();
  const known = new Set(present.map((one) => text(one['id'])));
  for (const { place, part } of uploads) {
    if (place === null || known.has(place)) form.unknownKey(part);
    else known.add(place);
  }
  const { attachments } = body;
  form.at('attachments', () => {
    const count = Array.isArray(attachments) ? attachments.length : known.size;
    if (count > mostFiles) form.fail('BASE_TYPE_MAX_LENGTH', `Must be ${mostFiles} or fewer in length.`);
    if (!Array.isArray(attachments)) return;
    attachments.forEach((one: unknown, at) => {
      if (!isObject(one) || known.delete(idOf(one))) return;
      form.at(at, () => { form.fail('ATTACHMENT_NOT_FOUND', 'Attachment data not found'); });
    });
  });
}

/** How many files a message would show that has these already. */
export function countFiles(body: JsonObject, uploads: readonly Upload[], present: readonly JsonObject[] = []): number {
  return Array.isArray(body['attachments']) ? body['attachments'].length : uploads.length + present.length;
}

/** What `attachments` says of one of the uploads; null where it names others alone, which leaves this one out. */
export function said(body: JsonObject, { place }: Upload): JsonObject | null {
  if (!Array.isArray(body['attachments'])) return {};
  return objects(body['attachments']).find((one) => idOf(one) === place) ?? null;
}

/** Discord takes ids as text and as numbers. */
export function idOf(attachment: JsonObject): string {
  const { id } = attachment;
  return typeof id === 'number' ? String(id) : text(id);
}
