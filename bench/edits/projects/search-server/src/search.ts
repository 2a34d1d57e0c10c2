const words: readonly string[] = Array.from({ length: 4000 }, (_, at) => `${(at * 2654435761) % 4294967296}`);

/** Edit distance of two words. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let k = 1; k <= other.length; k++)
      next[k] = Math.min(row[k]! + 1, next[k - 1]! + 1, row[k - 1]! + (one[i - 1] === other[k - 1] ? 0 : 1));
    row = next;
  }
  return row[other.length]!;
}

export function nearest(word: string): string {
  let best = words[0]!;
  for (let at = 0; at < words.length; at += 4) if (distance(word, words[at]!) < distance(word, best)) best = words[at]!;
  return best;
}
