/** Liberties that writers of CPU profiles take, each as the text of a small file. All are valid JSON. */
const frame = (functionName: string, more: object = {}) => ({
  functionName,
  scriptId: '1',
  url: 'file:///app/a.js',
  lineNumber: 4,
  columnNumber: 2,
  ...more,
});
const root = { functionName: '(root)', scriptId: '0', url: '', lineNumber: -1, columnNumber: -1 };
const node = (id: unknown, name: string, more: object = {}) => ({ id, callFrame: frame(name), hitCount: 1, ...more });
const times = { startTime: 1000, endTime: 2000, samples: [2, 3, 2], timeDeltas: [100, 200, 300] };
const rooted = { id: 1, callFrame: root, hitCount: 0, children: [2, 3] };
const nodes = [rooted, node(2, 'a', { children: [] }), node(3, 'b')];
const plain = { nodes, ...times };

const asText = (file: unknown) => JSON.stringify(file);
/** Both ways of saying the same: JSON.stringify never writes escapes that it does not need. */
const escaped = (text: string) => text.replaceAll('"a"', '"\\u0061"').replace('file:///', 'file:\\/\\/\\/');

export const anomalies: Readonly<Record<string, string>> = {
  plain: asText(plain),
  'with white space': JSON.stringify(plain, null, '\t').replaceAll('\n', ' \r\n'),
  'with a byte order mark': `\ufeff${asText(plain)}`,
  'members in another order': asText(Object.fromEntries(Object.entries(plain).reverse())),
  'nodes with members in another order': asText({
    ...plain,
    nodes: nodes.map((entry) => Object.fromEntries(Object.entries(entry).reverse())),
  }),
  'keys that nobody knows': asText({
    title: 'x',
    $vscode: { locations: [{ a: [[], {}, 'b"]'] }] },
    ...plain,
    nodes: nodes.map((entry) => ({ ...entry, locationId: 5, deoptReason: 'no reason', icicle: null, parents: [1] })),
  }),
  'samples before nodes': asText({ ...times, nodes }),
  'ids with gaps, and 0': asText({
    ...plain,
    nodes: [{ ...rooted, id: 7, children: [0, 900_000_000] }, node(0, 'a'), node(900_000_000, 'b')],
    samples: [0, 900_000_000, 0],
  }),
  'ids that are text': asText({
    ...plain,
    nodes: [{ ...rooted, children: ['2'] }, node('2', 'a'), node(3, 'b')],
    samples: ['2', 2, 3],
  }),
  'ids that are fractions or negative': asText({
    ...plain,
    nodes: [rooted, node(1.5, 'a'), node(-3, 'b')],
    samples: [1.5, -3, -1],
  }),
  'no ids': asText({ ...plain, nodes: [{ callFrame: root }, { callFrame: frame('a') }] }),
  'one id twice': asText({ ...plain, nodes: [...nodes, node(3, 'c', { parent: 2 })] }),
  'parents instead of children': asText({
    ...plain,
    nodes: [{ id: 1, callFrame: root }, node(2, 'a', { parent: 1 }), node(3, 'b', { parent: 2 })],
  }),
  'parents and children': asText({
    ...plain,
    nodes: [rooted, node(2, 'a', { parent: 1, children: [3] }), node(3, 'b', { parent: 1 })],
  }),
  'parents that are null or unknown': asText({
    ...plain,
    nodes: [{ ...rooted, parent: null }, node(2, 'a', { parent: 77 }), node(3, 'b', { parent: 'x' })],
  }),
  'children before their parents': asText({ ...plain, nodes: [...nodes].reverse() }),
  'a circle of parents': asText({
    ...plain,
    nodes: [node(1, 'r', { parent: 3 }), node(2, 'a', { parent: 1 }), node(3, 'b', { parent: 2 })],
  }),
  'children that are missing, and no children': asText({
    ...plain,
    nodes: [{ ...rooted, children: [2, 3, 99, null, '2', -1, 1.5] }, node(2, 'a', { children: null }), node(3, 'b')],
  }),
  'samples of unknown nodes': asText({ ...plain, samples: [2, 99, null], timeDeltas: [0, 10, 10] }),
  'samples of all kinds': asText({
    ...plain,
    samples: [2, '2', null, 2.0, 2.5, -2, 1e20, [2], {}, true],
    timeDeltas: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  }),
  'more samples than deltas': asText({ ...plain, samples: [2, 3, 2, 3, 2] }),
  'more deltas than samples': asText({ ...plain, timeDeltas: [1, 2, 3, 4, 5, 6] }),
  'negative and zero deltas': asText({
    ...plain,
    samples: [2, 3, 2, 3, 2, 3],
    timeDeltas: [10, 0, 300, -200, 0, 50],
  }),
  'deltas of all kinds': asText({
    ...plain,
    samples: [2, 3, 2, 3, 2, 3, 2],
    timeDeltas: [1.5, null, '7', 1e3, -0, 12345678901234567, -2.25e-3],
  }).replace('1000,', '1E+3 ,'),
  'a delta of 200,000 digits': asText(plain).replace(':[100,', `:[1.${'0'.repeat(200_000)},`),
  'a wrapped delta': asText({ ...plain, timeDeltas: [1, 2147483647, -2147483648] }),
  'an end before the last sample': asText({ ...plain, endTime: 1001 }),
  'no end, no start': asText({ ...plain, startTime: undefined, endTime: null }),
  'start and end as text': asText({ ...plain, startTime: '5', endTime: [7] }),
  'fractions of a microsecond': asText({ ...plain, startTime: 0.5, endTime: 1234.25, timeDeltas: [0.1, 0.2, 0.3] }),
  'empty samples': asText({ ...plain, samples: [], timeDeltas: [] }),
  'no samples': asText({ nodes, startTime: 0, endTime: 500 }),
  'samples that are no list': asText({ ...plain, samples: { 0: 2 }, timeDeltas: 'x' }),
  'one node, nothing measured': asText({ nodes: [{ id: 1, callFrame: root }], startTime: 0, endTime: 0, samples: [] }),
  'call frames with holes': asText({
    ...plain,
    nodes: [
      rooted,
      { id: 2, callFrame: {} },
      { id: 3, callFrame: { functionName: null, scriptId: null, url: 5, lineNumber: '3', columnNumber: null } },
      { id: 4, callFrame: { functionName: '', scriptId: '', url: '', lineNumber: -1, columnNumber: -9 } },
    ],
  }),
  'script ids as numbers': asText({
    ...plain,
    nodes: [
      rooted,
      node(2, 'a', { callFrame: frame('f', { scriptId: 5 }) }),
      node(3, 'b', { callFrame: frame('f', { scriptId: '5' }) }),
      node(4, 'c', { callFrame: frame('f', { scriptId: 5.5 }) }),
    ],
  }),
  'one script with several urls': asText({
    ...plain,
    nodes: [
      rooted,
      node(2, 'a', { callFrame: frame('f', { url: 'file:///app/b.js' }) }),
      node(3, 'b', { callFrame: frame('f') }),
      node(4, 'c', { callFrame: frame('f', { url: 'file:///app/b.js' }) }),
      node(5, 'd', { callFrame: frame('f', { url: 'file:///app/b.jsx' }) }),
    ],
  }),
  'names with escapes': escaped(asText({ ...plain, nodes: [...nodes, node(4, 'a'), node(5, 'a"b\\c\nd')] })),
  'names in all scripts': asText({ ...plain, nodes: [rooted, node(2, 'größe'), node(3, '関数'), node(4, '🔥')] }),
  'a name with half a pair': asText({ ...plain, nodes: [rooted, node(2, '\ud83d'), node(3, 'b')] }),
  'markup in names': asText({
    ...plain,
    nodes: [rooted, node(2, '</script><img src=x onerror=alert(1)>'), node(3, '<b>"\'`</b>')],
  }),
  'urls of all kinds': asText({
    ...plain,
    nodes: [
      'node:fs',
      'internal/timers.js',
      'bootstrap_node.js',
      'C:\\app\\a.js',
      'wasm://wasm/1',
      'evalmachine.<anonymous>',
      '[eval]',
      'webpack:///a.js',
      'https://example.org/a.js',
    ].map((url, at) => node(at + 1, 'f', { callFrame: frame('f', { url }) })),
  }),
  'pseudo frames': asText({
    ...times,
    nodes: [
      { ...rooted, children: [2, 4, 5, 6] },
      node(2, 'a', { children: [3] }),
      node(3, 'b'),
      { id: 4, callFrame: { ...root, functionName: '(garbage collector)' } },
      { id: 5, callFrame: { ...root, functionName: '(program)' } },
      { id: 6, callFrame: { ...root, functionName: '(idle)' } },
    ],
    samples: [3, 4, 5, 3, 5, 6, 4, 2],
    timeDeltas: [5, 10, 10, 10, 10, 10, 10, 10],
  }),
  'ticks of all kinds': asText({
    ...plain,
    nodes: [
      rooted,
      node(2, 'a', {
        positionTicks: [
          { line: 5, ticks: 2 },
          { ticks: 1, line: 5 },
          { line: 2, ticks: 3, column: 9 },
          { line: null, ticks: '4' },
          {},
          null,
          7,
        ],
      }),
      node(3, 'b', { positionTicks: { line: 1, ticks: 1 } }),
    ],
  }),
  'lines from 1, ticks in the call frame': asText({
    ...plain,
    nodes: [rooted, node(2, 'a', { callFrame: frame('a', { lineTicks: [{ line: 9, hitCount: 3 }] }) }), node(3, 'b')],
  }),
  'hit counts of all kinds': asText({
    ...plain,
    samples: undefined,
    nodes: [rooted, node(2, 'a', { hitCount: 2.5 }), node(3, 'b', { hitCount: '3' }), node(4, 'c', { hitCount: null })],
  }),
  'positions of all kinds': asText({
    ...plain,
    nodes: [
      rooted,
      node(2, 'a', { callFrame: frame('a', { lineNumber: 1.5, columnNumber: 1e9 }) }),
      node(3, 'b', { callFrame: frame('b', { lineNumber: 1e300, columnNumber: null }) }),
    ],
  }),
  'keys twice': `{"nodes":[],"nodes":[{"id":1,"id":2,"callFrame":{"functionName":"x","functionName":"a"}}],"samples":[2],"timeDeltas":[1]}`,
  'keys with escapes': asText(plain).replace('"samples"', '"s\\u0061mples"'),
  'ticks twice': asText({
    ...plain,
    nodes: [rooted, node(2, 'a', { positionTicks: [{ line: 1, ticks: 1 }] })],
  }).replace('"line":1', '"line":2,"line":"x"'),
};
