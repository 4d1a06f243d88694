export { bootPostgres, removePostgres, type EmbeddedPostgres, type PostgresOptions } from './boot.js';
