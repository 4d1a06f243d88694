import { computed } from 'vue';
import { session } from '../session';
import { fold } from './fold';
import { revealed } from './revealed';

/** Finds any of them as whole words; one that begins or ends with a sign, as an emoji does, needs no room on that side. */
export function finderOf(words: readonly string[]): RegExp | undefined {
  const each = words
    .map((word) => fold(word).trim())
    .filter(Boolean)
    .map((word) => {
      const letters = word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\s+/g, '\\s+');
      return `${/^[\p{L}\p{N}]/u.test(word) ? '(?<![\\p{L}\\p{N}])' : ''}${letters}${/[\p{L}\p{N}]$/u.test(word) ? '(?![\\p{L}\\p{N}])' : ''}`;
    });
  return each.length > 0 ? new RegExp(each.join('|'), 'u') : undefined;
}

export const finds = (finder: RegExp | undefined, text: string): boolean => finder !== undefined && finder.test(fold(text));

const mine = computed(() => finderOf(session.me.value?.hiddenWords ?? []));

/** Whether a text holds a word that she does not want to read, and has not chosen to. Without a list nothing is looked for. */
export const isVeiled = (id: string, text: string): boolean => finds(mine.value, text) && !revealed.has(id);
