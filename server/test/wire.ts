import WebSocket from 'ws';
import { theHouse } from './harness.js';

export type Frame = { type: string; id?: string; payload?: unknown } | { closed: number };

export function codeOf(frame: Frame): string | undefined {
  if (!('payload' in frame)) return undefined;
  const errors = Array.isArray(frame.payload) ? frame.payload : (frame.payload as { errors?: unknown[] }).errors;
  return (errors?.[0] as { extensions?: { code?: string } } | undefined)?.extensions?.code;
}

/** A socket spoken by hand, so that it may be spoken badly. */
export class Wire {
  private readonly frames: Frame[] = [];
  private waiting: ((frame: Frame) => void) | undefined;

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => this.arrived(JSON.parse(data.toString()) as Frame));
    socket.on('close', (code) => this.arrived({ closed: code }));
  }

  static async open({ init = true, accessToken }: { init?: boolean; accessToken?: string } = {}): Promise<Wire> {
    const socket = new WebSocket(`${theHouse().url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const wire = new Wire(socket);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    if (!init) return wire;
    wire.send({ type: 'connection_init', payload: accessToken ? { accessToken } : {} });
    await wire.next();
    return wire;
  }

  send(frame: object | string | Buffer): void {
    this.socket.send(typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame));
  }

  next(): Promise<Frame> {
    const first = this.frames.shift();
    return first ? Promise.resolve(first) : new Promise((resolve) => (this.waiting = resolve));
  }

  close(): void {
    this.socket.terminate();
  }

  private arrived(frame: Frame): void {
    const resolve = this.waiting;
    this.waiting = undefined;
    if (resolve) resolve(frame);
    else this.frames.push(frame);
  }
}
