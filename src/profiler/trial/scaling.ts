/** The Universal Scalability Law, fitted to measured sizes. Pure. */
import type { ScalingFit } from '../trialResult.ts';

export type ScalingPoint = ScalingFit['points'][number];

/** Three parameters: with three points every curve fits. */
const fewestPoints = 4;
/** A peak further out than this many times the largest size is an extrapolation, not a finding. */
const furthestPeak = 4;

/**
 * Least squares of the relative error. N/X(N) = a + b(N−1) + cN(N−1) is linear in a = 1/γ, b = α/γ and c = β/γ; each equation
 * is weighted with its own X/N, which makes the residuals those of X in parts of X. None may be negative: where one comes out
 * so, the fits without it are tried. Null with fewer than four sizes.
 */
export function fitScaling(points: readonly ScalingPoint[]): ScalingFit | null {
  if (new Set(points.map(({ size }) => size)).size < fewestPoints) return null;
  const rows = points.map(({ size, callsPerSecond }) => {
    const weight = callsPerSecond / size;
    return [weight, weight * (size - 1), weight * size * (size - 1)] as const;
  });
  const best = termSets
    .map((terms) => solve(rows, terms))
    .filter((solution) => solution !== null)
    .filter(({ values }) => values[0]! > 0 && values.every((value) => value >= 0))
    .sort((left, right) => left.error - right.error)[0];
  if (!best) return null;
  const [a, b, c] = best.values as [number, number, number];
  const [alpha, beta] = [b / a, c / a];
  return { alpha, beta, gamma: 1 / a, peakSize: peakOf(alpha, beta, points), points: [...points] };
}

function peakOf(alpha: number, beta: number, points: readonly ScalingPoint[]): number | null {
  if (!(beta > 0)) return null;
  const peak = Math.sqrt(Math.max(0, 1 - alpha) / beta);
  return peak > furthestPeak * Math.max(...points.map(({ size }) => size)) ? null : Math.max(1, peak);
}

/** Which of a, b and c are there; a always. */
const termSets = [[0, 1, 2], [0, 1], [0, 2], [0]] as const;

type Row = readonly [number, number, number];

function solve(rows: readonly Row[], terms: readonly number[]): { values: number[]; error: number } | null {
  // Normal equations of three unknowns at most; the right-hand side is 1 everywhere.
  const matrix = terms.map((term) => [
    ...terms.map((other) => rows.reduce((sum, row) => sum + row[term]! * row[other]!, 0)),
    rows.reduce((sum, row) => sum + row[term]!, 0),
  ]);
  const solved = eliminate(matrix);
  if (solved === null) return null;
  const values = [0, 0, 0];
  terms.forEach((term, index) => (values[term] = solved[index]!));
  const error = rows.reduce((sum, row) => sum + (1 - row.reduce((all, x, at) => all + x * values[at]!, 0)) ** 2, 0);
  return { values, error };
}

/** Gauss and Jordan with pivots; null where the equations do not tell. */
function eliminate(matrix: number[][]): number[] | null {
  const size = matrix.length;
  for (let column = 0; column < size; column++) {
    const pivot = matrix
      .slice(column)
      .reduce((best, row) => (Math.abs(row[column]!) > Math.abs(best[column]!) ? row : best));
    if (!(Math.abs(pivot[column]!) > Number.EPSILON)) return null;
    matrix.splice(matrix.indexOf(pivot), 1);
    matrix.splice(column, 0, pivot);
    for (const row of matrix) {
      if (row === pivot) continue;
      const times = row[column]! / pivot[column]!;
      for (let at = column; at <= size; at++) row[at]! -= times * pivot[at]!;
    }
  }
  return matrix.map((row, index) => row[size]! / row[index]!);
}
