/**
 * How likely the class is the right one: the probability that the true share of computing lies on the same side of the
 * nearest border of a class as the measured one, for a normal error whose square is
 *
 *   p(1-p) / (samples / samplesPerDecision) + systematic²
 *
 * The first term is the binomial error of the share; neighbouring samples see the same piece of work, so only one in
 * `samplesPerDecision` counts. The second is what clocks and sampling get wrong however long a run lasts.
 */
const borders = [0.3, 0.7];
/** Ten samples of 1 ms: about the length of one turn of a busy event loop. */
const samplesPerDecision = 10;
/** Idle samples of a truly idle loop add up to 0.995 to 1.000; CPU clocks of a fully busy one to 0.98. */
const systematicError = 0.02;
/** Without a CPU clock per thread blocked time is known by name only, and the error is far larger. */
const systematicErrorWithoutClocks = 0.1;
/** No measurement of one run is certain. */
const highest = 0.99;

export function confidenceOf(computing: number, samples: number, hasClocks: boolean): number {
  const systematic = hasClocks ? systematicError : systematicErrorWithoutClocks;
  const variance = (computing * (1 - computing) * samplesPerDecision) / Math.max(1, samples);
  const error = Math.sqrt(variance + systematic * systematic);
  const distance = Math.min(...borders.map((border) => Math.abs(computing - border)));
  return Math.min(highest, normalProbability(distance / error));
}

/** Probability that a standard normal value is below z >= 0; Abramowitz and Stegun 26.2.17, error below 1e-7. */
function normalProbability(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const polynomial = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
}
