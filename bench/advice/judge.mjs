/** What was measured of a program → whether its first recommendation was right, and by how much it missed. */
import { fastest, isDisturbed, longerBy } from './rounds.mjs';
import { variantFor } from './variantFor.mjs';

const sorted = (list) => [...list].sort((a, b) => a - b);
export const median = (list) => {
  const inOrder = sorted(list);
  const middle = inOrder.length >> 1;
  return inOrder.length % 2 === 1 ? inOrder[middle] : (inOrder[middle - 1] + inOrder[middle]) / 2;
};

/** Variants this close cannot be told apart by a handful of runs: either size is then the right one. */
const tie = 0.05;

export function judge({ name, group, shape, recommendations, measured }) {
  const [advice] = recommendations;
  const original = measured.find(({ variant }) => variant === 'original');
  const variants = Object.fromEntries(measured.map(({ variant, model }) => [variant, { model, sizes: undefined }]));
  for (const { variant, size } of measured) if (size !== null) (variants[variant].sizes ??= []).push(size);
  const wanted = variantFor(variants, advice);
  // What the program has no variant of cannot be done to it: the developer is left with the program as it is.
  const advised = (wanted && closest(measured, wanted)) ?? original;
  const ratios = advised.times.map((ms, round) => original.times[round] / ms);
  const best = measured.reduce((most, one) => (fastest(one) < fastest(most) ? one : most));
  const regret = fastest(advised) / fastest(best) - 1;
  const speedup = fastest(original) / fastest(advised);
  const { low, expected, high } = advice.predictedSpeedup;
  return {
    name,
    group,
    shape,
    advice: `${advice.model}${advice.size === null ? '' : ` ${advice.size}`}`,
    id: advice.id,
    target: advice.target?.name ?? null,
    hasVariant: wanted !== null,
    // Whether a function can be made faster is for its developer: without a variant that is, there is nothing to compare.
    isPrediction: wanted !== null || advice.model !== 'optimize',
    predicted: { low, expected, high },
    measured: { speedup, from: Math.min(...ratios), to: Math.max(...ratios) },
    error: Math.abs(expected - speedup) / speedup,
    isInside: speedup >= low * (1 - tie) && speedup <= high * (1 + tie),
    best: `${best.model}${best.size === null ? '' : ` ${best.size}`}`,
    bestSpeedup: fastest(original) / fastest(best),
    regret,
    // Between which it lies: chosen by its fastest round, the best variant looks better than it is.
    regretRange: longerBy(advised, best),
    isRight: regret <= tie || (best.model === advised.model && best.size === advised.size),
    isDisturbed: [original, advised, best].some(isDisturbed),
    sameResults: new Set(measured.flatMap(({ results }) => results.map(String))).size === 1,
  };
}

const closest = (measured, { variant, size }) =>
  measured
    .filter((one) => one.variant === variant)
    .sort(
      (a, b) => Math.abs(Math.log((a.size ?? 1) / (size ?? 1))) - Math.abs(Math.log((b.size ?? 1) / (size ?? 1))),
    )[0];
