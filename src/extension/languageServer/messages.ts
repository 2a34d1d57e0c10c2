/** What the host tells the language server, beside the protocol's own messages. */
import type { Report } from '../../profiler/report.ts';

export interface AnnotationSettings {
  codeLens: boolean;
  hover: boolean;
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

export const showReportMethod = 'profileConcurrency/showReport';
export const changeSettingsMethod = 'profileConcurrency/changeSettings';
