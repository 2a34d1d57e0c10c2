/** The standard files of V8, as the Chrome DevTools Protocol defines them. Times in µs, call frames 0-based, -1 = unknown. */
export interface CallFrame {
  functionName: string;
  /** A string in files; some writers put a number. */
  scriptId: string;
  url: string;
  lineNumber: number;
  columnNumber: number;
}

export interface CpuProfileNode {
  id: number;
  callFrame: CallFrame;
  hitCount?: number;
  children?: number[];
  parent?: number;
  /** Lines are 1-based here. */
  positionTicks?: { line: number; ticks: number }[];
  deoptReason?: string;
}

export interface CpuProfile {
  nodes: CpuProfileNode[];
  /** Monotonic clock, the origin of `process.hrtime`, shared by all threads and processes of the machine. */
  startTime: number;
  endTime: number;
  /** Ids of the top frames. */
  samples?: number[];
  timeDeltas?: number[];
}

export interface HeapProfileNode {
  callFrame: CallFrame;
  selfSize: number;
  id?: number;
  children: HeapProfileNode[];
}

export interface HeapProfile {
  head: HeapProfileNode;
  samples?: { size: number; nodeId: number; ordinal: number }[];
}
