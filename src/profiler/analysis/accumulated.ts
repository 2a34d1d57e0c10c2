/**
 * A quantity that only grows, known at some points in time: CPU clocks, or time spent in some state. Between two points
 * it grows evenly; outside them it stands still.
 */
export interface Accumulated {
  /** Sorted. */
  readonly times: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

export function valueAt({ times, values }: Accumulated, time: number): number {
  const count = times.length;
  if (count === 0) return 0;
  if (time <= (times[0] as number)) return values[0] as number;
  if (time >= (times[count - 1] as number)) return values[count - 1] as number;
  let low = 0;
  let high = count - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) <= time) low = middle;
    else high = middle;
  }
  const [t0, t1] = [times[low] as number, times[high] as number];
  const [v0, v1] = [values[low] as number, values[high] as number];
  return t1 > t0 ? v0 + ((v1 - v0) * (time - t0)) / (t1 - t0) : v1;
}

export const growthIn = (quantity: Accumulated, from: number, to: number): number =>
  valueAt(quantity, to) - valueAt(quantity, from);

/** Sum over the samples of `weight x duration`, as it grows from sample to sample. */
export function accumulateSamples(
  starts: ArrayLike<number>,
  end: number,
  share: (sample: number) => number,
): Accumulated {
  const count = starts.length;
  const times = new Float64Array(count + 1);
  const values = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) {
    times[i] = starts[i] as number;
    const next = i + 1 < count ? (starts[i + 1] as number) : end;
    values[i + 1] = (values[i] as number) + (next - (starts[i] as number)) * share(i);
  }
  times[count] = end;
  return { times, values };
}
