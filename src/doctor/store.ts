import { plural } from '../command/describe.ts';
import { Fault } from '../errors.ts';
import { isIngesting } from '../store/lock.ts';
import { SCHEMA_VERSION } from '../store/schema.ts';
import { check, fine, problem, warning } from './check.ts';
import { withStoreAsItIs } from './open-store.ts';

/** It opens, is of this version, and holds articles; and whether an ingest is at work on it. */
export const store = check('store', async ({ config }) => {
  try {
    const opinion = await withStoreAsItIs(config, async (opened, file) => {
      const { articles, paragraphs } = await opened.counts();
      const busy = isIngesting(file) ? ' An ingest is at work on it.' : '';
      if (articles === 0) return warning(`The store holds no articles: ${file}.${busy}`, busy === '' ? 'Put files into ARCHIVE_DIR and start Backfile, or: npm run -s backfile -- ingest PATH.' : 'Wait until the ingest is done.');
      return fine(`${plural(articles, 'article')}, ${plural(paragraphs, 'paragraph')}, change ${await opened.sequence()}, version ${SCHEMA_VERSION}: ${file}.${busy}`);
    });
    return opinion ?? warning(`Nothing is stored yet of ${config.archiveDir} in STATE_DIR ${config.stateDir}.`, 'Start Backfile once: it stores what is in ARCHIVE_DIR. If you have, set ARCHIVE_DIR and STATE_DIR as for the bot.');
  } catch (error) {
    if (error instanceof Fault) return problem(error.message, error.remedy);
    throw error;
  }
});
