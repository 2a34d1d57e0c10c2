/** What could not be measured, and how the rest was. */
import type { SamplingInfo } from '../../profiler/report.ts';
import { h, list } from '../dom.ts';
import { formatBytes, formatCount, formatMs } from '../format.ts';

/** Where the capture lies; null in a report of its own. */
export interface CaptureFolder {
  readonly dir: string;
  reveal(): void;
}

export function createWarnings(
  warnings: readonly string[],
  sampling: SamplingInfo,
  folder: CaptureFolder | null,
): HTMLElement {
  return h(
    'div',
    { class: 'warnings' },
    warnings.length === 0
      ? h('p', { class: 'empty' }, 'Nothing was left out: all that was asked for could be measured.')
      : list('plain', warnings),
    h('h3', {}, 'How it was measured'),
    list('plain', samplingText(sampling)),
    folder && createFolder(folder),
  );
}

function createFolder({ dir, reveal }: CaptureFolder): HTMLElement {
  const link = h('button', { class: 'link', type: 'button', title: dir }, 'Show the capture folder');
  link.addEventListener('click', reveal);
  return h('p', {}, link);
}

const heapModeText = {
  live: 'objects alive at each checkpoint',
  allocated: 'everything allocated, collected or not',
} as const;

function samplingText(sampling: SamplingInfo): string[] {
  const { cpuIntervalRequestedMs, cpuIntervalObservedMs, cpuSamples, heapMode, heapIntervalBytes } = sampling;
  const observed = cpuIntervalObservedMs === null ? '' : ` (${formatMs(cpuIntervalObservedMs)} in the median)`;
  const { operations } = sampling;
  return [
    `CPU: ${formatCount(cpuSamples)} samples, one every ${formatMs(cpuIntervalRequestedMs)}${observed}, by ${sampling.engine}.`,
    'A sample stands for the time until the next one. The time before the first sample belongs to no function.',
    heapMode === 'off'
      ? 'Heap: not sampled.'
      : `Heap: ${heapModeText[heapMode]}${heapIntervalBytes === null ? '' : `, one sample every ${formatBytes(heapIntervalBytes)}`}. Buffers lie outside the heap and are not part of the samples.`,
    ...(operations ? [operationsText(operations)] : []),
  ];
}

function operationsText({ started, traced }: NonNullable<SamplingInfo['operations']>): string {
  const all = `Operations: ${formatCount(started)} begun`;
  return traced >= started
    ? `${all}, all of them traced with their call path.`
    : `${all}, ${formatCount(traced)} of them traced with their call path; these stand for the rest.`;
}
