/**
 * A local S3 on a folder: the calls the product uses, as strict as the real one about who may make them.
 * Reading order: server, request, signature/*, api/router and api/*, post/*, body/*, store/*.
 */
export { bootS3, type S3Options, type S3Server } from './server.js';
