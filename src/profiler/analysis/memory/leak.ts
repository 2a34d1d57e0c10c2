/**
 * A first, careful judgement whether memory leaks: not whether it grows, every program's does between two collections,
 * but whether the floor after collections keeps rising.
 */
import type { MemoryPoint, MemoryReport } from '../../report.ts';

/** The lowest value in each of this many stretches is taken for the floor. */
const stretches = 12;
/** The first quarter of a run is start-up: modules load and caches fill. */
const warmUpStretches = 3;
/** Under 5 s a floor has seen too few full collections to be one. */
const shortestMs = 5000;
const fewestPoints = 4 * stretches;
/** Growth of the fitted line over the judged time, against the floor: less is noise of the heap's own bookkeeping. */
const smallestGrowth = 0.1;
const smallestGrowthBytes = 2 * 1024 * 1024;
/** Slope over its standard error; 4 leaves about one false alarm in a thousand runs with 9 independent points. */
const significant = 4;

export function judgeLeak(points: readonly MemoryPoint[]): MemoryReport['leak'] {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || points.length < fewestPoints || last.atMs - first.atMs < shortestMs) return null;
  const floor = findFloor(points, first.atMs, last.atMs).slice(warmUpStretches);
  const line = fitLine(floor);
  const seconds = ((last.atMs - first.atMs) * floor.length) / stretches / 1000;
  const growth = line.slope * seconds;
  const base = floor[0]?.bytes ?? 0;
  const rises = line.slope > 0 && line.slope > significant * line.slopeError;
  const weighs = growth > Math.max(smallestGrowthBytes, smallestGrowth * base);
  const suspected = rises && weighs;
  const confidence = suspected
    ? Math.min(0.95, 1 - 1 / (1 + line.slope / (significant * line.slopeError + Number.MIN_VALUE)))
    : 0;
  return {
    suspected,
    confidence,
    bytesPerSecond: Math.max(0, line.slope),
    text: suspected
      ? `The memory that survives collection rose by ${megabytes(growth)} MB in ${seconds.toFixed(0)} s and did not level off.`
      : 'The memory that survives collection did not keep rising.',
  };
}

interface FloorPoint {
  readonly second: number;
  readonly bytes: number;
}

function findFloor(points: readonly MemoryPoint[], from: number, to: number): FloorPoint[] {
  const floor: (FloorPoint | undefined)[] = new Array<undefined>(stretches).fill(undefined);
  for (const { atMs, heapUsed, external } of points) {
    const stretch = Math.min(stretches - 1, Math.floor(((atMs - from) / (to - from)) * stretches));
    const bytes = heapUsed + external;
    const lowest = floor[stretch];
    if (!lowest || bytes < lowest.bytes) floor[stretch] = { second: atMs / 1000, bytes };
  }
  return floor.filter((point) => point !== undefined);
}

/** Least squares; bytes per second and its standard error. */
function fitLine(points: readonly FloorPoint[]): { slope: number; slopeError: number } {
  const count = points.length;
  if (count < 3) return { slope: 0, slopeError: Infinity };
  const meanX = points.reduce((sum, { second }) => sum + second, 0) / count;
  const meanY = points.reduce((sum, { bytes }) => sum + bytes, 0) / count;
  let xx = 0;
  let xy = 0;
  for (const { second, bytes } of points) {
    xx += (second - meanX) ** 2;
    xy += (second - meanX) * (bytes - meanY);
  }
  const slope = xx > 0 ? xy / xx : 0;
  const residual = points.reduce((sum, { second, bytes }) => sum + (bytes - meanY - slope * (second - meanX)) ** 2, 0);
  return { slope, slopeError: xx > 0 ? Math.sqrt(residual / (count - 2) / xx) : Infinity };
}

const megabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);
