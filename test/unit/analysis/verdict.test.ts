import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../../src/profiler/analysis/index.ts';
import { drawCapture, type DrawnRun } from './drawnCapture.ts';
import { native } from './drawnProfile.ts';

interface Case {
  name: string;
  run: DrawnRun;
  says: string;
}

const pbkdf2 = { name: 'pbkdf2Sync', url: 'node:internal/crypto/pbkdf2', line: 60 };
const idle = { drawing: '..........', times: 100 };
const cases: Case[] = [
  {
    name: 'an idle loop with one timer',
    run: { threads: [idle], resources: { Timeout: 1 } },
    says: 'io-bound timers',
  },
  {
    name: 'a spinning script',
    run: { threads: [{ drawing: 'aaaaaaaaaa', times: 100 }] },
    says: 'cpu-bound javascript',
  },
  {
    name: 'a loop of setImmediate, which V8 takes for idle',
    run: { threads: [{ drawing: 'a.........', times: 100, coresWhileIdle: 1 }] },
    says: 'cpu-bound javascript',
  },
  {
    name: 'built-ins are JavaScript',
    run: { threads: [{ drawing: 'aaaaaaaaaa\nbbbbbbbbb', times: 100, frames: { b: native('sort') } }] },
    says: 'cpu-bound javascript',
  },
  {
    name: 'pbkdf2Sync, charged to the JS function of Node that calls it',
    run: { threads: [{ drawing: 'aaaaaaaaaa\npppppppppp', times: 100, frames: { p: pbkdf2 } }] },
    says: 'cpu-bound native',
  },
  {
    name: 'pbkdf2Sync with a native frame',
    run: { threads: [{ drawing: 'aaaaaaaaaa\nrrrrrrrrrr', times: 100, frames: { r: native('run') } }] },
    says: 'cpu-bound native',
  },
  {
    name: 'statSync in a loop computes in the kernel',
    run: { threads: [{ drawing: 'aaaaaaaaaa\nsssssssss', times: 100, frames: { s: native('stat') } }] },
    says: 'cpu-bound synchronous-io',
  },
  {
    name: 'the helpers of readFileSync are part of it',
    run: {
      threads: [
        {
          drawing: 'aaaaaaaaaa\nrrrrrrrrr\ntttttttt',
          times: 100,
          frames: { r: { name: 'readFileSync', url: 'node:fs' }, t: { name: 'tryCreateBuffer', url: 'node:fs' } },
        },
      ],
    },
    says: 'cpu-bound synchronous-io',
  },
  {
    name: 'starting asynchronous reads of files holds nobody up, it computes',
    run: {
      threads: [
        {
          drawing: 'aaaaaaaaaa\npppppppppp\noooooooo',
          times: 100,
          frames: { p: { name: 'readFile', url: 'node:internal/fs/promises' }, o: native('openFileHandle') },
        },
      ],
    },
    says: 'cpu-bound javascript',
  },
  {
    name: 'a synchronous call in the callback of an asynchronous one',
    run: {
      threads: [
        {
          drawing: 'rrrrrrrrrr\naaaaaaaaaa\nssssssss',
          times: 100,
          frames: { r: { name: 'readFileAfterClose', url: 'node:internal/fs/read/context' }, s: native('stat') },
        },
      ],
    },
    says: 'cpu-bound synchronous-io',
  },
  {
    name: 'the collector takes four tenths',
    run: { threads: [{ drawing: 'aaaaaa####', times: 100 }] },
    says: 'cpu-bound garbage-collection',
  },
  {
    name: 'pool crypto while the main thread idles',
    run: { threads: [idle], cores: { pool: 3.9 } },
    says: 'cpu-bound thread-pool',
  },
  {
    name: 'a pool that does next to nothing while the main thread waits for timers',
    run: { threads: [idle], cores: { pool: 0.02 }, resources: { Timeout: 1 } },
    says: 'io-bound timers',
  },
  {
    name: 'helper threads of V8 and the profiler are no pool',
    run: { threads: [idle], cores: { v8: 1.5, profiler: 0.2 }, resources: { Timeout: 1 } },
    says: 'io-bound timers',
  },
  {
    name: 'spawnSync of a sleeping program',
    run: {
      threads: [{ drawing: 'aaaaaaaaaa\nssssssssss', times: 100, frames: { s: native('spawn') }, coresWhileBusy: 0 }],
    },
    says: 'io-bound synchronous-io',
  },
  {
    name: 'spawnSync of a computing program that is not Node',
    run: {
      threads: [{ drawing: 'aaaaaaaaaa\nssssssssss', times: 100, frames: { s: native('spawn') }, coresWhileBusy: 0 }],
      cores: { foreignChildren: 1 },
    },
    says: 'cpu-bound child-processes',
  },
  {
    name: 'a computing Node child',
    run: { threads: [idle, { drawing: 'aaaaaaaaaa', times: 100, kind: 'process' }] },
    says: 'cpu-bound child-processes',
  },
  {
    name: 'Atomics.wait, charged to its caller',
    run: { threads: [{ drawing: 'aaaaaaaaaa', times: 100, coresWhileBusy: 0 }] },
    says: 'io-bound lock',
  },
  {
    name: 'two computing workers',
    run: { threads: [idle, { drawing: 'aaaaaaaaaa', times: 100 }, { drawing: 'bbbbbbbbbb', times: 100 }] },
    says: 'cpu-bound workers',
  },
  {
    name: 'a parked worker looks busy and is not',
    run: { threads: [idle, { drawing: 'aaaaaaaaaa', times: 100, coresWhileBusy: 0 }], resources: { Timeout: 1 } },
    says: 'io-bound timers',
  },
  {
    name: 'forty to sixty',
    run: { threads: [{ drawing: 'aaaa......', times: 100 }], resources: { Timeout: 1 } },
    says: 'mixed timers',
  },
  {
    name: 'sixty to forty',
    run: { threads: [{ drawing: 'aaaaaa....', times: 100 }], resources: { Timeout: 1 } },
    says: 'mixed javascript',
  },
  {
    name: 'one request after the other',
    run: { threads: [{ drawing: 'a.........', times: 100 }], resources: { FSReqCallback: 1 } },
    says: 'io-bound serial-awaits',
  },
  {
    name: 'one request after the other to a server in the same program',
    run: {
      threads: [{ drawing: 'a.........', times: 100 }],
      resources: { TCPServerWrap: 1, TCPSocketWrap: 2, Timeout: 1 },
    },
    says: 'io-bound serial-awaits',
  },
  {
    name: 'twenty requests at once',
    run: { threads: [{ drawing: 'a.........', times: 100 }], resources: { TCPSocketWrap: 20 } },
    says: 'io-bound concurrent-io',
  },
  {
    name: 'one request after the other beside a child process that runs along',
    run: { threads: [idle], resources: { ProcessWrap: 1, PipeWrap: 3, TCPSocketWrap: 1 } },
    says: 'io-bound serial-awaits',
  },
  {
    name: 'two children that sleep',
    run: { threads: [idle], resources: { ProcessWrap: 2, PipeWrap: 6 } },
    says: 'io-bound concurrent-io',
  },
  {
    name: 'a server with one kept-alive connection and a housekeeping timer',
    run: { threads: [idle], resources: { TCPServerWrap: 1, TCPSocketWrap: 1, Timeout: 1 } },
    says: 'insufficient-data null',
  },
  {
    name: 'waiting for what leaves no trace',
    run: { threads: [idle], resources: { MessagePort: 1 } },
    says: 'io-bound null',
  },
  { name: 'waiting, and nobody looked for what', run: { threads: [idle] }, says: 'io-bound null' },
  {
    name: 'an idle server',
    run: { threads: [idle], resources: { TCPServerWrap: 1 } },
    says: 'insufficient-data null',
  },
  {
    name: 'an idle server with housekeeping and kept-alive connections',
    run: { threads: [idle, { drawing: '..........', times: 100 }], resources: { TCPServerWrap: 1, TCPSocketWrap: 3 } },
    says: 'insufficient-data null',
  },
  {
    name: 'an idle server with a child that has just started',
    run: {
      threads: [idle, { drawing: 'aa........', times: 100, kind: 'process' }],
      resources: { TCPServerWrap: 1, TCPSocketWrap: 1, ProcessWrap: 1 },
    },
    says: 'insufficient-data null',
  },
  {
    name: 'waiting for a worker that sits in Atomics.wait',
    run: { threads: [idle, { drawing: 'aaaaaaaaaa', times: 100, coresWhileBusy: 0 }], resources: { MessagePort: 1 } },
    says: 'io-bound lock',
  },
  {
    name: 'a server that computes all the time is not idle',
    run: { threads: [{ drawing: 'aaaaaaaaaa', times: 100 }], resources: { TCPServerWrap: 1 } },
    says: 'cpu-bound javascript',
  },
  {
    name: 'forty milliseconds',
    run: { threads: [{ drawing: 'aaaaaaaaaa', times: 4 }] },
    says: 'insufficient-data null',
  },
];

