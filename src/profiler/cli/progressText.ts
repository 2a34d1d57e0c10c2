/** The state of a run in one line. */
import type { Progress, RunStage } from '../launch/api.ts';
import { bytes, count, duration } from './quantities.ts';

const stageNames: Record<RunStage, string> = {
  starting: 'Starting',
  recording: 'Recording',
  stopping: 'Stopping',
  'counting-calls': 'Counting calls in a second run',
  finalising: 'Writing the capture',
  analysing: 'Analysing',
};

export function progressText({ stage, elapsedMs, samples, heapUsedBytes, cpuCores, threads }: Progress): string {
  const parts = [stageNames[stage], elapsed(elapsedMs)];
  if (stage === 'recording' && samples + heapUsedBytes > 0) {
    parts.push(`CPU ${cpuCores.toFixed(1)} cores`, `heap ${bytes(heapUsedBytes)}`, `${count(samples)} samples`);
    if (threads > 1) parts.push(`${threads} threads`);
    parts.push('Ctrl-C stops');
  }
  return parts.join(' · ');
}

/** Tenths make a line restless. */
const elapsed = (ms: number) => (ms < 60_000 ? `${Math.floor(ms / 1000)} s` : duration(ms));
