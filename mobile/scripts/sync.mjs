// npm run sync -w mobile: after a plugin came or went, and after a new web part.
import { main } from '../../scripts/lib/say.mjs';
import { capSync } from './run.mjs';

await main(() => capSync());
