import { loadFolder, loadNamed } from './loader.ts';

/** Something to run from the terminal that is not a command of the bot: the default export of one file in `tools/`. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  /** `PATH [--dry-run]` */
  readonly usage: string;
  /** Arguments behind the name, `--json` taken out. Throws a `Fault` for what can be mended. */
  readonly run: (args: readonly string[]) => Promise<ToolResult>;
}

export interface ToolResult {
  /** What `--json` prints; in pieces that together are one JSON object, where that may be larger than memory. */
  readonly data: object | AsyncIterable<string>;
  /** What is printed without it; null when the tool has printed its answer itself, as it came: then nothing more is. */
  readonly text: string | null;
  /** True when what was looked at is not as it must be: the process ends with code 2. */
  readonly failed?: boolean;
}

export function defineTool(tool: Tool): Tool {
  return tool;
}

const FOLDER = new URL('tools/', import.meta.url);

/** The tools of `tools/`, by file name. One that does not fit stops start-up with its name. */
export async function loadTools(): Promise<readonly Tool[]> {
  return loadFolder(FOLDER, checkTool);
}

/** One tool alone, by its file's name, which is its own; null when there is none. The others take memory that an ingest can use. */
export async function loadTool(name: string): Promise<Tool | null> {
  const tool = await loadNamed(FOLDER, name, checkTool);
  if (tool !== null && tool.name !== name) throw new Error(`The tool "${tool.name}" stands in a file called ${name}.ts.`);
  return tool;
}

function checkTool(module: unknown): Tool {
  const { name, description, usage, run } = (module ?? {}) as Partial<Tool>;
  if (typeof name !== 'string' || typeof description !== 'string' || typeof usage !== 'string' || typeof run !== 'function') {
    throw new Error('it needs name, description, usage and run');
  }
  return module as Tool;
}
