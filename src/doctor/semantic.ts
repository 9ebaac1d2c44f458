import { Fault } from '../errors.ts';
import { findModel, installing, type Model } from '../semantic/model-folder.ts';
import { SEMANTIC_HOME } from '../semantic/places.ts';
import { lacking, runtimeState } from '../semantic/runtime.ts';
import { check, fine, warning, type Check, type Opinion } from './check.ts';

/** Whether questions can be compared by what they mean, where that is asked for. Without it words answer, so nothing here is a problem. */
export function semanticCheck(home: string = SEMANTIC_HOME): Check {
  return check('semantic', async ({ config }) => {
    if (config.semantic === null) return fine('SEMANTIC is off: words answer alone.');
    const runtime = await runtimeState(home);
    if (runtime !== 'ready') return warning(`${lacking(runtime, home)} Words answer alone.`, `Run: ${installing(config.semantic)}`);
    try {
      return opinionOf(await findModel(config.semantic, home));
    } catch (error) {
      if (error instanceof Fault) return warning(`${error.message} Words answer alone.`, error.remedy);
      throw error;
    }
  });
}

function opinionOf({ name, licence, facts, notes }: Model): Opinion {
  const size = (facts['model.onnx'].bytes + facts['tokenizer.json'].bytes) / 1e6;
  const told = `The model ${name} is there: licence ${licence ?? 'not told'}, ${size.toFixed(1)} MB.`;
  return notes.length === 0 ? fine(told) : warning(`${told} ${notes.join(' ')}`, 'Look at the model\'s page, and write what it says into a file backfile.json beside it: {"pooling": "cls" or "mean", "prefixes": {"question": "…", "passage": "…"}}.');
}
