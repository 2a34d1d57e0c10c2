/** The table of functions over all threads: as pstats lists them, largest self time first. */
import type { HotFunction } from '../report.ts';
import type { CallCounts } from './callCounts.ts';
import type { FunctionInfo } from './describeFrames.ts';
import { addLineTimes, indexTicks } from './lineTimes.ts';
import type { SourceMaps } from './sourceMaps.ts';
import type { SampledThread } from './threadRuns.ts';
import type { ThreadTimes } from './threadTimes.ts';

interface ThreadOfTable {
  readonly run: { readonly entry: { readonly id: string } };
  readonly samples: SampledThread;
  readonly times: ThreadTimes;
}

interface Row {
  readonly info: FunctionInfo;
  self: number;
  total: number;
  blocked: number;
  recursive: boolean;
  readonly threads: string[];
  readonly lines: Map<number, number>;
  readonly frames: Set<FunctionInfo['frame']>;
}

/** Below this a function was on a stack of a sample or two and nobody scrolls there; a run of a minute has thousands. */
const smallestTotalMicros = 500;

export function listHotFunctions(
  threads: readonly ThreadOfTable[],
  maps: SourceMaps,
  counts: CallCounts,
): HotFunction[] {
  const rows = new Map<string, Row>();
  let wall = 0;
  for (const { run, samples, times } of threads) {
    wall += samples.columns.endMicros - samples.columns.startMicros;
    const ticks = indexTicks(samples.columns);
    for (const { info, self, total, blocked, nodes, recursive } of times.functions) {
      if (info.pseudo === 'root' || info.pseudo === 'idle' || info.agent !== null) continue;
      if (total + blocked < smallestTotalMicros) continue;
      const row = rows.get(info.key) ?? newRow(info);
      rows.set(info.key, row);
      row.self += self;
      row.total += total;
      row.blocked += blocked;
      row.recursive ||= recursive;
      row.threads.push(run.entry.id);
      for (const node of nodes) {
        row.frames.add((samples.functionOfFrame[samples.columns.frameOfNode[node] as number] as FunctionInfo).frame);
        addLineTimes(ticks, node, times.computingOfNode[node] as number, info, maps, row.lines);
      }
    }
  }
  return [...rows.values()]
    .sort((a, b) => b.self - a.self || b.total - a.total)
    .map((row) => toHotFunction(row, wall, counts));
}

const newRow = (info: FunctionInfo): Row => ({
  info,
  self: 0,
  total: 0,
  blocked: 0,
  recursive: false,
  threads: [],
  lines: new Map(),
  frames: new Set(),
});

function toHotFunction(row: Row, wallMicros: number, counts: CallCounts): HotFunction {
  const { info, self, total, blocked, threads, lines } = row;
  const share = (time: number) => (wallMicros > 0 ? time / wallMicros : 0);
  return {
    name: info.name,
    location: info.location,
    selfMs: self / 1000,
    totalMs: total / 1000,
    blockedMs: blocked / 1000,
    selfShare: share(self),
    totalShare: share(total),
    calls: countCalls(row, counts),
    category: info.category,
    lines: [...lines].map(([line, time]) => ({ line, selfMs: time / 1000 })).sort((a, b) => a.line - b.line),
    threads,
    ...(row.recursive ? { recursive: true } : {}),
    ...(info.location === null && info.frame.url !== '' ? { source: info.frame.url } : {}),
  };
}

/** Copies of one script in several threads share url and position, so each place counts once. */
function countCalls({ frames }: Row, counts: CallCounts): number | null {
  const places = new Map([...frames].map((frame) => [`${frame.url}\n${frame.line}:${frame.column}`, frame]));
  let sum: number | null = null;
  for (const frame of places.values()) {
    const calls = counts.of(frame);
    if (calls !== null) sum = (sum ?? 0) + calls;
  }
  return sum;
}
