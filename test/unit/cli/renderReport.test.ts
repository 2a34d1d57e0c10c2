import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderReport } from '../../../src/profiler/cli/renderReport.ts';
import type { Look } from '../../../src/profiler/cli/terminal.ts';
import type { HotFunction, IoOperation, Recommendation, Report, Task } from '../../../src/profiler/report.ts';

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
   growth     now  allocated by
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
    tasks: [
      task(long, {
        count: 1e6,
        cpuMs: 9e5,
        waitMs: 9e6,
        blockedMs: 9e5,
        meanInFlight: 1234,
        awaits: 'concurrent',
        location: hot(long, 1).location,
      }),
    ],
    stalls: [{ startMs: 9e5, durationMs: 9e5, name: long, location: hot(long, 1).location }],
    phases: [0, 1].map((row) => ({
      startMs: row * 9e5,
      endMs: (row + 1) * 9e5,
      class: 'insufficient-data',
      cause: 'serial-awaits',
      budget: { cpu: 1, gc: 0, blocked: 0, wait: 0 },
    })),
    threadPool: {
      size: 4,
      occupancy: 1,
      meanQueued: 1,
      maxQueued: 1,
      queueMs: 9e6,
      runMs: 9e6,
      starved: true,
      filledBy: [{ kind: long, location: hot(long, 1).location, runMs: 9e6 }],
      waiting: [],
    },
  });
  for (const width of [40, 60, 80, 120]) {
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

const at = (file: string, line: number) => ({ file: `/project/${file}`, line, column: 1 });

const task = (name: string, changes: Partial<Task>): Task => ({
  name,
  location: null,
  count: 12,
  cpuMs: 0,
  waitMs: 0,
  blockedMs: 0,
  meanInFlight: 0,
  maxInFlight: 0,
  class: 'io-bound',
  awaits: null,
  ...changes,
});

const operation = (kind: string, changes: Partial<IoOperation>): IoOperation => ({
  kind,
  location: at('store.js', 44),
  count: 10,
  waitMs: 100,
  meanInFlight: 1,
  queueMs: null,
  bytes: null,
  ...changes,
});

/** Title and lines of a section, without indent. */
function section(text: string, title: string): string[] {
  const lines = text.split('\n').map((line) => line.slice(2));
  const from = lines.findIndex((line) => line.startsWith(title));
  return from < 0 ? [] : lines.slice(from, lines.indexOf('', from));
}

test('tasks: what each computes and waits for, in as many columns as fit', () => {
  const tasks = [
    task('GET /files/:id', {
      count: 4210,
      cpuMs: 912,
      waitMs: 168_400,
      meanInFlight: 31.6,
      awaits: 'concurrent',
      location: at('routes.js', 21),
    }),
    task('loadIndex', { count: 1, cpuMs: 81, waitMs: 1480, meanInFlight: 1, awaits: 'serial-independent' }),
    task('hash', { count: 0, cpuMs: 2140, blockedMs: 310, class: 'cpu-bound', location: at('hash.js', 3) }),
  ];
  const shown = (width: number) => section(renderReport(report({ tasks }), { ...plain, width }, places), 'Tasks');
  assert.deepEqual(shown(72), [
    'Tasks',
    '    cpu       waits  in flight  bound  task            at',
    ' 912 ms  2 min 48 s       31.6  I/O    GET /files/:id  routes.js:21',
    '81.0 ms      1.48 s        1.0  I/O    loadIndex',
    ' 2.14 s                         CPU    hash            hash.js:3',
  ]);
  assert.deepEqual(shown(120).slice(1, 4), [
    'count      cpu       waits  blocked  in flight  bound  awaits                   task            at',
    '4,210   912 ms  2 min 48 s                31.6  I/O    32 at a time             GET /files/:id  routes.js:21',
    '    1  81.0 ms      1.48 s                 1.0  I/O    one by one, independent  loadIndex',
  ]);
});

test('more than ten tasks or operations are counted, not shown', () => {
  const text = renderReport(
    report({
      tasks: Array.from({ length: 13 }, (_, row) => task(`t${row}`, { cpuMs: 1 })),
      io: Array.from({ length: 11 }, (_, row) => operation(`k${row}`, {})),
    }),
    plain,
    places,
  );
  assert.deepEqual(section(text, 'Tasks').slice(-2), ['   12  1.0 ms  I/O    t9', 'and 3 more']);
  assert.equal(section(text, 'Waits').length, 1 + 1 + 10 + 1);
});

test('waits: their part of the loop’s waiting, mean, and what is known of a few on a wide terminal', () => {
  const waits = report({
    io: [
      operation('fs', {
        operation: 'readFile',
        count: 4210,
        waitMs: 150_100,
        meanInFlight: 31.6,
        idleMs: 300,
        queueMs: 131_400,
        bytes: 1.31e9,
      }),
      operation('timer', { waitMs: 20, idleMs: 100, location: null }),
      operation('dns', { waitMs: 0.2 }),
    ],
    waiting: { name: '(waiting)', location: null, waitMs: 1, idleMs: 400, count: 1, children: [] },
  });
  const shown = (width: number) => section(renderReport(waits, { ...plain, width }, places), 'Waits');
  assert.deepEqual(shown(80), [
    'Waits',
    'of waiting  count     mean  in flight      queued  operation    started at',
    '      75 %  4,210  35.7 ms       31.6  2 min 11 s  fs readFile  store.js:44',
    '      25 %     10   2.0 ms        1.0              timer',
  ]);
  assert.deepEqual(shown(40), [
    'Waits',
    'of waiting  operation    started at',
    '      75 %  fs readFile  store.js:44',
    '      25 %  timer',
  ]);
  assert.deepEqual(shown(120).slice(1, 3), [
    'of waiting  count     mean       waits  in flight      queued   bytes  operation    started at',
    '      75 %  4,210  35.7 ms  2 min 30 s       31.6  2 min 11 s  1.3 GB  fs readFile  store.js:44',
  ]);
});

test('a starved thread pool is named with who filled it and who waited', () => {
  const pool = report({
    threadPool: {
      size: 4,
      occupancy: 0.97,
      meanQueued: 27.4,
      maxQueued: 60,
      queueMs: 131_400,
      runMs: 20_870,
      starved: true,
      filledBy: [{ kind: 'crypto', location: at('hash.js', 34), runMs: 18_700 }],
      waiting: [
        { kind: 'fs', location: at('store.js', 44), queueMs: 131_400 },
        { kind: 'dns', location: null, queueMs: 0.1 },
      ],
    },
  });
  assert.deepEqual(section(renderReport(pool, plain, places), 'Thread pool'), [
    'Thread pool, 4 threads',
    '! Operations spent most of their time waiting for a thread.',
    'Busy 97 %; 27.4 operations queued in the mean, 60 at most; queued 2 min 11 s,',
    'running 20.87 s in all.',
    '               time  kind    at',
    'held by     18.70 s  crypto  hash.js:34',
    'queued   2 min 11 s  fs      store.js:44',
  ]);
});

test('stalls: the five longest of all', () => {
  const stalls = [60, 388, 70, 90, 80, 75].map((durationMs, row) => ({
    startMs: row * 1000,
    durationMs,
    name: 'parse',
    location: at('parse.js', 7),
  }));
  const text = renderReport(
    report({ stalls, sampling: { ...report().sampling, stallThresholdMs: 50 } }),
    plain,
    places,
  );
  const lines = section(text, 'Event loop stalls');
  assert.equal(lines[0], 'Event loop stalls of 50 ms and more: 6');
  assert.equal(lines[2], ' 388 ms  1.00 s  parse    parse.js:7');
  assert.equal(lines.length, 2 + 5);
});

test('phases: when, the budget as a bar, class and cause; none of a run of one piece', () => {
  const budget = (cpu: number) => ({ cpu, gc: 0, blocked: 0, wait: 1 - cpu });
  const phases: Report['phases'] = [
    { startMs: 0, endMs: 1210, class: 'cpu-bound', cause: 'javascript', budget: budget(1) },
    { startMs: 1210, endMs: 4000, class: 'io-bound', cause: null, budget: budget(0.25) },
  ];
  assert.deepEqual(section(renderReport(report({ phases }), plain, places), 'Phases'), [
    'Phases',
    `     0 to 1.21 s  ${'█'.repeat(16)}  CPU-bound, JavaScript on the main thread`,
    `1.21 s to 4.00 s  ${'█'.repeat(4)}${'░'.repeat(12)}  I/O-bound`,
  ]);
  assert.doesNotMatch(renderReport(report({ phases: phases.slice(0, 1) }), plain, places), /Phases/);
});

test('a stuck program is told before its verdict, however short it was sampled', () => {
  const text = renderReport(
    report({
      sampling: { ...report().sampling, cpuSamples: 4 },
      stuck: {
        kind: 'lock',
        text: 'Both threads wait for a lock that nobody will open.',
        threads: [
          {
            id: '1-0',
            name: 'main thread',
            stack: [
              { name: 'wait', location: null },
              { name: 'lock', location: at('mutex.js', 18) },
            ],
          },
          { id: '1-2', name: 'worker 2', stack: [] },
        ],
      },
    }),
    plain,
    places,
  );
  const lines = section(text, 'Stuck');
  assert.equal(lines[1], 'Both threads wait for a lock that nobody will open.');
  assert.ok(
    lines.some((line) => line.includes('lock') && line.includes('mutex.js:18')),
    text,
  );
  assert.ok(
    lines.some((line) => line.startsWith('worker 2')),
    text,
  );
  assert.ok(text.indexOf('Stuck') < text.indexOf('CPU-bound'), text);
});
