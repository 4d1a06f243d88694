export const MOST_POSTS = 20;
export const TEXT_MAX = 1_000;

/** A key of the texts, or undefined when the words may be published. */
export function textProblem(text: string): string | undefined {
  const words = text.trim();
  if (words === '') return 'posts.empty';
  return [...words].length > TEXT_MAX ? 'posts.tooLong' : undefined;
}
