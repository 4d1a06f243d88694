import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.js';

/** Tells Android which app our links may open without asking: the one of this id, signed with one of these keys. */
export function appLinkRoutes(http: FastifyInstance, { app, certificates }: Config['android']): void {
  http.get('/.well-known/assetlinks.json', () =>
    certificates.length === 0
      ? []
      : [
          {
            relation: ['delegate_permission/common.handle_all_urls'],
            target: { namespace: 'android_app', package_name: app, sha256_cert_fingerprints: certificates },
          },
        ],
  );
}
