/** Where the system has no CPU clock per thread, the budgets come from the samples: they must say nearly the same. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../../src/profiler/analysis/index.ts';
import { drawCapture, type DrawnRun } from './drawnCapture.ts';
import { native } from './drawnProfile.ts';

const tolerance = 0.05;
const spin = { drawing: 'aaaaaaaaaa', times: 100 };
const idle = { drawing: '..........', times: 100 };
const runs: Record<string, DrawnRun> = {
  'a spinning script': { threads: [spin] },
  'an idle loop': { threads: [idle] },
  'half and half with collections': { threads: [{ drawing: 'aaaa#.....', times: 100 }] },
  'a sleeping spawnSync': {
    threads: [{ drawing: 'aaaaaaaaaa\nssssssssss', times: 100, frames: { s: native('spawn') }, coresWhileBusy: 0 }],
  },
  'workers that compute and wait': {
    threads: [idle, { drawing: 'bbbbbbb...', times: 100 }, { drawing: 'c.........', times: 100 }],
  },
  'a full pool': { threads: [{ drawing: 'a.........', times: 100 }], cores: { pool: 2, profiler: 0.028 } },
  'a computing child': { threads: [idle, { drawing: 'dddddddddd', times: 100, kind: 'process' }] },
};

for (const [name, run] of Object.entries(runs)) {
  test(`without clocks per thread, budgets and off-thread work of ${name} stay within ${tolerance}`, () => {
    const measured = analyse(drawCapture(run));
    const estimated = analyse(drawCapture({ ...run, threadClocks: false }));
    measured.threads.forEach(({ budget, id }, at) => {
      for (const part of ['cpu', 'gc', 'blocked', 'wait'] as const) {
        const other = estimated.threads[at]?.budget[part] ?? NaN;
        assert.ok(Math.abs(other - budget[part]) <= tolerance, `${id} ${part}: ${other}, by clock ${budget[part]}`);
      }
    });
    for (const helper of ['threadPool', 'workers', 'childProcesses'] as const) {
      const cores = (ms: number) => ms / measured.run.wallMs;
      const [by, without] = [measured.verdict.offThreadCpuMs[helper], estimated.verdict.offThreadCpuMs[helper]];
      assert.ok(Math.abs(cores(by) - cores(without)) <= tolerance, `${helper}: ${without} ms, by clock ${by} ms`);
    }
    assert.equal(estimated.verdict.class, measured.verdict.class);
    assert.match(estimated.warnings.join(), /no CPU clock per thread/);
    assert.doesNotMatch(measured.warnings.join(), /no CPU clock per thread/);
  });
}
