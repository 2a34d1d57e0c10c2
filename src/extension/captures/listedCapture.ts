/** A capture as the list shows it. */
import type { BoundClass } from '../../profiler/report.ts';

export interface ListedCapture {
  dir: string;
  /** Absolute path of the program; null for a command without one. */
  script: string | null;
  command: string[];
  cwd: string;
  nodeVersion: string;
  /** ISO 8601. */
  startedAt: string;
  /** Null while it records, and for a capture that was cut off and not opened since. */
  wallMs: number | null;
  endedBy: 'exited' | 'stopped' | 'killed' | 'crashed' | null;
  exitCode: number | null;
  attached: boolean;
  /** Null until the capture has been analysed once. */
  verdict: { class: BoundClass; summary: string } | null;
}
