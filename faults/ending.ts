type End = () => void | Promise<void>;

const ends: End[] = [];

/** Something that must not be left behind, whatever happens. Returns the way to end it earlier. */
export function atTheEnd(end: End): () => Promise<void> {
  ends.push(end);
  return async () => {
    const place = ends.indexOf(end);
    if (place < 0) return;
    ends.splice(place, 1);
    await end();
  };
}

/** Ends everything, the youngest first. One that fails does not keep the others. */
export async function endAll(): Promise<void> {
  for (let end = ends.pop(); end; end = ends.pop()) {
    try {
      await end();
    } catch (error) {
      console.error(error);
    }
  }
}
