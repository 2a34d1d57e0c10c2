/** Files to begin with: every anomaly, what Node wrote, a trace, and old and heap profiles. */
import { anomalies } from '../unit/webview/viewer/read/anomalies.ts';
import { encode, fixtures } from '../unit/webview/viewer/read/sameColumns.ts';

const callFrame = { functionName: 'a', scriptId: '1', url: 'file:///a.js', lineNumber: 1, columnNumber: 1 };
const others: Readonly<Record<string, object>> = {
  trace: [
    { name: 'thread_name', pid: 1, tid: 2, ts: 0, args: { name: 'Main' } },
    { name: 'Profile', pid: 1, tid: 2, id: '0x1', ts: 1, args: { data: { startTime: 10 } } },
    {
      name: 'ProfileChunk',
      pid: 1,
      tid: 2,
      id: '0x1',
      ts: 2,
      args: { data: { cpuProfile: { nodes: [{ id: 1, callFrame }], samples: [1, 1] }, timeDeltas: [1, 2] } },
    },
  ],
  legacy: {
    head: { functionName: '(root)', id: 1, children: [{ functionName: 'a', id: 2, hitCount: 1, children: [] }] },
    startTime: 1,
    endTime: 2,
    samples: [2, 1],
    timestamps: [1_000_000, 1_500_000],
  },
  heap: {
    head: { callFrame, selfSize: 0, id: 1, children: [{ callFrame, selfSize: 12, id: 2, children: [] }] },
    samples: [{ size: 12, nodeId: 2, ordinal: 1 }],
  },
};

export interface SeedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export const seedFiles: readonly SeedFile[] = [
  ...Object.entries(anomalies).map(([name, text]) => ({ name, bytes: encode(text) })),
  ...Object.entries(others).map(([name, file]) => ({ name, bytes: encode(JSON.stringify(file)) })),
  ...fixtures('profile'),
];

const levels = 100_000;
const deepNodes = (): string => {
  const nodes: string[] = [];
  for (let at = 1; at <= levels; at++)
    nodes.push(`{"id":${at},"callFrame":{"functionName":"f${at % 7}"},"children":[${at < levels ? at + 1 : ''}]}`);
  return `{"nodes":[${nodes.join()}],"startTime":0,"endTime":${levels},"samples":[${levels},1,${levels}],"timeDeltas":[0,1,1]}`;
};

/** Built when asked for: each is some megabytes. All are deeper than any recursion survives. */
export const deepFiles: Readonly<Record<string, () => string>> = {
  'a stack of 100,000 frames': deepNodes,
  'a stack of 100,000 frames, children first': () => {
    const file = JSON.parse(deepNodes()) as { nodes: object[] };
    file.nodes.reverse();
    return JSON.stringify(file);
  },
  'a legacy tree of 100,000 levels': () =>
    `{"head":${'{"functionName":"f","id":1,"children":['.repeat(levels)}${']}'.repeat(levels)}}`,
  'a heap of 100,000 levels': () =>
    `{"head":${'{"callFrame":{},"selfSize":1,"children":['.repeat(levels)}${']}'.repeat(levels)}}`,
  'a heap cut off in its depth': () => `{"head":${'{"callFrame":{},"selfSize":1,"children":['.repeat(levels)}`,
  'lists in lists': () => `{"extra":${'['.repeat(levels)}${']'.repeat(levels)},"nodes":[]}`,
  'lists in lists, cut off': () => `{"nodes":${'['.repeat(levels)}`,
  'a trace of lists in lists': () => `[{"name":"Profile","args":${'['.repeat(levels)}${']'.repeat(levels)}}]`,
};
