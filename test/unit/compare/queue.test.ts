import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldByOthersMs, queuedShare, queuedTime } from '../../../src/profiler/compare/queue.ts';
import type { Budget, Report, ThreadSummary } from '../../../src/profiler/report.ts';
import { sampleReport } from '../../browser/sampleReport.ts';

const thread = (id: string, kind: ThreadSummary['kind'], budget: Budget, queuedMs?: number): ThreadSummary => ({
  id,
  kind,
  pid: 1,
  threadId: 0,
  name: id,
  startMs: 0,
  wallMs: 1000,
  budget,
  ...(queuedMs === undefined ? {} : { queuedMs }),
});
const computes: Budget = { cpu: 1, gc: 0, blocked: 0, wait: 0 };
const waits = (wait: number): Budget => ({ cpu: 1 - wait, gc: 0, blocked: 0, wait });

/** A run of a second on two processors. */
const run = (threads: ThreadSummary[], cpu: Partial<Offs> = {}, demand: Partial<Offs> = cpu): Report => {
  const report = sampleReport();
  const none: Offs = { threadPool: 0, workers: 0, childProcesses: 0 };
  report.run.wallMs = 1000;
  report.threads = threads;
  report.verdict.offThreadCpuMs = { ...none, ...cpu };
  report.verdict.offThreadDemandMs = { ...none, ...demand };
  delete report.threadPool;
  return report;
};
type Offs = Report['verdict']['offThreadCpuMs'];

test('the main thread is delayed by its own time in the queue', () => {
  const { mainMs, waitMs, totalMs } = queuedTime(run([thread('main', 'main', computes, 300)]));
  assert.deepEqual([mainMs, waitMs, totalMs], [300, 0, 300]);
});

test('what passes before and after the main thread was recorded is not of the program', () => {
  const report = run([thread('main', 'main', computes)]);
  report.run.wallMs = 1300;
  assert.deepEqual([queuedTime(report).outsideMs, queuedTime(report).totalMs], [300, 0]);
});

test('without a clock nothing is explained', () =>
  assert.equal(queuedTime(run([thread('main', 'main', computes)])).totalMs, 0));

test('the queue of workers matters only as far as the main thread waited', () => {
  const workers = (wait: number) =>
    run(
      [thread('main', 'main', waits(wait)), thread('one', 'worker', computes, 600)],
      { workers: 400 },
      { workers: 1000 },
    );
  assert.equal(queuedTime(workers(0)).totalMs, 0);
  assert.equal(queuedTime(workers(0.2)).totalMs, 200);
  assert.equal(queuedTime(workers(1)).totalMs, 600);
});

test('pool threads that stood in the queue side by side delay whoever waits for them once', () => {
  const report = run([thread('main', 'main', waits(1))], { threadPool: 1000 }, { threadPool: 2000 });
  assert.equal(queuedTime(report).totalMs, 500);
});

test('a program that fills all processors itself is delayed by nobody', () => {
  const crowded = (cpuMs: number) =>
    run([thread('main', 'main', waits(1))], { threadPool: cpuMs }, { threadPool: 4000 });
  assert.equal(queuedTime(crowded(2000)).totalMs, 0);
  assert.equal(queuedTime(crowded(1900)).totalMs, 100);
});

test('a wait that is blocked in a synchronous call counts like one in the event loop', () => {
  const report = run(
    [thread('main', 'main', { cpu: 0, gc: 0, blocked: 0.5, wait: 0.5 }), thread('child', 'process', computes, 400)],
    { childProcesses: 400 },
    { childProcesses: 800 },
  );
  const { waitMs, blockedMs, totalMs } = queuedTime(report);
  assert.deepEqual([waitMs, blockedMs, totalMs], [400, 400, 400]);
});

test('a function is interrupted as often as the threads that ran it', () => {
  const report = run([thread('main', 'main', computes, 100), thread('one', 'worker', computes, 500)]);
  assert.equal(queuedShare(report), 0.1);
  assert.equal(queuedShare(report, ['one']), 0.5);
  assert.equal(queuedShare(report, ['main', 'one']), 0.3);
  assert.equal(queuedShare(report, []), 0);
});

test("others held the processors for what a program's own threads cannot have filled", () => {
  const alone = run([thread('main', 'main', computes, 300)]);
  assert.equal(heldByOthersMs(alone), 300);
  const threads = ['a', 'b', 'c', 'd'].map((id) => thread(id, 'worker', computes, 500));
  const crowdsItself = run([thread('main', 'main', waits(1), 0), ...threads], { workers: 2000 }, { workers: 4000 });
  assert.equal(heldByOthersMs(crowdsItself), 0);
});
