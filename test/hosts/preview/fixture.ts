import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Command } from '../../../src/command.ts';
import { readConfig } from '../../../src/config.ts';
import { servePage, startPreview, type Bot, type Preview } from '../../../src/hosts/preview/preview.ts';
import { openArchive } from '../../../src/open.ts';
import type { Origins } from '../../../src/origins/port.ts';
import type { Store } from '../../../src/store/store.ts';
import { RawBot } from '../loopback/raw-bot.ts';
import { temporaryFolder } from '../../support/process.ts';

export interface RunningPreview extends Preview {
  readonly origin: string;
  readonly stateDir: string;
  readonly store: Store;
  close(): Promise<void>;
}

export interface PreviewOptions {
  /** The archive's one file; without it, the project's own archive. */
  readonly archive?: string;
  /** Further commands, as if they lay in `commands/`. */
  readonly commands?: readonly Command[];
  readonly origins?: Origins;
  readonly port?: number;
  readonly stateDir?: string;
  /** Another bot than Backfile. */
  readonly bot?: Bot;
}

/** The preview on an archive, on any free port unless told otherwise. */
export async function openPreview({ archive, commands = [], origins, port = 0, stateDir, bot }: PreviewOptions = {}): Promise<RunningPreview> {
  const folder = await temporaryFolder();
  const state = stateDir ?? join(folder.path, 'state');
  const archiveDir = archive === undefined ? 'data' : join(folder.path, 'archive');
  if (archive !== undefined) {
    await mkdir(archiveDir);
    await writeFile(join(archiveDir, 'page.txt'), archive);
  }
  const config = readConfig({ ARCHIVE_DIR: archiveDir, STATE_DIR: state, PREVIEW_PORT: String(port) });
  const opened = await openArchive(config);
  const context = { ...opened.context, commands: [...opened.context.commands, ...commands], ...(origins !== undefined && { origins }) };
  const log = pino({ level: 'silent' });
  const preview = await (bot === undefined ? startPreview(config, context, log) : servePage({ config, context, log }, bot));
  return {
    ...preview,
    origin: `http://127.0.0.1:${preview.port}`,
    stateDir: state,
    store: opened.context.store,
    close: async () => {
      await preview.stop();
      await opened.close();
      await folder.remove();
    },
  };
}

/** The page with a bot behind it that answers as the test says, and these commands of its own. */
export async function openRawPreview(registered: readonly object[], archive?: string): Promise<{ preview: RunningPreview; bot: RawBot }> {
  const online = Promise.withResolvers<RawBot>();
  const bot: Bot = async (loopback) => {
    loopback.commands.put(null, registered, (form) => { form.throwIfFailed(); });
    const raw = await RawBot.online(loopback);
    online.resolve(raw);
    return {
      stop: async () => {
        raw.close();
        await raw.closed;
      },
    };
  };
  const preview = await openPreview({ bot, ...(archive !== undefined && { archive }) });
  return { preview, bot: await online.promise };
}
