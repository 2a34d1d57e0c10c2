/** What the host tells the language server, beside the protocol's own messages. */
import type { Report } from '../../profiler/report.ts';

export interface AnnotationSettings {
  codeLens: boolean;
  hover: boolean;
  lineHeat: boolean;
}

/** The numbers to show from now on; null shows none. */
export interface ShowReport {
  report: Report | null;
  /** Argument of `openCommand`. */
  captureDir: string;
  /** The command that a lens runs: it opens the capture. */
  openCommand: string;
  /** The command of a code action: it takes the capture and what to apply, and previews the edit. */
  applyCommand: string;
}

export type HeatLevel = 'low' | 'medium' | 'high';

export interface HeatLine {
  /** 1-based. */
  line: number;
  level: HeatLevel;
  /** "12 % · 340 ms". */
  text: string;
}

/** A document's URI → `HeatLine[]`. */
export const lineHeatMethod = 'profileConcurrency/lineHeat';
export const showReportMethod = 'profileConcurrency/showReport';
export const changeSettingsMethod = 'profileConcurrency/changeSettings';
