/** Cores used over time, for the chart: one point a reading of the main process's clocks, or, in long runs, one for several. */
import type { CpuPoint } from '../report.ts';
import { growthIn, type Accumulated } from './accumulated.ts';
import type { ProcessClocks } from './cpuClocks.ts';
import { helpers, type Contribution } from './offThread.ts';

/** As many as of memory: more than pixels on any screen, and an hour of readings would be 4 MB of the report. */
const mostPoints = 2000;

export function drawCpuTimeline(
  mainCpu: Accumulated | null,
  working: readonly Contribution[],
  clocks: ProcessClocks | undefined,
  recordedFrom: number,
  runStartMicros: number,
): CpuPoint[] {
  const points: CpuPoint[] = [];
  // Readings before the recording are assumptions about how Node boots.
  const readings = (clocks?.times ?? new Float64Array()).filter((time) => time >= recordedFrom);
  const every = Math.max(1, Math.ceil(readings.length / mostPoints));
  const times = readings.filter((_, at) => at % every === 0 || at === readings.length - 1);
  for (let i = 1; i < times.length; i++) {
    const [from, to] = [times[i - 1] as number, times[i] as number];
    if (!(to > from)) continue;
    const used = { threadPool: 0, workers: 0, childProcesses: 0 };
    for (const { helper, cpu } of working) used[helper] += growthIn(cpu, from, to);
    for (const helper of helpers) used[helper] = Math.max(0, used[helper] / (to - from));
    points.push({
      atMs: (to - runStartMicros) / 1000,
      mainThread: mainCpu ? Math.max(0, growthIn(mainCpu, from, to) / (to - from)) : 0,
      ...used,
    });
  }
  return points;
}
