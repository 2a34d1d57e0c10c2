import type { Recommendation } from '../../report.ts';
import { costCaveats, megabytes, percent, rounded, speedupRange } from '../rule.ts';
import type { Situation } from '../situation.ts';
import { speedOf } from '../speedup.ts';
import { mainFile } from './threadPool.ts';

/** Below, one process is not the limit, and a second one waits as the first does. */
const smallestComputing = 0.7;
/** From this share of the cores in use, more processes only take turns. */
const allCoresBusy = 0.85;
/** Requests of a server are independent of one another, unless they share memory. */
const confidenceInCluster = 0.8;
/** Throughput per added process: the processes share memory bandwidth, and connections are not dealt out evenly. */
const efficiency = { low: 0.6, expected: 0.85, high: 1 } as const;

/** A server whose main thread is the limit: more processes of it behind one port. */
export function adviseProcesses(situation: Situation): Recommendation | null {
  const { report, isServer, computing, cores, coresUsed, machine } = situation;
  if (!isServer || cores < 2 || computing < smallestComputing || coresUsed >= allCoresBusy * cores) return null;
  const speed = speedOf(cores, cores, machine);
  const gain = (share: number) => 1 + (speed - 1) * share;
  const file = mainFile(report);
  return {
    id: 'processes-cluster',
    title: `Run ${cores} processes of the server (node:cluster)`,
    model: 'processes',
    size: cores,
    target: null,
    predictedSpeedup: speedupRange(
      gain(efficiency.low),
      gain(efficiency.expected),
      Math.max(gain(efficiency.high), cores),
    ),
    confidence: confidenceInCluster * report.verdict.confidence,
    why: [
      `The server computes ${percent(computing)} of the time on one thread and uses ${rounded(coresUsed)} of ${cores} cores.`,
      'Its requests are independent, so each process can serve its share.',
    ],
    wouldChangeIf: ['Requests share state in memory.', 'The load never fills one core.'],
    caveats: [
      'Throughput grows, a single request becomes no faster.',
      `Memory grows by about ${megabytes(machine.processRssBytes)} a process, and what each keeps: caches, sessions, connections.`,
      ...costCaveats(situation),
    ],
    action: file === null ? null : { kind: 'run-in-cluster', file, size: cores },
  };
}
