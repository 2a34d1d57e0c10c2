/** The wire between the extension host and the panel: types only, the one file that the host imports from here. */
import type { FunctionRanges } from '../profiler/capture/format/functionRanges.ts';
import type { MappedScript, ScriptPositions } from '../profiler/capture/format/mappedPositions.ts';
import type { Comparison } from '../profiler/comparison.ts';
import type { Location, Report } from '../profiler/report.ts';

export const protocolVersion = 1;

export interface CaptureInfo {
  id: string;
  /** Folder of the capture; empty in a standalone HTML report. */
  dir: string;
  /** What the user recognises it by: the script's name. */
  title: string;
  /** ISO 8601. */
  startedAt: string;
}

export type ToPanel =
  | { type: 'report'; capture: CaptureInfo; report: Report }
  /** The bytes of a thread's .cpuprofile; sent on request, as a fresh Uint8Array (never a Node Buffer). */
  | { type: 'cpuProfile'; threadId: string; bytes: Uint8Array; functionRanges: FunctionRanges }
  | { type: 'cpuProfileFailed'; threadId: string; message: string }
  /** The main thread's profile of one side of a comparison; a fresh Uint8Array. */
  | { type: 'comparedProfile'; side: ComparedSideName; bytes: Uint8Array; functionRanges: FunctionRanges }
  | { type: 'comparedProfileFailed'; side: ComparedSideName; message: string }
  /** The panel then shows two captures side by side, and nothing else. */
  | { type: 'comparison'; comparison: Comparison; titles: { before: string; after: string } }
  /** A trial of this recommendation's function is under way, has ended, or is none any more; the result comes with a new report. */
  | { type: 'trialState'; recommendationId: string; state: 'running' | 'idle'; text: string }
  /** Whether the edit of a recommendation can be made; the answer to `requestEditOffer`, and again when it changes. */
  | { type: 'editOffer'; recommendationId: string; offer: EditOffer }
  /** The page of a profile file, or of a folder of them: their bytes come on request. */
  | { type: 'profileFiles'; title: string; files: ProfileFile[] }
  /** A piece of a file, in order; the last one ends at `totalBytes`. A fresh Uint8Array (never a Node Buffer). */
  | { type: 'profileChunk'; fileId: string; offset: number; totalBytes: number; bytes: Uint8Array }
  | { type: 'profileFailed'; fileId: string; message: string }
  /** Where functions and lines were written; scripts without a source map are left out. */
  | { type: 'mappedPositions'; requestId: number; scripts: MappedScript[] }
  /** The user picked a file to compare with; it joins the files of the page. */
  | { type: 'profileToCompare'; file: ProfileFile }
  | { type: 'failed'; message: string };

/** Reasons and what to do by hand are one sentence or two each. */
export type EditOffer =
  | { kind: 'possible' }
  /** The planner would refuse. */
  | { kind: 'refused'; reason: string; byHand: string; location: Location | null }
  /** The text is not the one that was measured. */
  | { kind: 'outdated'; reason: string };

export type ComparedSideName = 'before' | 'after';

export interface ProfileFile {
  /** Stable through reloads: the URI. */
  id: string;
  /** What the user recognises it by: the file's name. */
  name: string;
  sizeBytes: number;
  /** From the name that Node gives its profiles (`CPU.yyyymmdd.hhmmss.pid.tid.seq.cpuprofile`). */
  pid: number | null;
  threadId: number | null;
}

export interface LineHeatOfFunction {
  /** As the profile names it. */
  script: string;
  name: string;
  /** Of its declaration, 1-based. */
  line: number;
  /** `weight` in microseconds, `share` of the whole recording without idle time. */
  lines: { line: number; share: number; weight: number }[];
}

export type FromPanel =
  /** `profiles` as the page kept them: an editor of one file has no other memory of what it was compared with. */
  | { type: 'ready'; protocolVersion: number; profiles?: PanelState['profiles'] }
  | { type: 'requestCpuProfile'; threadId: string }
  /** From the page of a comparison: the main thread's profile of one of the captures. */
  | { type: 'requestComparedProfile'; side: ComparedSideName }
  /** The bytes of a file of `profileFiles`. */
  | { type: 'requestProfile'; fileId: string }
  /**
   * Where these were written; `mappedPositions` is the answer. Scripts come hottest first; `side`: of a comparison.
   */
  | { type: 'mapPositions'; requestId: number; scripts: ScriptPositions[]; side?: ComparedSideName }
  /** Let the user pick another profile; `profileToCompare` is the answer, or nothing when the user gives up. */
  | { type: 'pickProfileToCompare' }
  | { type: 'stopComparing' }
  /** Show in the editors how hot lines are, by the profile on screen; only where its sources are unchanged. */
  | { type: 'showLineHeat'; fileId: string; functions: LineHeatOfFunction[] }
  /** `keepFocus`: show the line and stay in the panel, so that the keyboard goes on there. */
  | { type: 'openLocation'; location: Location; beside: boolean; keepFocus: boolean }
  | { type: 'profileAgain' }
  /** Profile again, and then show this capture and the new one side by side. */
  | { type: 'profileAgainAndCompare' }
  /** Can the edit of this recommendation be made? Asked when the recommendation comes into view. */
  | { type: 'requestEditOffer'; recommendationId: string }
  /** Preview the edit of a recommendation. */
  | { type: 'applyRecommendation'; recommendationId: string }
  /** Run a recommendation's function under the models and measure. */
  | { type: 'trialRecommendation'; recommendationId: string }
  | { type: 'compareWithOther' }
  | { type: 'exportHtml' }
  | { type: 'revealCapture' }
  | { type: 'showLog' };

/** What the panel keeps through hiding and reload (`setState`); `captureDir` lets the host find the report again. */
export interface PanelState {
  /** Of a comparison, the later capture. */
  captureDir: string;
  /** Of a comparison only: the earlier capture (`Comparison.before.captureDir`). */
  beforeDir?: string;
  /** Of a page of profiles: `id`s of its files, and of the one that they are compared with; `captureDir` is empty then. */
  profiles?: { files: string[]; comparedWith: string | null };
  view: unknown;
}
