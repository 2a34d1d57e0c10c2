import type { Manifest } from '../capture/format/capture.ts';
import type { RunInfo } from '../report.ts';
import type { ThreadRun } from './threadRuns.ts';

/** When the run ended; for a capture that was cut off, when its last thread was last heard of. */
export function endOfRun(manifest: Manifest, threads: readonly ThreadRun[]): number {
  const ends = threads.map(({ entry, samples }) => entry.endMicros ?? samples?.columns.endMicros ?? entry.startMicros);
  return manifest.endMicros ?? Math.max(manifest.startMicros, ...ends);
}

export function describeRun(manifest: Manifest, endMicros: number): RunInfo {
  const { command, cwd, nodeVersion, platform, cpuCount, startedAt, startMicros } = manifest;
  return {
    command,
    cwd,
    nodeVersion,
    platform,
    cpuCount,
    startedAt,
    wallMs: (endMicros - startMicros) / 1000,
    exit: manifest.exit ?? { code: null, signal: null, reason: 'killed' },
  };
}
