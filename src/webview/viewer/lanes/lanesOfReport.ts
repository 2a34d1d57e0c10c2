/** Report → its threads over time, and the lanes below them that have something to show. */
import type { Report } from '../../../profiler/report.ts';
import { formatBytes, formatCores, formatCount, formatInFlight, formatMs } from '../../format.ts';
import { budgetParts } from '../../views/budgetBar.ts';
import { collectingThreads, countOfThreads } from './collectingThreads.ts';
import type { Lane, LaneSummary, TimeSpan } from './lane.ts';
import type { LanesInput } from './lanesInput.ts';
import { rowsOfReport } from './rowsOfReport.ts';
import { createSeriesLane, type Series } from './seriesLane.ts';
import { createSpansLane, type NamedSpan } from './spansLane.ts';
import { equalSteps, type Steps } from './steps.ts';

type Facts = Pick<Report, 'run' | 'threads' | 'overTime' | 'stalls' | 'cpuTimeline' | 'memory'>;

export const lanesOfReport = (report: Facts): LanesInput => ({
  wallMs: report.run.wallMs,
  rows: rowsOfReport(report),
  lanes: [inFlight, gc, stalls, userTiming, cpu, memory].map((read) => read(report)).filter((lane) => lane !== null),
  parts: budgetParts,
  notes: [],
});

/** Whole numbers without decimals: an axis that ends at 4.00 looks measured. */
const upToTwoDigits = (value: number): string => (Number.isInteger(value) ? String(value) : formatCores(value));

/** Kinds beyond these are one. */
const mostKinds = 6;
const seriesPx = 40;

function inFlight({ overTime }: Facts): Lane | null {
  const recorded = overTime?.inFlight;
  if (!recorded || recorded.kinds.length === 0) return null;
  const { bucketMs, kinds, peak } = recorded;
  const shown = kinds.slice(0, mostKinds);
  const rest = kinds.slice(mostKinds);
  const estimate = recorded.isEstimated ? ' Not every operation was traced, so these are estimates.' : '';
  return createSeriesLane({
    id: 'io',
    name: 'I/O in flight',
    hint: `Asynchronous operations that were open, by kind, on average over ${formatMs(bucketMs)}; the line is the most at any moment.${estimate}`,
    heightPx: seriesPx,
    shape: 'areas',
    format: (operations) => (Number.isInteger(operations) ? formatCount(operations) : formatInFlight(operations)),
    total: {
      label: 'Most at once',
      colour: { token: '--muted' },
      steps: equalSteps(0, bucketMs, peak),
    },
    series: [
      ...shown.map(({ kind, mean, peak: peaks }): Series => ({
        label: kind,
        colour: { kind },
        steps: equalSteps(0, bucketMs, mean, peaks),
      })),
      ...(rest.length === 0
        ? []
        : [
            {
              label: 'others',
              colour: { kind: 'other' },
              steps: equalSteps(
                0,
                bucketMs,
                peak.map((_, at) => rest.reduce((sum, { mean }) => sum + (mean[at] ?? 0), 0)),
              ),
            },
          ]),
    ],
  });
}

/** Shorter ones only show as height: as marks, hundreds of a millisecond each would look like trouble. */
const leastPauseMs = 10;

function gc({ overTime, run, threads }: Facts): Lane | null {
  if (!overTime || overTime.gcPauses.count === 0) return null;
  const { longest, count, totalMs } = overTime.gcPauses;
  const nameOf = new Map(threads.map(({ id, name }) => [id, name]));
  return createSeriesLane({
    id: 'gc',
    name: 'GC',
    hint: `Threads that collected garbage; marks are pauses of ${leastPauseMs} ms and more, as the samples saw them. ${formatCount(count)} in all, ${formatMs(totalMs)} together.`,
    heightPx: 26,
    shape: 'areas',
    format: countOfThreads,
    limit: { label: 'One thread', value: 1 },
    series: [
      { label: 'Collecting', colour: { token: '--part-gc' }, steps: collectingThreads(overTime.threads, run.wallMs) },
    ],
    marksColour: { token: '--vscode-errorForeground' },
    marks: longest
      .filter(({ durationMs }) => durationMs >= leastPauseMs)
      .map(({ threadId, startMs, durationMs }) => ({
        startMs,
        endMs: startMs + durationMs,
        text: `Pause of ${formatMs(durationMs)} in ${nameOf.get(threadId) ?? threadId}`,
      })),
  });
}

function stalls({ stalls: found, threads }: Facts): Lane | null {
  if (found.length === 0) return null;
  const main = threads.find(({ kind }) => kind === 'main')?.name ?? 'main thread';
  const spans = found.map(({ startMs, durationMs, name }): NamedSpan => ({
    startMs,
    endMs: startMs + durationMs,
    name: name || '(anonymous)',
    text: `stall of ${formatMs(durationMs)}`,
    colour: { token: '--vscode-errorForeground' },
  }));
  return createSpansLane({
    id: 'stalls',
    name: 'Loop stalls',
    hint: `Stretches in which ${main} did not return to its event loop, with the function that held it. A click chooses one.`,
    spans,
    mostRows: 1,
    summaries: (range) => [summariseSpans('Stalls', spans, range)],
  });
}

