import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './project';

/** The languages of the app: French stands where Android looks when it finds no other. */
const LANGUAGES = ['values', 'values-en'];
const JAVA = 'android/app/src/main/java/example/premierpas/app/NoticesPlugin.java';

/**
 * What the server names and the app has not: a kind of notification without its channel, or without its words in a language.
 * Android would show such a push in another channel, or not at all. The kinds are those of the contract.
 */
export function wordProblems(mobile: string): string[] {
  const read = (file: string) => readFileSync(join(mobile, file), 'utf8');
  const kinds = kindsIn(readFileSync(join(ROOT, 'schema.graphql'), 'utf8'));
  if (kinds.length === 0) return ['schema.graphql names no kind of notification'];
  const java = read(JAVA);
  const channels = kinds.filter((kind) => !java.includes(`channel("${kind}", R.string.push_${kind}_channel,`));
  const words = LANGUAGES.flatMap((language) => {
    const strings = read(`android/app/src/main/res/${language}/strings.xml`);
    const names = kinds.flatMap((kind) => ['channel', 'title', 'body'].map((part) => `push_${kind}_${part}`));
    return names
      .filter((name) => !new RegExp(`<string name="${name}">[^<]+</string>`).test(strings))
      .map((name) => `${language}: no ${name}`);
  });
  return [...channels.map((kind) => `NoticesPlugin.java makes no channel ${kind}`), ...words];
}

/** As `server/src/notifications` writes them for Android. */
function kindsIn(schema: string): string[] {
  const body = /^enum NotificationKind \{\n([^]*?)^\}/m.exec(schema)?.[1] ?? '';
  return [...body.matchAll(/^ {2}([A-Z_]+)$/gm)].map(([, kind = '']) => kind.toLowerCase());
}
