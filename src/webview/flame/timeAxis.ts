/** Round positions for the labels of a time axis. */
const niceSteps = [1, 2, 5];

/** Steps of 1, 2 or 5 times a power of ten, as many as fit at the given distance. Times in any one unit. */
export function axisTicks(from: number, to: number, mostTicks: number): number[] {
  const span = to - from;
  if (!(span > 0) || mostTicks < 1) return [];
  const rough = span / mostTicks;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (niceSteps.find((nice) => nice * power >= rough) ?? 10);
  const first = Math.ceil(from / step);
  const ticks: number[] = [];
  for (let tick = first; tick * step <= to; tick++) ticks.push(tick * step);
  return ticks;
}

/** An axis label with as many digits as the distance of two labels asks for. */
export function axisLabel(micros: number, stepMicros: number): string {
  if (stepMicros >= 1_000_000) return `${Math.round(micros / 1e6)} s`;
  if (stepMicros >= 100_000) return `${(micros / 1e6).toFixed(1)} s`;
  if (stepMicros >= 1_000) return `${Math.round(micros / 1e3)} ms`;
  if (stepMicros >= 100) return `${(micros / 1e3).toFixed(1)} ms`;
  if (stepMicros >= 10) return `${(micros / 1e3).toFixed(2)} ms`;
  return `${(micros / 1e3).toFixed(3)} ms`;
}