/** In order of their names in the report, so that a name keeps its colour. */
const timingColours = ['--vscode-charts-green', '--vscode-charts-blue', '--vscode-charts-purple', '--orange'] as const;

function userTiming({ overTime, threads }: Facts): Lane | null {
  const timing = overTime?.userTiming;
  if (!timing || timing.entries.length === 0) return null;
  const threadName = new Map(threads.map(({ id, name }) => [id, name]));
  const names = [...new Set(timing.entries.map(({ name }) => name))].sort();
  const spans = timing.entries.map(({ threadId, name, startMs, durationMs }): NamedSpan => ({
    startMs,
    endMs: startMs + durationMs,
    name,
    text:
      threads.length > 1 ? `${formatMs(durationMs)}, ${threadName.get(threadId) ?? threadId}` : formatMs(durationMs),
    colour: { token: timingColours[names.indexOf(name) % timingColours.length] ?? timingColours[0] },
  }));
  const cut = timing.count - spans.length;
  return createSpansLane({
    id: 'timing',
    name: 'User timing',
    hint: `Measures of the program (performance.measure).${cut > 0 ? ` ${formatCount(spans.length)} of ${formatCount(timing.count)}: the longest and the most frequent.` : ''}`,
    spans,
    mostRows: 3,
    summaries: (range) =>
      names.slice(0, 20).map((name) =>
        summariseSpans(
          name,
          spans.filter((span) => span.name === name),
          range,
        ),
      ),
  });
}

/** How much of the range they cover, and the longest. */
function summariseSpans(label: string, spans: readonly NamedSpan[], { startMs, endMs }: TimeSpan): LaneSummary {
  const inside = spans.filter((span) => span.endMs > startMs && span.startMs < endMs);
  if (inside.length === 0) return { label, mean: 'none', peak: '–' };
  const total = inside.reduce((sum, span) => sum + Math.min(endMs, span.endMs) - Math.max(startMs, span.startMs), 0);
  const longest = Math.max(...inside.map((span) => span.endMs - span.startMs));
  return {
    label,
    mean: `${formatCount(inside.length)}, ${formatMs(total)} together`,
    peak: `longest ${formatMs(longest)}`,
  };
}

const users = [
  { key: 'mainThread', label: 'Main thread', colour: { token: '--vscode-charts-blue' } },
  { key: 'threadPool', label: 'Thread pool', colour: { token: '--vscode-charts-green' } },
  { key: 'workers', label: 'Workers', colour: { token: '--orange' } },
  { key: 'childProcesses', label: 'Child processes', colour: { token: '--vscode-charts-purple' } },
] as const;

function cpu({ cpuTimeline, run }: Facts): Lane | null {
  if (cpuTimeline.length < 2) return null;
  const stepsOf = (value: (at: number) => number): Steps => pointSteps(cpuTimeline, value);
  return createSeriesLane({
    id: 'cpu',
    name: 'CPU',
    hint: `Cores in use, by who used them; the dashed line is the ${run.cpuCount} that the program may use.`,
    heightPx: seriesPx,
    shape: 'areas',
    format: (cores) => `${upToTwoDigits(cores)} ${cores === 1 ? 'core' : 'cores'}`,
    limit: { label: 'Usable cores', value: run.cpuCount },
    series: users
      .filter(({ key }) => cpuTimeline.some((point) => point[key] > 0))
      .map(({ key, label, colour }) => ({ label, colour, steps: stepsOf((at) => cpuTimeline[at]?.[key] ?? 0) })),
  });
}

const measures = [
  { key: 'rss', label: 'Resident set', colour: { token: '--vscode-charts-purple' } },
  { key: 'heapUsed', label: 'Heap used', colour: { token: '--vscode-charts-blue' } },
  { key: 'external', label: 'Off-heap', colour: { token: '--orange' } },
] as const;

function memory({ memory: { timeline } }: Facts): Lane | null {
  if (timeline.length < 2) return null;
  return createSeriesLane({
    id: 'memory',
    name: 'Memory',
    hint: 'Of the main process: resident set, heap in use, and off-heap memory of buffers and native objects.',
    heightPx: seriesPx,
    shape: 'lines',
    format: formatBytes,
    series: measures.map(({ key, label, colour }) => ({
      label,
      colour,
      steps: pointSteps(timeline, (at) => timeline[at]?.[key] ?? 0),
    })),
  });
}

/** Each point stands for the time since the one before. */
function pointSteps(points: readonly { readonly atMs: number }[], value: (at: number) => number): Steps {
  const values = Float64Array.from(points, (_, at) => value(at));
  const [first, second] = [points[0]?.atMs ?? 0, points[1]?.atMs ?? 0];
  return {
    startMs: Math.max(0, first - (second - first)),
    endMs: Float64Array.from(points, ({ atMs }) => atMs),
    values,
    peaks: values,
  };
}
