import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HookDuty, type Windowed } from '../../../src/profiler/agent/io/hookDuty.ts';
import type { OperationRests } from '../../../src/profiler/capture/format/operations.ts';

/** A duty over a clock and a counter of resources that the test moves, with a log of what it did. */
function begin(shortestWindow = 0) {
  const log: string[] = [];
  const records: OperationRests[] = [];
  let id = 0;
  const windowed: Windowed = {
    shortestWindow,
    beginWindow: () => log.push('window'),
    rest: () => log.push('rest'),
    settle: () => log.push('settle'),
  };
  const hooks = {
    set: (hook: string, isOn: boolean) => void log.push(`${hook} ${isOn ? 'on' : 'off'}`),
    nextId: () => ++id,
  };
  const duty = new HookDuty(hooks, windowed, (record) => records.push(record), 0);
  /** As the hook does for every new resource. */
  const create = (count: number, now: number) => {
    for (let made = 0; made < count; made++) {
      id++;
      if (!duty.isResting && --duty.left < 0) duty.usedUp(now);
    }
  };
  return { duty, log, records, create };
}

test('few resources never let it rest', () => {
  const { duty, log, records, create } = begin();
  for (let now = 0; now < 5_000_000; now += 100_000) {
    create(900, now);
    duty.tick(now);
  }
  assert.equal(duty.isResting, false);
  assert.deepEqual(records, []);
  assert.ok(!log.includes('init off'));
  assert.ok(log.filter((entry) => entry === 'settle').length >= 4, 'what was seen is told once a second');
});

test('beyond its allowance it rests until that is earned, and says how much more began meanwhile', () => {
  const { duty, log, records, create } = begin();
  create(2001, 20_000);
  assert.equal(duty.isResting, true);
  assert.deepEqual(log, ['init off', 'rest']);
  create(6003, 100_000);
  duty.tick(100_000);
  assert.equal(duty.isResting, true, '2,000 calls are earned in 200 ms');
  duty.tick(210_000);
  assert.equal(duty.isResting, false);
  assert.deepEqual(log.slice(2), ['init on', 'settle', 'window']);
  assert.equal(records.length, 1);
  const { window, start, end, times } = records[0]!;
  assert.deepEqual([window, start, end], [0, 20_000, 210_000]);
  assert.ok(Math.abs(times - 3) < 0.01, String(times));
});

test('callbacks are of no interest in a rest once nothing is open, and again after it', () => {
  const { duty, log, create } = begin();
  duty.nothingOpen();
  assert.deepEqual(log, [], 'not while it works');
  create(2001, 1_000);
  duty.nothingOpen();
  duty.nothingOpen();
  duty.wake(300_000);
  assert.deepEqual(log, ['init off', 'rest', 'before off', 'init on', 'before on', 'settle', 'window']);
});

test('a window lasts as long as its requests need, and with very long ones it never ends', () => {
  const slow = begin(50_000);
  slow.create(10_000, 49_000);
  assert.equal(slow.duty.isResting, false);
  slow.create(200, 51_000);
  assert.equal(slow.duty.isResting, true);
  const verySlow = begin(10_000_000);
  verySlow.create(100_000, 20_000_000);
  assert.equal(verySlow.duty.isResting, false);
});
