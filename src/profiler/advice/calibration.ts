import type { ConcurrencyModel, Recommendation } from '../report.ts';

/** What concurrency costs on a machine with a Node version. A trial measures it; until then defaults stand in. */
export interface Calibration {
  readonly schemaVersion: 1;
  readonly nodeVersion: string;
  /** ISO 8601; null: defaults, nothing was measured. */
  readonly measuredAt: string | null;
  /** Speed-up of a spinning loop on as many threads as help: what is really obtainable, not what is visible. */
  readonly usableCores: number;
  /** Speed-up of a spinning loop over one thread. */
  readonly scaling: readonly ScalingPoint[];
  /** The same for the pool's own work (pbkdf2), by UV_THREADPOOL_SIZE. */
  readonly poolScaling: readonly ScalingPoint[];
  /** Start to first message. */
  readonly workerSpawnMs: number;
  readonly processSpawnMs: number;
  /** Round trip of an empty message to a worker, and over the channel of a forked process. */
  readonly roundTripMs: number;
  readonly processRoundTripMs: number;
  /** Resident memory of an idle worker, and of an idle process. */
  readonly workerRssBytes: number;
  readonly processRssBytes: number;
  /** One way, the sender's and the receiver's part together. Bytes as JSON or as array buffer would count them. */
  readonly workerBytesPerMs: DataRates;
  readonly processBytesPerMs: DataRates;
  /** Handing over an array buffer of 8 MiB without copying. */
  readonly transferMs: number;
  /** What trials on this machine measured over what was predicted, by model; see `corrections.ts`. */
  readonly corrections?: Readonly<Record<string, Correction>>;
  /** What could not be measured well, and why; sentences. */
  readonly warnings?: readonly string[];
}

export interface Correction {
  /** Geometric mean of measured speed-up over predicted speed-up, shrunk towards 1 where trials are few. */
  readonly factor: number;
  readonly trials: number;
  /** Geometric mean of the speed-ups that were predicted for them. */
  readonly predicted: number;
}

export interface ScalingPoint {
  readonly threads: number;
  readonly speedup: number;
}

/** By the shape of the data: many small objects, one long string, one typed array. */
export interface DataRates {
  readonly objects: number;
  readonly string: number;
  readonly typedArray: number;
}

/**
 * Medians of Node 18 to 26 on one Linux machine with two cores: good enough to rank models, never to promise a number.
 * Every recommendation that rests on them says so.
 */
export const defaultCosts = {
  workerSpawnMs: 20,
  processSpawnMs: 40,
  roundTripMs: 0.02,
  processRoundTripMs: 0.03,
  workerRssBytes: 10 * 1024 * 1024,
  processRssBytes: 45 * 1024 * 1024,
  workerBytesPerMs: { objects: 120_000, string: 2_000_000, typedArray: 1_500_000 },
  processBytesPerMs: { objects: 140_000, string: 280_000, typedArray: 140_000 },
  transferMs: 0.04,
} as const;

export const defaultCalibration = (cpuCount: number, nodeVersion: string): Calibration => ({
  schemaVersion: 1,
  nodeVersion,
  measuredAt: null,
  usableCores: Math.max(1, cpuCount),
  scaling: [],
  poolScaling: [],
  ...defaultCosts,
});

/** Their predictions count with what starting threads or processes and sending messages costs. */
const modelsWithCosts: ReadonlySet<ConcurrencyModel> = new Set([
  'worker-threads',
  'processes',
  'hybrid',
  'distributed-queue',
]);

/** Whether what starting threads and processes and sending messages costs has a part in the advice. */
export const restsOnCosts = (advice: readonly Recommendation[]): boolean =>
  advice.some(({ model }) => modelsWithCosts.has(model));
