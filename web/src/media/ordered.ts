/** These things in the order of these ids; what the ids do not name keeps its order, behind. */
export function ordered<T extends { id: string }>(things: readonly T[], ids: readonly string[] | null): T[] {
  if (!ids) return [...things];
  const place = new Map(ids.map((id, index) => [id, index]));
  return [...things].sort((a, b) => (place.get(a.id) ?? ids.length) - (place.get(b.id) ?? ids.length));
}

/** One of them at another place. */
export function moved<T>(things: readonly T[], from: number, to: number): T[] {
  const rest = things.filter((_, index) => index !== from);
  return [...rest.slice(0, to), ...things.slice(from, from + 1), ...rest.slice(to)];
}
