import type { Push } from '../wire.ts';

export interface Listener {
  readonly push: (news: Push) => void;
  /** True when the connection is there, false when it was lost. */
  readonly connected: (isConnected: boolean) => void;
}

const AGAIN_MS = 1_000;

/** Listens for what the server tells, and connects again whenever the connection is lost. */
export function listen(listener: Listener): void {
  const socket = new WebSocket(`ws://${location.host}/live`);
  socket.addEventListener('open', () => { listener.connected(true); });
  socket.addEventListener('message', ({ data }: MessageEvent<string>) => { listener.push(JSON.parse(data) as Push); });
  socket.addEventListener('close', () => {
    listener.connected(false);
    setTimeout(() => { listen(listener); }, AGAIN_MS);
  });
}
