export { backUp, type Backup, type BackUpOptions } from './back-up.js';
export { progressOn } from './progress.js';
export { restore, type RestoreOptions } from './restore.js';
