import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

export type Members = Readonly<Record<string, string | Uint8Array>>;

/** A zip of these, in this order. `names` are put in place of those that a well-behaved writer would take; they must be as long. */
export async function zipped(members: Members, { names = {}, compress = true }: { names?: Readonly<Record<string, string>>; compress?: boolean } = {}): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(members)) zip.addBuffer(Buffer.from(content as string), name, { compress, mtime: new Date(0) });
  zip.end();
  const bytes = await buffer(zip.outputStream);
  for (const [safe, name] of Object.entries(names)) replaceAll(bytes, Buffer.from(safe), Buffer.from(name, 'latin1'));
  return bytes;
}

function replaceAll(bytes: Buffer, from: Buffer, to: Buffer): void {
  if (from.length !== to.length) throw new Error(`"${from.toString()}" and "${to.toString()}" differ in length`);
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) to.copy(bytes, at);
}

/** Where the headers of a member begin: in front of its bytes, and in the directory. */
export function headersOf(bytes: Buffer, name: string): { readonly local: number; readonly central: number } {
  return { local: bytes.indexOf(name) - 30, central: bytes.lastIndexOf(name) - 46 };
}
