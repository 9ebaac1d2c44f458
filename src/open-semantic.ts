import { basename } from 'node:path';
import type { Config } from './config.ts';
import { Fault, messageOf } from './errors.ts';
import { findModel, installing } from './semantic/model-folder.ts';
import { namedModel } from './semantic/models.ts';
import type { OpenOrder } from './semantic/work.ts';
import { SEMANTIC_HOME } from './semantic/places.ts';
import { lacking, runtimeState } from './semantic/runtime.ts';
import { SemanticStage } from './semantic/stage.ts';
import type { StageOptions } from './semantic/stage-options.ts';

interface Opening extends StageOptions {
  /** Threads to make vectors with: more than one where nobody waits for anything else. */
  readonly threads?: number;
}

/**
 * What compares by meaning, as SEMANTIC says; null for words alone. Nothing is loaded before it is opened. A model that is missing is
 * told by its state: words answer without it.
 */
export async function openSemantic({ semantic }: Pick<Config, 'semantic'>, storeFile: string, { threads = 1, ...options }: Opening = {}): Promise<SemanticStage | null> {
  if (semantic === null) return null;
  const name = 'model' in semantic ? (namedModel(semantic.model)?.name ?? semantic.model) : basename(semantic.folder);
  const remedy = 'model' in semantic ? `If it stays so, run: ${installing(semantic)}` : 'If it stays so, copy the model\'s folder again.';
  return new SemanticStage(name, await orderOf(semantic, storeFile, threads), { remedy, ...options });
}

/** What is missing, in sentences, where anything is. */
async function orderOf(semantic: NonNullable<Config['semantic']>, storeFile: string, threads: number): Promise<OpenOrder | string> {
  try {
    const runtime = await runtimeState();
    if (runtime !== 'ready') return `${lacking(runtime, SEMANTIC_HOME)} Run: ${installing(semantic)}`;
    return { storeFile, model: await findModel(semantic), home: SEMANTIC_HOME, threads };
  } catch (error) {
    // Whatever it is, words answer without it.
    return error instanceof Fault ? `${error.message} ${error.remedy}` : messageOf(error);
  }
}
