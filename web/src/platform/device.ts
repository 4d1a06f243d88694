import { webPlatform } from './web';

export const platform = webPlatform();
