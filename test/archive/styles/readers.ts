import { readFile, writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plugins } from '@citation-js/core';
import { read as readRis } from '@customcommander/ris';
import reflib from '@iebh/reflib';
import { parse } from '@retorquere/bibtex-parser';
import { z } from 'zod';

/**
 * What reference managers read. `@retorquere/bibtex-parser` is Better BibTeX for Zotero's; `@iebh/reflib` is the one of the
 * Systematic Review Accelerator; `@customcommander/ris` gives every tag and takes names apart as Mendeley does;
 * `@citation-js/core` reads CSL-JSON. Not chosen: citation-js for BibTeX and RIS (it makes authors of newspaper
 * articles reporters and drops month and day), astrocite-ris (it loses names without a comma and takes suffixes for given names).
 */

const bibName = z.looseObject({ name: z.string().optional(), lastName: z.string().optional(), firstName: z.string().optional(), prefix: z.string().optional(), suffix: z.string().optional() });
const bibEntries = z.array(z.looseObject({ type: z.string(), key: z.string(), fields: z.looseObject({ author: z.array(bibName).optional() }) }));

export function bibtexEntries(text: string): z.infer<typeof bibEntries> {
  const { errors, entries } = parse(text, { sentenceCase: false });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return bibEntries.parse(entries);
}

const risName = z.looseObject({ last_name: z.string(), first_name: z.string().optional(), suffix: z.string().optional() });
const risDate = z.looseObject({ year: z.string(), month: z.string(), day: z.string() });
const risRecords = z.array(z.record(z.string(), z.array(z.union([z.string(), risName, risDate]))));

/** Every tag; this parser wants bare line feeds, where RIS has CRLF. */
export function risTags(text: string): z.infer<typeof risRecords> {
  return risRecords.parse(readRis(text.replaceAll('\r\n', '\n')));
}

const references = z.array(z.looseObject({ type: z.string(), title: z.string().optional(), authors: z.array(z.string()).optional() }));

/** The file as it is, opened as a reference manager does. */
export async function risReferences(text: string): Promise<z.infer<typeof references>> {
  const folder = await mkdtemp(join(tmpdir(), 'backfile-ris-'));
  try {
    const path = join(folder, 'citations.ris');
    await writeFile(path, text);
    if ((await readFile(path, 'utf8')) !== text) throw new Error('the file is not as it was written');
    return references.parse(await reflib.readFile(path));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const items = z.array(z.looseObject({ id: z.string(), type: z.string(), title: z.string() }));

export function cslItems(text: string): z.infer<typeof items> {
  return items.parse(plugins.input.chain(text));
}
