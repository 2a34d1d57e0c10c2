/** Where an axis that starts at 0 gets its numbers. */

const steps = [1, 2, 2.5, 5, 10] as const;

/** Multiples of 1, 2, 2.5 or 5 times a power of ten, from 0 to the first one that is not below `most`; about `wanted` of them. */
export function axisTicks(most: number, wanted: number): number[] {
  if (!(most > 0) || !Number.isFinite(most)) return [0, 1];
  const rough = most / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (steps.find((one) => one * power >= rough) ?? 10);
  const count = Math.ceil(most / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, at) => Number((at * step).toPrecision(12)));
}
