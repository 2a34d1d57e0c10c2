/** What lanes are made of: of a report, or of a set of profiles. */
import type { Budget } from '../../../profiler/report.ts';
import type { Lane } from './lane.ts';
import type { ThreadRow } from './threadRow.ts';

export interface ActivityPart {
  readonly key: keyof Budget;
  readonly label: string;
  readonly hint: string;
}

export interface LanesInput {
  readonly wallMs: number;
  readonly rows: readonly ThreadRow[];
  /** Below the threads. */
  readonly lanes: readonly Lane[];
  /** What a thread can be seen to do. */
  readonly parts: readonly ActivityPart[];
  /** What has to be known to read the picture rightly, a sentence each. */
  readonly notes: readonly string[];
}
