import { cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { answer } from '../../src/answer.ts';
import { Fault } from '../../src/errors.ts';
import { exitCode } from '../../src/hosts/terminal/streams.ts';
import { environment, ROOT, runBackfile, temporaryFolder, type Finished } from './process.ts';

/** What `--json` prints of an error. */
export interface Failed {
  readonly error: { readonly type: string; readonly message: string; readonly remedy: string };
}

/** Where an archive and its state lie, below the test's folder, and what it is asked with. */
interface Setting {
  readonly archive?: string;
  readonly state?: string;
  readonly index?: string;
  /** As the setting of that name. */
  readonly semantic?: string;
}

/** An archive in a folder of the test's own, with its state beside it. */
export class TestArchive {
  readonly path: string;
  readonly remove: () => Promise<void>;

  private constructor({ path, remove }: Awaited<ReturnType<typeof temporaryFolder>>) {
    [this.path, this.remove] = [path, remove];
  }

  /** With copies of these of the project's own files, all of them unless told otherwise. */
  static async make(files: readonly string[] = ['']): Promise<TestArchive> {
    const made = new TestArchive(await temporaryFolder());
    await mkdir(made.at('data'));
    for (const file of files) await cp(join(ROOT, 'data', file), made.at('data', file), { recursive: true });
    return made;
  }

  at(...names: readonly string[]): string {
    return join(this.path, ...names);
  }

  settings({ archive = 'data', state = 'state', index = '', semantic = '' }: Setting = {}): Record<string, string> {
    return { ARCHIVE_DIR: this.at(archive), STATE_DIR: this.at(state), INDEX: index, SEMANTIC: semantic };
  }

  /** The command line, in a process of its own. */
  async process(args: readonly string[], setting: Setting = {}, code = 0): Promise<Finished> {
    const ended = await runBackfile(args, this.settings(setting));
    expect(ended).toMatchObject({ code });
    return ended;
  }

  /** What the command line prints with `--json`, from a process of its own. */
  async printed<T>(args: readonly string[], setting: Setting = {}, code = 0): Promise<T> {
    return JSON.parse((await this.process([...args, '--json'], setting, code)).stdout) as T;
  }

  /** The same without a process, for all but a test of the process; `code` is what that would end with. */
  async answer<T>([name, ...args]: readonly string[], setting: Setting = {}, code = 0): Promise<T> {
    for (const [key, value] of Object.entries(environment(this.settings(setting)))) vi.stubEnv(key, value);
    try {
      const { data, failed = false } = await answer(name, args, () => undefined);
      expect(failed ? exitCode('store') : 0).toBe(code);
      return JSON.parse(JSON.stringify(data)) as T;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      const { type, message, remedy } = error;
      expect([exitCode(type), message]).toEqual([code, message]);
      return { error: { type, message, remedy } } as T;
    } finally {
      vi.unstubAllEnvs();
    }
  }

  async storeFile(state = 'state'): Promise<string> {
    return this.at(state, (await readdir(this.at(state))).find((name) => name.endsWith('.sqlite')) ?? 'none');
  }
}
