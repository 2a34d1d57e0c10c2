import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endOfSample, type CpuColumns } from '../../../src/profiler/capture/format/cpuColumns.ts';
import { parseCpuProfile, readCpuProfiles } from '../../../src/profiler/capture/format/readCpuProfile.ts';
import { selfTimes } from '../../../src/profiler/capture/format/selfTimes.ts';

const frame = (functionName: string, more: object = {}) => ({
  functionName,
  scriptId: '1',
  url: 'file:///a.js',
  lineNumber: 0,
  columnNumber: 0,
  ...more,
});
const node = (id: number, name: string, more: object = {}) => ({ id, callFrame: frame(name), ...more });
const tree = [node(1, '(root)', { children: [2, 3] }), node(2, 'a', { children: [] }), node(3, 'b')];

/** `name:self` in microseconds, then what nobody got. */
function self(file: unknown): string {
  const columns = parseCpuProfile(file);
  const byName = new Map<string, number>();
  selfTimes(columns).forEach((time, at) => {
    const { name } = columns.frames[columns.frameOfNode[at] as number] as CpuColumns['frames'][number];
    if (time !== 0) byName.set(name, (byName.get(name) ?? 0) + time);
  });
  const given = [...byName.values()].reduce((sum, time) => sum + time, 0);
  const nobody = columns.endMicros - columns.startMicros - given;
  return [...[...byName].sort(([a], [b]) => (a < b ? -1 : 1)), ['gap', nobody]]
    .map(([name, time]) => `${name}:${time}`)
    .join(' ');
}

const cases: readonly (readonly [name: string, file: unknown, expected: string])[] = [
  [
    'the first delta belongs to nobody, the last sample runs to the end',
    { nodes: tree, startTime: 1000, endTime: 2000, samples: [2, 3], timeDeltas: [500, 100] },
    'a:100 b:400 gap:500',
  ],
  [
    'negative deltas keep order and total',
    { nodes: tree, startTime: 0, endTime: 1000, samples: [2, 3, 2, 3], timeDeltas: [0, 300, -100, 400] },
    'a:300 b:700 gap:0',
  ],
  [
    'zero deltas give nothing',
    { nodes: tree, startTime: 0, endTime: 300, samples: [2, 3, 2], timeDeltas: [0, 0, 100] },
    'a:200 b:100 gap:0',
  ],
  [
    'a node with the id 0 counts, and ids have gaps',
    {
      nodes: [node(7, '(root)', { children: [0, 90] }), node(0, 'zero'), node(90, 'b')],
      startTime: 0,
      endTime: 30,
      samples: [0, 90],
      timeDeltas: [0, 10],
    },
    'b:20 zero:10 gap:0',
  ],
  [
    'a sample of an unknown node is nobody’s',
    { nodes: tree, startTime: 0, endTime: 30, samples: [2, 99, 3], timeDeltas: [0, 10, 10] },
    'a:10 b:10 gap:10',
  ],
  [
    'more samples than deltas, and the other way round',
    { nodes: tree, startTime: 0, endTime: 30, samples: [2, 3, 3], timeDeltas: [0, 10] },
    'a:10 b:20 gap:0',
  ],
  [
    'an end before the last sample',
    { nodes: tree, startTime: 0, endTime: 5, samples: [2, 3], timeDeltas: [0, 10] },
    'a:10 gap:0',
  ],
  [
    'without samples the hit counts share the time',
    {
      nodes: [tree[0], node(2, 'a', { hitCount: 3 }), node(3, 'b', { hitCount: 1 })],
      startTime: 0,
      endTime: 400,
      samples: [],
      timeDeltas: [],
    },
    'a:300 b:100 gap:0',
  ],
  ['nothing measured', { nodes: [node(1, '(root)')], startTime: 0, endTime: 0, samples: [], timeDeltas: [] }, 'gap:0'],
  [
    'legacy: nested head, stamps in µs, ends in seconds',
    {
      head: {
        functionName: '(root)',
        id: 1,
        children: [
          { functionName: 'a', id: 2, lineNumber: 5 },
          { functionName: 'b', id: 3 },
        ],
      },
      startTime: 1,
      endTime: 1.0009765625,
      samples: [2, 3],
      timestamps: [1_000_200, 1_000_500],
    },
    'a:300 b:476.5625 gap:200',
  ],
  [
    'legacy with whole seconds: the stamps alone count',
    {
      head: { functionName: '(root)', id: 1, children: [{ functionName: 'a', id: 2 }] },
      startTime: 1,
      endTime: 2,
      samples: [2, 2],
      timestamps: [1_600_000, 1_600_500],
    },
    'a:500 gap:0',
  ],
  [
    'legacy with all ids 0: the hit counts',
    {
      head: {
        functionName: '(root)',
        id: 0,
        children: [
          { functionName: 'a', id: 0, hitCount: 1 },
          { functionName: 'b', id: 0, hitCount: 3 },
        ],
      },
      startTime: 0,
      endTime: 0.0004,
      samples: [0, 0],
    },
    'a:100 b:300 gap:0',
  ],
];

