import { WebSocket } from 'ws';

/** What may wait in our memory for one client. An event of the inbox is about a thousandth of it. */
const MOST_WAITING = 1_024 * 1_024;

type Data = Parameters<WebSocket['send']>[0];
type Done = (err?: Error) => void;

/**
 * A socket that is cut when what it was sent piles up here: whoever goes on asking and does not read would fill our memory.
 * Events wait for each other and do not pile up. Who is cut by mistake comes back, and goes on from its last number.
 */
export class BoundedSocket extends WebSocket {
  override send(data: Data, options?: object | Done, done?: Done): void {
    const [how, told] = typeof options === 'function' ? [{}, options as Done] : [options ?? {}, done];
    // Nobody is left to tell that it did not arrive: for a socket that is gone, that is no fault.
    super.send(data, how, (err) => told?.(this.readyState === WebSocket.OPEN ? err : undefined));
    if (this.readyState !== WebSocket.OPEN || this.bufferedAmount <= MOST_WAITING) return;
    this.terminate();
    this.emit('error', new Error('what it was sent piles up here: it does not read'));
  }
}
