import { createServer } from 'node:net';
import { SERVER_NAME } from '../hosts/server-name.ts';
import { check, fine, problem, type Opinion } from './check.ts';

const PATIENCE_MS = 2_000;

/** The page to try the bot takes the next port if this one is in use: nothing to mend. */
export const previewPort = check('preview port', async ({ config: { previewPort: port } }) => {
  switch (await holderOf(port)) {
    case 'nobody':
      return fine(port === 0 ? 'Any free port (PREVIEW_PORT 0).' : `Port ${port} is free for the page to try the bot.`);
    case 'backfile':
      return fine(`Port ${port} is in use by a Backfile: its page to try the bot is there.`);
    case 'somebody':
      return fine(`Port ${port} is in use by another program; the page to try the bot takes the next free one.`);
  }
});

export const healthPort = check('health port', async ({ config: { healthPort: port } }): Promise<Opinion> => {
  if (port === null) return fine('No HEALTH_PORT is set: no /healthz, /readyz and /metrics.');
  switch (await holderOf(port)) {
    case 'nobody':
      return fine(port === 0 ? 'Any free port (HEALTH_PORT 0); the log tells which.' : `Port ${port} is free; no Backfile uses it at the moment.`);
    case 'backfile':
      return fine(`Port ${port} is in use by a running Backfile.`);
    case 'somebody':
      return problem(`HEALTH_PORT ${port} is in use by another program, or not for this user: Backfile would not start.`, 'Set HEALTH_PORT to a free port from 1024 on, to 0 for any, or leave it out.');
  }
});

/** Who listens on 127.0.0.1 at a port; one that this user may not take counts as somebody's. */
async function holderOf(port: number): Promise<'nobody' | 'backfile' | 'somebody'> {
  if (port === 0 || (await isFree(port))) return 'nobody';
  const answer = await fetch(`http://127.0.0.1:${port}/healthz`, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null);
  await answer?.body?.cancel().catch(() => undefined);
  return answer?.headers.get('server') === SERVER_NAME ? 'backfile' : 'somebody';
}

async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => { resolve(false); });
    server.listen(port, '127.0.0.1', () => { server.close(() => { resolve(true); }); });
  });
}
