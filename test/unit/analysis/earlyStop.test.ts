/** A run that is stopped at once leaves a fragment: say what is known, or that too little is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../../src/profiler/analysis/index.ts';
import { drawCapture } from './drawnCapture.ts';
import { drawnStartMicros } from './drawnOperations.ts';

const agent = { name: 'flush', url: 'file:///opt/tool/dist/agent.cjs', line: 5 };

test('what was not profiled is unknown, not blocked', () => {
  const capture = drawCapture({ threads: [{ drawing: 'a'.repeat(267) }] });
  for (const { entry } of capture.threads) entry.endMicros = drawnStartMicros + 1_010_000;
  Object.assign(capture.manifest, { endMicros: drawnStartMicros + 1_010_000 });
  const { verdict } = analyse(capture);
  assert.equal(verdict.class, 'insufficient-data');
  assert.match(verdict.summary, /Only 267 ms of the 1010 ms/);
});

test('a recorder that writes to a slow disk blocks itself, not the program', () => {
  const drawing = `${'a'.repeat(150)}${'f'.repeat(150)}`;
  const capture = drawCapture({ threads: [{ drawing, frames: { f: agent } }] });
  for (const event of capture.threads[0]?.events ?? []) {
    if (event.k === 'cpu') for (const clock of event.threads) clock.cpuMicros = Math.min(clock.cpuMicros, 150_000);
  }
  const { budget, class: boundClass, cause } = analyse(capture).verdict;
  assert.ok(budget.blocked < 0.01, `blocked ${budget.blocked}`);
  assert.equal(`${boundClass} ${cause}`, 'cpu-bound javascript');
});

test('the clock that a thread read at its start tells its work from Node’s', () => {
  const capture = drawCapture({ threads: [{ drawing: 'a'.repeat(300) }] });
  // Started 200 ms before, of which Node computed 50 and was held up by the disk for the rest.
  Object.assign(capture.manifest, { startMicros: drawnStartMicros - 200_000 });
  for (const event of capture.threads[0]?.events ?? []) {
    if (event.k === 'cpu') for (const clock of event.threads) clock.cpuMicros += 50_000;
    if (event.k === 'thread') event.clock = { cpuMicros: 50_000, runQueueMicros: 0 };
  }
  // The first row comes late, as it does.
  const main = capture.threads[0];
  Object.assign(main ?? {}, {
    events: main?.events.filter((event) => event.k !== 'cpu' || event.t > drawnStartMicros + 150_000),
  });
  assert.ok(analyse(capture).verdict.budget.blocked < 0.01);
});
