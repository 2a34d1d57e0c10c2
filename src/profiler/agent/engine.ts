import type { CpuProfile } from '../capture/format/profiles.ts';

/** Samples the CPU of one thread in windows that follow each other. */
export interface Engine {
  start(): void;
  /** Ends the window and begins the next; null when nothing was recorded. */
  rotate(): CpuProfile | null;
  /** Ends the last window. Harmless twice. */
  stop(): CpuProfile | null;
}
