import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Parser } from 'htmlparser2';
import wxr from '../../src/ingest/formats/wxr.ts';
import { temporaryFolder } from '../support/process.ts';
import { writeExport } from './made-export.ts';

/**
 * How fast a WordPress export becomes articles, against htmlparser2 alone on the same file: in one process, interleaved;
 * and how much memory that takes in a process of its own. Exit code 1 outside of the bounds.
 */
const BYTES = 200_000_000;
const ROUNDS = 5;
const LEAST_RATIO = 0.5;
const MOST_MEMORY = 300;

async function bare(path: string): Promise<number> {
  let tags = 0;
  const parser = new Parser({ onopentag: () => { tags++; }, ontext: () => undefined, onclosetag: () => undefined }, { xmlMode: true });
  for await (const chunk of createReadStream(path, 'utf8')) parser.write(chunk as string);
  parser.end();
  return tags;
}

async function articles(path: string): Promise<number> {
  let count = 0;
  for await (const item of wxr.stream({ name: 'export.xml', chunks: createReadStream(path, 'utf8') as AsyncIterable<string> })) if ('article' in item) count++;
  return count;
}

async function seconds(work: () => Promise<number>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1_000;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

async function compare(): Promise<void> {
  const folder = await temporaryFolder();
  const path = join(folder.path, 'export.xml');
  await writeExport(path, BYTES);
  const size = (await stat(path)).size / 1e6;
  const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(import.meta.url), path]);
  const { count, memory } = JSON.parse(stdout) as { count: number; memory: number };
  const rates = { bare: [] as number[], wxr: [] as number[], ratio: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    const [alone, ours] = [size / await seconds(() => bare(path)), size / await seconds(() => articles(path))];
    rates.bare.push(alone);
    rates.wxr.push(ours);
    rates.ratio.push(ours / alone);
  }
  await folder.remove();
  const ratio = median(rates.ratio);
  console.log(`${size.toFixed(0)} MB, ${count} articles · htmlparser2 alone: ${median(rates.bare).toFixed(0)} MB/s · wxr: ${median(rates.wxr).toFixed(0)} MB/s · ratio ${ratio.toFixed(2)} (at least ${LEAST_RATIO}) · peak ${memory.toFixed(0)} MB resident (at most ${MOST_MEMORY}), median of ${ROUNDS} rounds`);
  process.exitCode = ratio >= LEAST_RATIO && memory <= MOST_MEMORY ? 0 : 1;
}

const [path] = process.argv.slice(2);
if (path === undefined) await compare();
else console.log(JSON.stringify({ count: await articles(path), memory: process.resourceUsage().maxRSS / 1_000 }));
