import { readConfig } from '../../src/config.ts';
import { openArchive, type OpenArchive } from '../../src/open.ts';
import { temporaryFolder } from './process.ts';

/** The archive in data/, opened as at start, with a state of its own that `close` removes. */
export async function openSample(settings: Readonly<Record<string, string>> = {}): Promise<OpenArchive> {
  const state = await temporaryFolder();
  const archive = await openArchive(readConfig({ STATE_DIR: state.path, ...settings }));
  return {
    ...archive,
    close: async () => {
      await archive.close();
      await state.remove();
    },
  };
}