for (const { name, run, says } of cases) {
  test(`verdict: ${name} is ${says}`, () => {
    const { verdict } = analyse(drawCapture(run));
    assert.equal(`${verdict.class} ${verdict.cause}`, says, verdict.summary);
    const { cpu, gc, blocked, wait } = verdict.budget;
    assert.ok(Math.abs(cpu + gc + blocked + wait - 1) < 1e-9, 'shares sum to 1');
    assert.ok(Math.min(cpu, gc, blocked, wait) >= 0);
  });
}

test('an idle loop under the profiler waits at least 0.95 of its time', () => {
  const { verdict } = analyse(drawCapture({ threads: [{ drawing: `${'.'.repeat(99)}a`, times: 20 }] }));
  assert.ok(verdict.budget.wait >= 0.95);
});

test('blocked time is what is left of busy time after the CPU clock', () => {
  const fsync = { drawing: 'aaaaaaaaaa\nffffffffff', times: 100, frames: { f: native('fsync') }, coresWhileBusy: 0.3 };
  const { verdict, hotFunctions } = analyse(drawCapture({ threads: [fsync] }));
  assert.ok(Math.abs(verdict.budget.blocked - 0.7) < 0.02, `blocked ${verdict.budget.blocked}`);
  assert.ok(Math.abs((hotFunctions.find(({ name }) => name === 'fsync')?.blockedMs ?? 0) - 700) < 20);
});

