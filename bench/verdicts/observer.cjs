'use strict';
/**
 * Preloaded into unprofiled workloads, and nothing else of ours is: says at the end how long the event loop was idle
 * (Node's own figure, right while no profiler runs), how long the collector ran, and at the start which threads are V8's.
 */
const { appendFileSync, readdirSync, readFileSync, readlinkSync } = require('node:fs');
const { performance } = require('node:perf_hooks');
const v8 = require('node:v8');
const { isMainThread } = require('node:worker_threads');

const file = process.env.VERDICTS_OBSERVER;
const say = (line) => appendFileSync(file, `${JSON.stringify(line)}\n`);
const nanos = () => Number(process.hrtime.bigint());

if (file && isMainThread) {
  // Read from the kernel: on CPU, and ready but without a processor, both in nanoseconds.
  const clock = () => readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ').map(Number);
  // User and system time, in ticks: fields 14 and 15, counted after the name in parentheses.
  const ticks = () =>
    readFileSync(`/proc/self/task/${process.pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13).map(Number);
  const collector = new v8.GCProfiler();
  collector.start();
  const [cpu, queue] = clock();
  const [user, system] = ticks();
  const idle = performance.nodeTiming.idleTime;
  const start = nanos();
  say({ k: 'start', pid: process.pid, start, threads: readdirSync('/proc/self/task').map(Number) });
  let workers = 0;
  process.on('worker', () => workers++);
  process.on('exit', () => {
    const end = nanos();
    const [cpuEnd, queueEnd] = clock();
    const [userEnd, systemEnd] = ticks();
    const gcMicros = collector.stop()?.statistics.reduce((sum, { cost }) => sum + cost, 0) ?? 0;
    say({
      k: 'end',
      pid: process.pid,
      start,
      end,
      idleMs: performance.nodeTiming.idleTime - idle,
      cpuMs: (cpuEnd - cpu) / 1e6,
      queueMs: (queueEnd - queue) / 1e6,
      systemShare:
        userEnd + systemEnd > user + system ? (systemEnd - system) / (userEnd + systemEnd - user - system) : 0,
      gcMs: gcMicros / 1000,
      workers,
    });
  });
} else if (file) {
  const tid = Number(readlinkSync('/proc/thread-self').split('/')[2]);
  say({ k: 'worker', pid: process.pid, tid });
}
