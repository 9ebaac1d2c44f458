import { availableParallelism } from 'node:os';
import { readConfig } from '../config.ts';
import { Fault } from '../errors.ts';
import { openSemantic } from '../open-semantic.ts';
import type { Answer } from '../search/answer.ts';
import type { SemanticStage } from '../semantic/stage.ts';
import type { Progress } from './progress.ts';

/**
 * What compares by meaning over a store, with the model that SEMANTIC names, else the usual one; all of the store is read. Rejects with
 * a `Fault` where it does not work: what is measured must not be words alone.
 */
export async function readForMeaning(storeFile: string, progress: Progress): Promise<SemanticStage> {
  const config = readConfig({ SEMANTIC: measuredModel() });
  const stage = await openSemantic(config, storeFile, { threads: availableParallelism(), progress: ({ done, total }) => { progress.step('paragraphs read for meaning', done, total); } });
  if (stage === null) throw new Fault('config', 'SEMANTIC is off.', 'Set it to on, a model\'s name or its folder.');
  await stage.open();
  await stage.follow();
  const { state, why } = stage.state();
  if (state === 'ready') return stage;
  await stage.close();
  throw new Fault('config', `Meaning cannot be compared: ${why ?? state}`, 'See to that first: npm run -s backfile -- doctor');
}

/** Throws a `Fault` where words answered alone although meaning was asked for: its figures would be taken for those of both. */
export function withMeaning<T extends Pick<Answer, 'stage'>>(answer: T): T {
  if (answer.stage.without === null) return answer;
  throw new Fault('config', `Words answered alone: meaning was not there (${answer.stage.without}).`, 'See to that first: npm run -s backfile -- doctor');
}

/** As SEMANTIC says, unless it says nothing, or off. */
export function measuredModel(): string {
  const { semantic } = readConfig({ SEMANTIC: process.env['SEMANTIC'] });
  return semantic === null ? 'on' : 'model' in semantic ? semantic.model : semantic.folder;
}
