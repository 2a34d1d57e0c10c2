/** At most four points a pixel column before they become objects: first, last, least and greatest keep the shape. */
export function thinPoints<P>(points: readonly P[], value: (point: P) => number, buckets: number): readonly P[] {
  if (points.length <= buckets * 4) return points;
  const kept: P[] = [];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = Math.floor((bucket * points.length) / buckets);
    const to = Math.floor(((bucket + 1) * points.length) / buckets);
    let least = from;
    let greatest = from;
    for (let at = from; at < to; at++) {
      if (value(points[at] as P) < value(points[least] as P)) least = at;
      if (value(points[at] as P) > value(points[greatest] as P)) greatest = at;
    }
    for (const at of new Set([from, least, greatest, to - 1].sort((a, b) => a - b))) kept.push(points[at] as P);
  }
  return kept;
}
