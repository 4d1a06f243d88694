import http from 'node:http';
import https from 'node:https';
import { Client, type ClientOptions } from 'minio';
import { seconds } from '../clock.js';
import type { Config } from '../config.js';

/** How long the store may say nothing, before it answers and between two pieces of an answer. */
const PATIENCE = seconds(30);
/** Idle connections go before the other side closes them under a request. */
const KEPT_IDLE = seconds(4);

/** minio's client with an end to waiting, and with the one call that it keeps to itself. */
export class S3Client extends Client {
  constructor(config: Config['storage'], endpoint: string, patience = PATIENCE) {
    const { hostname, port, protocol } = new URL(endpoint);
    const secure = protocol === 'https:';
    const { Agent } = secure ? https : http;
    const transportAgent = new Agent({ keepAlive: true, timeout: KEPT_IDLE });
    super({
      endPoint: hostname,
      port: Number(port || (secure ? 443 : 80)),
      useSSL: secure,
      accessKey: config.accessKey,
      secretKey: config.secretKey,
      // Said beforehand: otherwise each signature would ask the store first.
      region: config.region,
      transport: { request: impatient(secure ? https : http, patience) } as ClientOptions['transport'],
      transportAgent,
      // A job is tried again as a whole, and a body that was a stream cannot be sent twice.
      retryOptions: { disableRetry: true },
    });
  }

  override listParts(bucket: string, key: string, uploadId: string) {
    return super.listParts(bucket, key, uploadId);
  }

  close(): void {
    this.transportAgent.destroy();
  }
}

const impatient =
  (transport: typeof http | typeof https, timeout: number) =>
  (options: https.RequestOptions, onResponse: (response: http.IncomingMessage) => void): http.ClientRequest => {
    const request = transport.request({ ...options, timeout }, onResponse);
    return request.on('timeout', () => request.destroy(new Error('The store does not answer.')));
  };
