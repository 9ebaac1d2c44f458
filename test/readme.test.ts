import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callables, usage } from '../src/command/callables.ts';
import { readLine } from '../src/hosts/terminal/line.ts';
import { loadCommands } from '../src/commands.ts';
import { ROOT, runBackfile, temporaryFolder } from './support/process.ts';

const run = promisify(execFile);
const readme = await readFile(join(ROOT, 'README.md'), 'utf8');

interface Example {
  readonly path: string;
  readonly code: string;
}

/** Code blocks that follow a paragraph ending in the name of their file: "… `commands/count.ts`:". */
const examples: readonly Example[] = [...readme.matchAll(/`([\w./-]+\.ts)`:\n\n```ts\n([\s\S]*?)```/gu)].map(([, path = '', code = '']) => ({ path, code }));
const tests = examples.filter(({ path }) => path.startsWith('test/')).map(({ path }) => path);

describe('what README shows', () => {
  let copy: Awaited<ReturnType<typeof temporaryFolder>>;
  const at = (...names: string[]): string => join(copy.path, ...names);
  const backfile = async (args: readonly string[], settings: Record<string, string>): Promise<unknown> => {
    const env = { PATH: process.env['PATH'], NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'], ARCHIVE_DIR: at('data'), STATE_DIR: at('var'), ...settings };
    const { stdout } = await run(process.execPath, ['src/cli.ts', ...args, '--json'], { cwd: copy.path, env });
    return JSON.parse(stdout) as unknown;
  };

  beforeAll(async () => {
    copy = await temporaryFolder();
    for (const name of ['src', 'commands', 'data', 'test', 'package.json', 'tsconfig.json', 'vitest.config.ts']) await cp(join(ROOT, name), at(name), { recursive: true });
    await symlink(join(ROOT, 'node_modules'), at('node_modules'));
    for (const { path, code } of examples) {
      await mkdir(dirname(at(path)), { recursive: true });
      await writeFile(at(path), code);
    }
  });
  afterAll(async () => { await copy.remove(); });

  it('is a command, a format and an index, each with its test', () => {
    expect(examples.map(({ path }) => path).sort()).toEqual([
      'commands/count.ts', 'src/ingest/formats/one-line.ts', 'src/search/indexes/memory.ts',
      'test/commands/count.test.ts', 'test/ingest/formats/one-line.test.ts', 'test/search/memory.test.ts',
    ]);
  });

  it('compiles as it stands', async () => {
    await writeFile(at('tsconfig.examples.json'), JSON.stringify({ extends: './tsconfig.json', include: ['src/**/*.d.ts'], files: examples.map(({ path }) => path) }));
    await run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.examples.json'], { cwd: copy.path });
  });

  it('passes its own tests', async () => {
    const { stdout } = await run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...tests], { cwd: copy.path, env: { ...process.env, NO_COLOR: '1' } });
    expect(stdout).toMatch(new RegExp(`Test Files +${tests.length} passed`, 'u'));
  });

  it('works once its file is in the folder', async () => {
    expect(await backfile(['count', 'The Hill'], {})).toEqual({ publisher: 'The Hill', total: 1 });
    await mkdir(at('notes'));
    await writeFile(at('notes', 'a.notes'), 'Ferry sinks\tIt sank at noon.\nno tab\nBridge opens\tCars cross it now.\n');
    const settings = { ARCHIVE_DIR: at('notes'), INDEX: 'memory' };
    expect(await backfile(['search', 'ferry'], settings)).toMatchObject({ quotes: [{ article: { title: 'Ferry sinks' } }] });
  });

  it('begins with a reply that is true', async () => {
    const [, question = '', shown = ''] = /\$ npm run -s backfile -- search "([^"]+)" --limit 1\n([\s\S]*?)```/u.exec(readme) ?? [];
    const state = await temporaryFolder();
    const { stdout } = await runBackfile(['search', question, '--limit', '1'], { STATE_DIR: state.path });
    await state.remove();
    // A list's id cannot be guessed, so it is another one each time.
    expect(stdout.replace(/list:\S+/u, 'list:…')).toBe(shown);
  });

  it('is what the prompt takes, and each command with its options', async () => {
    const commands = await loadCommands();
    const lines = [...readme.matchAll(/^> (.+)$/gmu)].map(([, line = '']) => line);
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) expect(() => readLine(line, commands)).not.toThrow();
    const rows = [...readme.matchAll(/^\| `(\/\w[^`]*)` \|/gmu)].map(([, row = '']) => row);
    expect(rows.sort()).toEqual(callables(commands).map(usage).sort());
  });
});