test('time in the queue for a processor is demand for CPU, not blocking', () => {
  const capture = drawCapture({ threads: [{ drawing: 'aaaaaaaaaa', times: 100, coresWhileBusy: 0.5 }] });
  for (const event of capture.threads[0]?.events ?? []) {
    if (event.k === 'cpu') for (const clock of event.threads) clock.runQueueMicros = clock.cpuMicros;
  }
  const { verdict, warnings } = analyse(capture);
  assert.ok(verdict.budget.blocked < 0.01);
  assert.match(warnings.join(), /waited for a processor 50 %/);
});

test('without clocks per thread the calls known to wait still count as blocked, and a warning says so', () => {
  const spawn = { drawing: 'aaaaaaaaaa\nssssssssss', times: 100, frames: { s: native('spawn') }, coresWhileBusy: 0 };
  const { verdict, warnings } = analyse(drawCapture({ threads: [spawn], threadClocks: false }));
  assert.equal(`${verdict.class} ${verdict.cause}`, 'io-bound synchronous-io');
  assert.match(warnings.join(), /no CPU clock per thread/);
});

test('without clocks per thread the pool is what the process used beyond its JS threads', () => {
  const capture = drawCapture({ threads: [idle], cores: { pool: 3.5 }, threadClocks: false });
  const { verdict } = analyse(capture);
  assert.equal(`${verdict.class} ${verdict.cause}`, 'cpu-bound thread-pool');
  const cores = verdict.offThreadCpuMs.threadPool / 1000;
  assert.ok(cores > 3.3 && cores < 3.5, `${cores} cores`);
});

