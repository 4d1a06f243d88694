import { shallowReactive } from 'vue';

/** What somebody has chosen to see, for as long as this tab lives: a list that scrolls does not cover it again. */
export const revealed = shallowReactive(new Set<string>());
