import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderReport } from '../../../src/profiler/cli/renderReport.ts';
import type { Look } from '../../../src/profiler/cli/terminal.ts';
import type { HotFunction, Recommendation, Report } from '../../../src/profiler/report.ts';

const plain: Look = { width: 80, colour: false, unicode: true };
const places = { captureDir: '/captures/one', htmlFile: '/captures/one/report.html' };

const hot = (name: string, selfMs: number, calls: number | null = null): HotFunction => ({
  name,
  location: { file: `/project/src/${name}.js`, line: 12, column: 1 },
  selfMs,
  totalMs: selfMs * 2,
  selfShare: selfMs / 4000,
  totalShare: selfMs / 2000,
  calls,
  category: 'user',
  lines: [],
});

const advice = (changes: Partial<Recommendation>): Recommendation => ({
  id: 'workers',
  title: 'Move parse into worker threads',
  model: 'worker-threads',
  size: 3,
  target: { name: 'parse', location: { file: '/project/src/parse.js', line: 12, column: 1 } },
  predictedSpeedup: { low: 1.8, expected: 2.4, high: 2.9 },
  confidence: 0.8,
  why: ['One thread computes while three processors are free.'],
  wouldChangeIf: [],
  caveats: [],
  action: null,
  ...changes,
});

const report = (changes: Partial<Report> = {}): Report => ({
  schemaVersion: 1,
  run: {
    command: ['node', 'src/main.js'],
    cwd: '/project',
    nodeVersion: '22.1.0',
    platform: 'linux',
    cpuCount: 4,
    startedAt: '2026-01-01T00:00:00.000Z',
    wallMs: 4000,
    exit: { code: 0, signal: null, reason: 'exited' },
  },
  verdict: {
    class: 'cpu-bound',
    cause: 'javascript',
    confidence: 0.97,
    summary: 'CPU-bound: the main thread computes 90 % of the time.',
    budget: { cpu: 0.85, gc: 0.05, blocked: 0, wait: 0.1 },
    offThreadCpuMs: { threadPool: 120, workers: 0, childProcesses: 0 },
    evidence: [{ text: 'Share of the time spent computing', value: 0.9, unit: 'share' }],
  },
  threads: [],
  hotFunctions: [hot('parse', 2000), hot('render', 400), hot('trifle', 0.1)],
  tasks: [],
  io: [],
  stalls: [],
  memory: {
    peakHeapBytes: 12e6,
    peakRssBytes: 90e6,
    peakExternalBytes: 2e6,
    timeline: [],
    growth: [{ name: 'cache', location: null, beforeBytes: 0, afterBytes: 5e6, deltaBytes: 5e6, deltaCount: 9 }],
    allocation: [],
    leak: null,
  },
  recommendations: [
    advice({}),
    advice({ title: 'Keep it', size: null, predictedSpeedup: { low: 1, expected: 1, high: 1 } }),
  ],
  warnings: ['Threads of the pool were not sampled.'],
  cpuTimeline: [],
  sampling: {
    engine: 'inspector',
    cpuIntervalRequestedMs: 1,
    cpuIntervalObservedMs: 1.1,
    cpuSamples: 3600,
    heapIntervalBytes: 524_288,
    heapMode: 'live',
  },
  sources: [],
  ...changes,
});

test('the whole report, as it stands on a terminal of 80 columns', () => {
  const bar = `${'█'.repeat(66)}${'▓'.repeat(4)}${'░'.repeat(8)}`;
  assert.equal(
    renderReport(report(), plain, places),
    `
  CPU-bound: JavaScript on the main thread                       confidence 97 %
  The main thread computes 90 % of the time.

  node src/main.js
  Ended after 4.00 s – Node.js 22.1.0, 4 processors

  Main thread, 4.00 s
  ${bar}
  █ computing 85 %   ▓ garbage collection 5 %   ░ waiting 10 %
  CPU elsewhere: thread pool 120 ms

  Why
  • Share of the time spent computing: 90 %

  Hot functions
    self   total  share  function  at
  2.00 s  4.00 s   50 %  parse     src/parse.js:12
  400 ms  800 ms   10 %  render    src/render.js:12

  Memory
  Peak: JavaScript heap 12.0 MB, outside it 2.0 MB, process 90.0 MB
   growth     now  allocated by  at
  +5.0 MB  5.0 MB  cache

  Recommendation
  Move parse into worker threads (3)
  Predicted: about 2.4× as fast (1.8× to 2.9×), confidence 80 %
  Where: parse src/parse.js:12
  • One thread computes while three processors are free.

  or Keep it: no speed-up expected

  Not measured, or with care
  ! Threads of the pool were not sampled.

  HTML report  /captures/one/report.html
  Capture      /captures/one
`,
  );
});

