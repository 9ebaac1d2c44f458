import { BackfileEngine } from '../engines/backfile.ts';
import { PlainMiniSearch } from '../engines/minisearch.ts';
import type { Engine, Place } from '../engine.ts';
import { serveCalls } from '../../process/serve-calls.ts';

/** A start like the bot's: from nothing to the first answer. What stands in the folder decides whether it is cold or a rebuild. */
let engine: Engine | null = null;

async function open(place: Place): Promise<void> {
  engine = await BackfileEngine.open(place);
}

async function load(file: string): Promise<void> {
  engine = await PlainMiniSearch.load(file);
}

async function answer(questions: readonly string[]): Promise<void> {
  for (const question of questions) await engine?.answer(question);
}

serveCalls({ open, load, answer });
