import { findProgram, isExecutable } from './programs.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MACOS = ['Google Chrome', 'Chromium'].map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);

/** The path of a Chromium to drive, CHROMIUM_PATH first, or null. */
export function findChromium() {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) return isExecutable(asked) ? asked : null;
  return findProgram(NAMES, ['/usr/bin', '/snap/bin']) ?? MACOS.find(isExecutable) ?? null;
}