test('no line is wider than the terminal, whatever the names', () => {
  const long = 'aVeryLongNameThatNobodyWouldWrite'.repeat(4);
  const wide = report({
    hotFunctions: [hot(long, 2000), hot('x', 100, 3_000_000)],
    io: [
      {
        kind: long,
        location: hot(long, 1).location,
        count: 12_345,
        waitMs: 9e5,
        meanInFlight: 3,
        queueMs: null,
        bytes: null,
      },
    ],
    threads: ['main', 'worker', 'process'].map((kind) => ({
      id: '1-0',
      kind: kind as 'main',
      pid: 4_194_304,
      threadId: 17,
      name: long,
      startMs: 0,
      wallMs: 725_000,
      budget: { cpu: 1, gc: 0, blocked: 0, wait: 0 },
    })),
    recommendations: [advice({ target: { name: 'parse', location: hot(long, 1).location! } })],
  });
  for (const width of [60, 80, 120]) {
    for (const line of renderReport(wide, { ...plain, width }, places).split('\n')) {
      assert.ok([...line].length <= width, `${width}: ${line}`);
    }
  }
});

test('counted calls read like pstats', () => {
  const text = renderReport(report({ hotFunctions: [hot('parse', 2000, 4000), hot('(program)', 100)] }), plain, places);
  assert.match(text, /ncalls {2}tottime {2}percall {2}cumtime {2}percall {2}function/);
  assert.match(text, / 4,000 +2\.00 s +0\.50 ms +4\.00 s +1\.0 ms {2}parse/);
});

test('a run too short to judge shows its sentence and no numbers that look like an answer', () => {
  const short = report({
    verdict: {
      ...report().verdict,
      class: 'insufficient-data',
      cause: null,
      confidence: 0,
      summary: 'The run was too short.',
    },
    sampling: { ...report().sampling, cpuSamples: 7 },
  });
  const text = renderReport(short, plain, places);
  assert.match(text, /^ {2}Not enough data$/m);
  assert.match(text, /The run was too short\./);
  assert.doesNotMatch(text, /Hot functions|Main thread|Recommendation/);
  assert.match(text, /\/captures\/one/);
});

test('how the program ended is told', () => {
  const ended = (exit: Report['run']['exit']) =>
    renderReport(report({ run: { ...report().run, exit } }), plain, places);
  assert.match(ended({ code: 3, signal: null, reason: 'exited' }), /Ended with exit code 3 after/);
  assert.match(
    ended({ code: 1, signal: null, reason: 'exited', error: 'TypeError: x is not a function' }),
    /Ended with exit code 1 after.*\n {2}Error: TypeError: x is not a function$/m,
  );
  assert.match(ended({ code: 1, signal: null, reason: 'exited', error: 'Error: no disk' }), /^ {2}Error: no disk$/m);
  assert.match(ended({ code: null, signal: 'SIGTERM', reason: 'stopped' }), /Stopped after/);
  assert.match(ended({ code: null, signal: 'SIGKILL', reason: 'killed' }), /Killed by SIGKILL after/);
  assert.match(ended({ code: null, signal: null, reason: 'killed' }), /Cut off after/);
  assert.match(ended({ code: null, signal: 'SIGABRT', reason: 'crashed' }), /Crashed by SIGABRT after/);
});

test('colours dress the same text; plain characters replace the others', () => {
  const escapes = /\u001b\[\d+m/g;
  const coloured = renderReport(report(), { ...plain, colour: true }, places);
  assert.match(coloured, escapes);
  assert.equal(coloured.replace(escapes, ''), renderReport(report(), plain, places));
  const ascii = renderReport(report(), { ...plain, unicode: false }, places).replaceAll('×', 'x');
  assert.doesNotMatch(ascii, /[^\u0000-\u007f]/);
});
