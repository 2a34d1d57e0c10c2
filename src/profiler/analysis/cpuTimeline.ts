/** Cores used over time, for the chart: one point a reading of the main process's clocks. */
import type { CpuPoint } from '../report.ts';
import { growthIn, type Accumulated } from './accumulated.ts';
import type { ProcessClocks } from './cpuClocks.ts';
import { helpers, type Contribution } from './offThread.ts';

export function drawCpuTimeline(
  mainCpu: Accumulated | null,
  working: readonly Contribution[],
  clocks: ProcessClocks | undefined,
  recordedFrom: number,
  runStartMicros: number,
): CpuPoint[] {
  const points: CpuPoint[] = [];
  // Readings before the recording are assumptions about how Node boots.
  const times = (clocks?.times ?? new Float64Array()).filter((time) => time >= recordedFrom);
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
