import { plural } from '../command/describe.ts';
import { userError } from '../errors.ts';
import { Bar } from '../hosts/terminal/bar.ts';
import { readFlags } from '../hosts/terminal/flags.ts';
import { hasModel, hasWholeModel, installModel } from '../semantic/install-model.ts';
import { installRuntime } from '../semantic/install-runtime.ts';
import { diskSize, downloadSize, MODELS, namedModel, type NamedModel } from '../semantic/models.ts';
import { modelHome } from '../semantic/places.ts';
import { runtimeState } from '../semantic/runtime.ts';
import { defineTool, type ToolResult } from '../tools.ts';

export default defineTool({
  name: 'semantic-install',
  description: 'Install what questions in people\'s own words need: the runtime, and a model by name; --list shows the models',
  usage: '[NAME] [--list] [--runtime-only]',
  async run(args) {
    const { values, words } = readFlags(args, { 'list': { type: 'boolean' }, 'runtime-only': { type: 'boolean' } });
    const [name = MODELS[0].name] = words;
    const model = namedModel(name);
    if (model === null || words.length > 1) throw userError(words.length > 1 ? 'semantic-install takes one model.' : `There is no model "${name.slice(0, 80)}".`, `There are: ${MODELS.map((each) => each.name).join(', ')}. A model of your own needs no installing: SEMANTIC=/path/of/its/folder.`);
    if (values['list'] === true) return list();
    const runtime = await ensureRuntime();
    return values['runtime-only'] === true ? { data: { runtime }, text: runtimeLine(runtime) } : ensureModel(model, runtime);
  },
});

/** Whether it was there already. */
type Done = 'installed' | 'present';

async function ensureRuntime(): Promise<Done> {
  if ((await runtimeState()) === 'ready') return 'present';
  process.stderr.write('Installing the runtime from npm (some 110 MB to download) …\n');
  await installRuntime();
  return 'installed';
}

async function ensureModel(model: NamedModel, runtime: Done): Promise<ToolResult> {
  const done = (await hasWholeModel(model)) ? 'present' : 'installed';
  if (done === 'installed') await fetchModel(model);
  const folder = modelHome(model.name);
  const setting = model === MODELS[0] ? 'on' : model.name;
  const text = [
    runtimeLine(runtime),
    `Model: ${done === 'present' ? 'was there already' : 'installed'}: ${told(model)}; ${folder}`,
    `To use it: SEMANTIC=${setting} in .env, then start Backfile again.`,
  ].join('\n');
  return { data: { runtime, model: { ...facts(model), state: done, folder }, setting: `SEMANTIC=${setting}` }, text };
}

async function fetchModel(model: NamedModel): Promise<void> {
  const bar = new Bar();
  process.stderr.write(`Downloading ${model.name} (${megabytes(downloadSize(model))}, ${model.licence}) from ${[...new Set(model.downloads.map(({ url }) => new URL(url).host))].join(', ')} …\n`);
  try {
    await installModel(model, { progress: (come, total) => { bar.step({ done: come, total, text: model.name }); } });
  } finally {
    bar.end();
  }
}

async function list(): Promise<ToolResult> {
  const runtime = await runtimeState();
  const models = await Promise.all(MODELS.map(async (model) => ({ ...facts(model), installed: await hasModel(model) })));
  const lines = MODELS.map((model, place) => `${told(model)}${place === 0 ? '; the usual one' : ''}${models[place]?.installed === true ? '; installed' : ''}\n  ${model.page}`);
  return { data: { runtime, models }, text: [...lines, `Runtime: ${runtime === 'ready' ? 'installed' : 'not installed'}.`].join('\n') };
}

function runtimeLine(done: Done): string {
  return `Runtime: ${done === 'present' ? 'was there already' : 'installed'}.`;
}

/** What anybody should know before they use it. */
function told(model: NamedModel): string {
  const languages = model.languages === 'en' ? 'English' : `some ${plural(model.languages, 'language')}`;
  return `${model.name}: licence ${model.licence}; ${languages}; ${megabytes(downloadSize(model))} to download, ${megabytes(diskSize(model))} on disk`;
}

function facts(model: NamedModel): object {
  const { name, licence, languages, dimensions, page } = model;
  return { name, licence, languages, dimensions, downloadBytes: downloadSize(model), bytes: diskSize(model), page };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
