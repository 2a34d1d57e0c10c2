import type { EventRecord, Manifest } from '../capture/format/capture.ts';
import type { RunInfo } from '../report.ts';
import type { ThreadRun } from './threadRuns.ts';

/** When the run ended; for a capture that was cut off, when its last thread was last heard of. */
export function endOfRun(manifest: Manifest, threads: readonly ThreadRun[]): number {
  const ends = threads.map(({ entry, samples }) => entry.endMicros ?? samples?.columns.endMicros ?? entry.startMicros);
  return manifest.endMicros ?? Math.max(manifest.startMicros, ...ends);
}

export function describeRun(manifest: Manifest, endMicros: number, mainEvents: readonly EventRecord[]): RunInfo {
  const { command, cwd, nodeVersion, platform, cpuCount, startedAt, startMicros } = manifest;
  return {
    command,
    cwd,
    nodeVersion,
    platform,
    cpuCount,
    startedAt,
    startMicros,
    wallMs: (endMicros - startMicros) / 1000,
    ...(manifest.attached === true ? { attached: true } : {}),
    exit: describeExit(manifest, mainEvents),
  };
}

/** An error that the program reported and then survived (exit code 0) did not end it. */
function describeExit({ exit }: Manifest, mainEvents: readonly EventRecord[]): RunInfo['exit'] {
  if (exit === null) return { code: null, signal: null, reason: 'killed' };
  const error = exit.code === 0 ? undefined : mainEvents.findLast((event) => event.k === 'error');
  return error === undefined ? exit : { ...exit, error: error.text };
}
