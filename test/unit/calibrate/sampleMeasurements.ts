/** A quiet machine with four cores, as the guest would report it. */
import type { Measurements, MessageTimes } from '../../../src/profiler/trial/calibrate/guest/measurements.ts';

const messages = (emptyMs: number): MessageTimes => ({
  emptyMs: [emptyMs, emptyMs, emptyMs],
  objects: { bytes: 100_000, ms: [1 + emptyMs, 1 + emptyMs] },
  string: { bytes: 1_000_000, ms: [2 + emptyMs, 2 + emptyMs] },
  typedArray: { bytes: 2_000_000, ms: [1 + emptyMs, 1 + emptyMs] },
});

export const quiet: Measurements = {
  nodeVersion: 'v22.1.0',
  parallelism: 4,
  workerSpawns: [20, 20, 21, 25].map((ms) => ({ ms, cpuMs: 18 })),
  processSpawns: [40, 41, 42, 50].map((ms) => ({ ms, cpuMs: 38 })),
  workers: messages(0.01),
  processes: messages(0.03),
  transferRoundTripMs: [0.06, 0.06],
  workerRssBytes: [9_000_000],
  processRssBytes: [45_000_000, 45_000_000],
  spins: [
    { threads: 1, ms: 10, cpuMs: 10 },
    { threads: 2, ms: 10.1, cpuMs: 20.2 },
    { threads: 4, ms: 11, cpuMs: 44 },
    { threads: 1, ms: 14, cpuMs: 10 },
    { threads: 2, ms: 20, cpuMs: 20.4 },
    { threads: 4, ms: 30, cpuMs: 44 },
  ],
  othersCores: 0.02,
  pool: [
    { threads: 1, operationsPerMs: 0.5, operationsPerCpuMs: 0.5 },
    { threads: 2, operationsPerMs: 0.98, operationsPerCpuMs: 0.5 },
    { threads: 4, operationsPerMs: 1.9, operationsPerCpuMs: 0.49 },
  ],
};
