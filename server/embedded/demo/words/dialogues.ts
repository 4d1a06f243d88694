import type { Dialogue } from './dialogue.js';
import { DIALOGUES_1 } from './dialogues-1.js';
import { DIALOGUES_2 } from './dialogues-2.js';

export const DIALOGUES: readonly Dialogue[] = [...DIALOGUES_1, ...DIALOGUES_2];
