import { nativePlatform } from './native';

/** Takes the place of `device.ts` in the build of the app. */
export const platform = nativePlatform();