test('without clocks per thread the sampler of an idle run is no pool', () => {
  const capture = drawCapture({
    threads: [idle],
    cores: { profiler: 0.024 },
    threadClocks: false,
    resources: { Timeout: 1 },
  });
  assert.equal(analyse(capture).verdict.offThreadCpuMs.threadPool, 0);
});

test('the timeline shows cores by who used them', () => {
  const capture = drawCapture({
    threads: [
      { drawing: 'aaaaa.....', times: 100 },
      { drawing: 'bbbbbbbbbb', times: 100 },
    ],
    cores: { pool: 2 },
  });
  const { cpuTimeline } = analyse(capture);
  const middle = cpuTimeline[5];
  assert.ok(
    middle &&
      Math.abs(middle.mainThread - 0.5) < 0.02 &&
      Math.abs(middle.workers - 1) < 0.02 &&
      Math.abs(middle.threadPool - 2) < 0.02,
  );
});

test('confidence falls towards the border of a class', () => {
  const confidence = (drawing: string) =>
    analyse(drawCapture({ threads: [{ drawing, times: 100 }] })).verdict.confidence;
  assert.ok(confidence('a.........') > 0.98);
  assert.ok(confidence('aaaaaaaaaa') > 0.98);
  assert.ok(confidence('aaaaaaa...') < 0.6);
});

test('the summary names the function of the developer that calls what is hot', () => {
  const frames = { a: { name: 'hashAll', line: 6 }, p: pbkdf2 };
  const { verdict } = analyse(drawCapture({ threads: [{ drawing: 'aaaaaaaaaa\npppppppppp', times: 100, frames }] }));
  assert.match(verdict.summary, /hashAll \(main\.js:7\)/);
});

test('the profiler’s own work is nobody’s', () => {
  const agent = { name: 'rotate', url: 'file:///opt/tool/dist/agent.cjs', line: 5 };
  const frames = { r: agent, d: native('dispatch') };
  const { verdict, hotFunctions } = analyse(
    drawCapture({ threads: [{ drawing: 'aaaaa.....\nrr\ndd', times: 100, frames }], resources: { Timeout: 1 } }),
  );
  assert.ok(Math.abs(verdict.budget.cpu - 3 / 8) < 0.01, `cpu ${verdict.budget.cpu}`);
  assert.deepEqual(
    hotFunctions.map(({ name }) => name),
    ['a'],
  );
});

test('a collection that the profiler caused is the profiler’s', () => {
  const frames = { r: { name: 'readHeap', url: 'file:///opt/tool/dist/agent.cjs', line: 5 } };
  const budget = (text: string) =>
    analyse(drawCapture({ threads: [{ drawing: text, times: 20, frames }] })).verdict.budget;
  assert.equal(budget('aaaaaaa##raaa').gc, 0);
  assert.equal(budget('aaaaaaar##aaa').gc, 0);
  assert.ok(budget('aaaaaaa##aaar').gc > 0.15);
});

for (const [type, sentence] of [
  ['MessagePort', /waited for messages from its worker threads/],
  ['PipeWrap', /waited for input/],
  ['Unheard', /about one request open/],
] as const) {
  test(`waiting with an open ${type} is explained`, () => {
    const { verdict } = analyse(drawCapture({ threads: [idle], resources: { [type]: 1 } }));
    assert.match(verdict.summary, sentence);
  });
}

test('"most of it" is said of half and more only', () => {
  const summary = (drawing: string) => analyse(drawCapture({ threads: [{ drawing, times: 100 }] })).verdict.summary;
  assert.match(summary('aaab'), /most of it in a /);
  assert.match(summary('aabcd'), /the largest part in a /);
});
