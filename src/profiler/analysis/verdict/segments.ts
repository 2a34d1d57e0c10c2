/**
 * Cuts a run where its share of computing changes: binary segmentation. A cut is made where it lowers the squared
 * deviation from the mean of each side most, and only if that gain is larger than what a cut would gain by chance: twice
 * the penalty of the Bayesian information criterion, because the best of many places is taken.
 */

/** What a cut adds to the description of a series: its place, and a mean and a spread more. */
const parametersOfCut = 3;
const strictness = 2;
/**
 * Steps between neighbouring bins in a run of one piece, at least: a timer more or less in a bin of a fiftieth. Without it
 * a run that is perfectly even but for one bin would be cut there.
 */
const smallestSpread = 0.1;

/** First bins of the pieces, the first piece's (0) included. `shortest`: fewest bins of a piece. */
export function cutSeries(values: readonly number[], shortest: number): number[] {
  const sums = runningSums(values);
  const penalty =
    strictness * parametersOfCut * Math.log(values.length) * Math.max(smallestSpread, spreadOf(values)) ** 2;
  const cuts = [0];
  const open: (readonly [number, number])[] = [[0, values.length]];
  for (let piece = open.pop(); piece; piece = open.pop()) {
    const [from, to] = piece;
    let best = { at: -1, gain: penalty };
    for (let at = from + shortest; at <= to - shortest; at++) {
      const gain = deviation(sums, from, to) - deviation(sums, from, at) - deviation(sums, at, to);
      if (gain > best.gain) best = { at, gain };
    }
    if (best.at < 0) continue;
    cuts.push(best.at);
    open.push([from, best.at], [best.at, to]);
  }
  return cuts.sort((a, b) => a - b);
}

/** How far neighbours differ, as the standard deviation of noise: the median is untouched by the few true changes. */
function spreadOf(values: readonly number[]): number {
  const steps = values.slice(1).map((value, at) => Math.abs(value - (values[at] as number)));
  steps.sort((a, b) => a - b);
  const median = steps[steps.length >> 1] ?? 0;
  // Of normal noise: the median of |x| is 0.6745 of its deviation, and a step is the difference of two.
  return median / 0.6745 / Math.SQRT2;
}

function runningSums(values: readonly number[]) {
  const sum = new Float64Array(values.length + 1);
  const squares = new Float64Array(values.length + 1);
  values.forEach((value, at) => {
    sum[at + 1] = (sum[at] as number) + value;
    squares[at + 1] = (squares[at] as number) + value * value;
  });
  return { sum, squares };
}

function deviation({ sum, squares }: ReturnType<typeof runningSums>, from: number, to: number): number {
  const total = (sum[to] as number) - (sum[from] as number);
  return (squares[to] as number) - (squares[from] as number) - (total * total) / (to - from);
}
