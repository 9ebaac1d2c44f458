import { BackfileEngine } from '../engines/backfile.ts';
import type { Place } from '../engine.ts';
import { serveCalls } from '../../process/serve-calls.ts';

/** Reads an archive's files for the first time and searches it, while others ask whether it still listens. */
async function ingestAndSearch({ place, questions }: { readonly place: Place; readonly questions: readonly string[] }): Promise<void> {
  const engine = await BackfileEngine.open(place);
  for (const question of questions) {
    await engine.answer(question);
    // Messages are heard between answers, as a bot hears them.
    await new Promise((resolve) => setImmediate(resolve));
  }
  await engine.close();
}

serveCalls({ ingestAndSearch });