for (const [name, file, expected] of cases) test(`columns: ${name}`, () => assert.equal(self(file), expected));

test('parents come before children, however the file lists them', () => {
  const shuffled = { startTime: 0, endTime: 10, samples: [3], timeDeltas: [0] };
  for (const nodes of [
    [node(3, 'c', { parent: 2 }), node(2, 'b', { parent: 1 }), node(1, '(root)')],
    [node(3, 'c'), node(2, 'b', { children: [3, 77] }), node(1, '(root)', { children: [2] })],
  ]) {
    const columns = parseCpuProfile({ nodes, ...shuffled });
    assert.deepEqual([...columns.parentOfNode], [-1, 0, 1]);
    assert.deepEqual([...columns.depthOfNode], [0, 1, 2]);
    const name = (at: number) => columns.frames[columns.frameOfNode[at] as number]?.name;
    assert.deepEqual([0, 1, 2].map(name), ['(root)', 'b', 'c']);
    assert.deepEqual([...columns.nodeOfSample], [2]);
  }
});

test('a circle of parents is cut open', () => {
  const nodes = [node(1, 'a', { parent: 2 }), node(2, 'b', { parent: 1 }), node(3, 'c', { parent: 3 })];
  const { parentOfNode } = parseCpuProfile({ nodes, startTime: 0, endTime: 0, samples: [], timeDeltas: [] });
  assert.equal([...parentOfNode].filter((parent) => parent < 0).length, 2);
});

test('script ids may be numbers, and the url is part of a frame', () => {
  const nodes = [
    node(1, '(root)'),
    { id: 2, callFrame: frame('f', { scriptId: 5 }) },
    { id: 3, callFrame: frame('f', { scriptId: '5' }) },
    { id: 4, callFrame: frame('f', { scriptId: '5', url: 'file:///b.js' }) },
  ];
  const { frameOfNode } = parseCpuProfile({ nodes, startTime: 0, endTime: 0 });
  assert.deepEqual([...frameOfNode], [0, 1, 1, 2]);
});

test('v8-profiler-next counts lines from 1 and keeps its ticks in the call frame', () => {
  const nodes = [
    node(1, '(root)'),
    { id: 2, callFrame: frame('f', { lineNumber: 10, columnNumber: 3, lineTicks: [{ line: 11, hitCount: 4 }] }) },
  ];
  const columns = parseCpuProfile({ nodes, startTime: 0, endTime: 0 });
  assert.deepEqual([columns.frames[1]?.line, columns.frames[1]?.column], [9, 2]);
  assert.deepEqual([...columns.lineOfTick, ...columns.countOfTick], [11, 4]);
});

test('a trace holds one profile per thread, in chunks that may be out of order', () => {
  const chunk = (ts: number, tid: number, data: object) => ({
    name: 'ProfileChunk',
    ph: 'P',
    pid: 1,
    tid,
    id: `0x${tid}`,
    ts,
    args: { data },
  });
  const cpuProfile = (nodes: object[], samples: number[]) => ({ nodes, samples });
  const traceEvents = [
    { name: 'thread_name', ph: 'M', pid: 1, tid: 8, ts: 0, args: { name: 'Worker' } },
    chunk(30, 8, { cpuProfile: cpuProfile([], [2]), timeDeltas: [20], endTime: 150 }),
    chunk(20, 8, { cpuProfile: cpuProfile([node(1, '(root)'), node(2, 'a', { parent: 1 })], [2]), timeDeltas: [10] }),
    { name: 'Profile', ph: 'P', pid: 1, tid: 8, id: '0x8', ts: 10, args: { data: { startTime: 100 } } },
    { name: 'ProfileChunk', ph: 'P', pid: 1, tid: 8, id: '0x8', ts: 40, args: {} },
  ];
  for (const file of [traceEvents, { traceEvents }]) {
    const [profile, ...others] = readCpuProfiles(file);
    assert.equal(others.length, 0);
    assert.equal(profile?.name, 'Worker');
    const { columns } = profile as NonNullable<typeof profile>;
    assert.deepEqual([...columns.timeOfSample], [110, 130]);
    assert.equal(endOfSample(columns, 1), 150);
  }
});

test('what is not a CPU profile is refused in a plain sentence', () => {
  const refused: readonly (readonly [file: unknown, reason: RegExp])[] = [
    [null, /not a JSON object/],
    ['text', /not a JSON object/],
    [{}, /no list of call-tree nodes/],
    [{ nodes: [] }, /list of nodes is empty/],
    [{ nodes: [{ id: 1 }] }, /node 0 has no call frame/],
    [{ nodes: [null] }, /node 0 has no call frame/],
    [{ head: { callFrame: frame('(root)'), selfSize: 0, children: [] } }, /it is a heap profile/],
    [{ snapshot: {} }, /it is a heap snapshot/],
    [[], /a trace without CPU profiles/],
  ];
  for (const [file, reason] of refused)
    assert.throws(() => parseCpuProfile(file), { name: 'UserError', message: reason });
});
