export { notBlocked, visibleTo } from './visibility.js';
