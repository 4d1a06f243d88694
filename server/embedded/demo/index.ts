export { paintAdPictures } from './seed-ad-pictures.js';
export { demoPainter, seedDemo } from './seed.js';
export { DEMO_LOGINS, DEMO_PASSWORD } from './logins.js';
