import type { Recommendation } from '../../report.ts';
import { rounded, speedupRange } from '../rule.ts';
import type { Situation } from '../situation.ts';

/** All cores are in use, and this many times as many are asked for: more machines have something to do. */
const demandBeyondCores = 1.5;
const allCoresBusy = 0.85;
/** That the work can leave the machine, and that it is not simply cut into too many threads, is not in a profile. */
const confidenceInQueue = 0.3;
/** A job that travels over a network and a broker: what of the added machines' speed is left. */
const efficiency = { low: 0.5, expected: 0.8, high: 1 } as const;

/** The program asks for more processors than this machine has: a queue, and workers on more machines. */
export function adviseDistributedQueue(situation: Situation): Recommendation | null {
  const { report, cores, coresUsed: demanded, baseMs } = situation;
  const { threadPool, workers, childProcesses } = report.verdict.offThreadCpuMs;
  const used = situation.computing + (threadPool + workers + childProcesses) / baseMs;
  if (used < allCoresBusy * cores || demanded < demandBeyondCores * cores) return null;
  const machines = Math.ceil(demanded / cores);
  const gain = (share: number) => 1 + (demanded / cores - 1) * share;
  return {
    id: 'distributed-queue',
    title: `Queue the work (BullMQ on Redis) for workers on ${machines} machines like this one`,
    model: 'distributed-queue',
    size: machines,
    target: null,
    predictedSpeedup: speedupRange(1, gain(efficiency.expected), gain(efficiency.high)),
    confidence: confidenceInQueue * report.verdict.confidence,
    why: [
      `The program would have used ${rounded(demanded)} cores; this machine has ${cores}, and all of them were busy.`,
    ],
    wouldChangeIf: [
      'It is over before a second machine could help.',
      'Fewer threads would ask for fewer cores: the work itself is no more.',
    ],
    caveats: [
      'Jobs may run twice or in another order; results travel over the network.',
      'A Redis server has to be run, watched and paid for.',
    ],
    action: null,
  };
}
