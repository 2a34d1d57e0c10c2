/** What concurrency costs on a machine with a Node version. A trial measures it; until then defaults stand in. */
export interface Calibration {
  readonly nodeVersion: string;
  /** Speed-up of a spinning loop on as many threads as help: what is really obtainable, not what is visible. */
  readonly usableCores: number;
  /** Start to first message. */
  readonly workerSpawnMs: number;
  readonly processSpawnMs: number;
  /** Round trip of an empty message to a worker. */
  readonly roundTripMs: number;
  /** Resident memory of an idle worker. */
  readonly workerRssBytes: number;
}

/**
 * Medians of Node 18 to 26 on one Linux machine with two cores: good enough to rank models, never to promise a number.
 * Every recommendation that rests on them says so.
 */
export const defaultCosts = {
  workerSpawnMs: 20,
  processSpawnMs: 40,
  roundTripMs: 0.02,
  workerRssBytes: 10 * 1024 * 1024,
} as const;

export const defaultCalibration = (cpuCount: number, nodeVersion: string): Calibration => ({
  nodeVersion,
  usableCores: Math.max(1, cpuCount),
  ...defaultCosts,
});
