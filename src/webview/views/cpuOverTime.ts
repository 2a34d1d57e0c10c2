/** Cores in use over time, by who used them. */
import type { CpuPoint, RunInfo } from '../../profiler/report.ts';
import type { Spans } from '../charts/spans.ts';
import { createTimeSeries, type Series } from '../charts/timeSeries.ts';
import { thinPoints } from '../charts/thinPoints.ts';
import { h } from '../dom.ts';
import { formatCores } from '../format.ts';

const chartColumns = 1600;

const users = [
  { key: 'mainThread', label: 'Main thread', colour: '--vscode-charts-blue' },
  { key: 'threadPool', label: 'Thread pool', colour: '--vscode-charts-green' },
  { key: 'workers', label: 'Workers', colour: '--orange' },
  { key: 'childProcesses', label: 'Child processes', colour: '--vscode-charts-purple' },
] as const satisfies readonly { key: keyof CpuPoint; label: string; colour: string }[];

const coresUsed = (point: CpuPoint): number => users.reduce((sum, { key }) => sum + point[key], 0);

export function createCpuOverTime(
  timeline: readonly CpuPoint[],
  { cpuCount, wallMs }: RunInfo,
  spans: Spans | undefined,
): HTMLElement {
  if (timeline.length < 2)
    return h('p', { class: 'empty' }, 'The run was too short for a chart: CPU time is read several times a second.');
  // The columns are thinned together, since areas on top of each other need the same moments.
  const points = thinPoints(timeline, coresUsed, chartColumns);
  const areas = users
    .filter(({ key }) => points.some((point) => point[key] > 0))
    .map(({ key, label, colour }): Series => ({
      label,
      colour,
      stack: 'cores',
      points: points.map((point) => ({ x: point.atMs, y: point[key] })),
    }));
  const peak = Math.max(...points.map(coresUsed));
  return createTimeSeries({
    description: `CPU over time. At most ${formatCores(peak)} of ${cpuCount} cores in use.`,
    formatValue: (cores) => (Number.isInteger(cores) ? String(cores) : formatCores(cores)),
    untilMs: wallMs,
    spans,
    atLeast: cpuCount,
    series: [
      ...areas,
      {
        label: `${cpuCount} ${cpuCount === 1 ? 'core' : 'cores'} usable`,
        colour: '--vscode-descriptionForeground',
        dashed: true,
        points: points.map(({ atMs }) => ({ x: atMs, y: cpuCount })),
      },
    ],
  });
}
