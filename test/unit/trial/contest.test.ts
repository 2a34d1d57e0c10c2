/** A contest among hosts that answer by script: what becomes of a size that ran once and does not run again. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Contest } from '../../../src/profiler/trial/contest.ts';
import type { Examined } from '../../../src/profiler/trial/examine.ts';
import { HostEnded, type Host } from '../../../src/profiler/trial/host.ts';
import type { HostRequest } from '../../../src/profiler/trial/hostMessages.ts';
import type { Hosts } from '../../../src/profiler/trial/hosts.ts';

const calls = 8;

/** Calls a second by size; a size that is started again fails with `again`. */
function scripted(rates: Readonly<Record<number, number>>, again: Error): Hosts {
  const sizes = new Map<unknown, number>();
  const started = new Set<number>();
  const answer = (host: unknown, request: HostRequest): unknown => {
    if (request.type === 'start') {
      if (started.has(request.size)) throw again;
      started.add(request.size);
      sizes.set(host, request.size);
      return { startMs: 1 };
    }
    assert.equal(request.type, 'run');
    const wallMs = (1000 * calls) / (rates[sizes.get(host) ?? 1] ?? 100);
    return { calls, wallMs, cpuMs: 1, queuedMs: 0, errors: 0, firstError: null, fingerprints: null, differences: 0 };
  };
  const hosts = {
    limitMs: 60_000,
    leftMs: 60_000,
    open: () => Promise.resolve({ host: {}, loaded: { inputsFingerprint: 'same' } }),
    ask: async (host: unknown, request: HostRequest) => Promise.resolve(answer(host, request)),
    close: () => Promise.resolve(),
  };
  return hosts as unknown as Hosts;
}

const examined = {
  host: {} as Host,
  loaded: { inputsFingerprint: 'same', cpuCount: 2 },
  first: { errors: 0, returnsPromise: true, changesInputs: false },
  warm: { calls, wallMs: 80, cpuMs: 1, queuedMs: 0, errors: 0 },
  calls,
  reference: [],
  refused: [],
  warnings: [],
} as unknown as Examined;

/** 4 looks no better than 2, and 3 neither; beside 5, which is the fastest, 2 is too slow and 3, closed by then, is enough. */
const reopensThree = { 2: 112, 4: 117.5, 3: 117, 5: 118.2 };
const contestWith = (again: Error): Contest => {
  const options = { module: 'm.mjs', exportName: 'f', inputs: { kind: 'values' as const, values: [] }, repeat: 1 };
  return new Contest(scripted(reopensThree, again), examined, options as never, () => {});
};

test('a size that does not start again is left out with its reason, and the trial goes on', async () => {
  const contest = contestWith(new HostEnded(null, 'SIGKILL', ''));
  await contest.run(['async']);
  const { others, refused, repeat, serial } = contest.board;
  assert.deepEqual(others, []);
  assert.deepEqual(refused, [{ model: 'async', reason: 'Its process ended by SIGKILL.' }]);
  assert.equal(repeat, 1);
  assert.equal(serial.runs.length, 1, 'the rounds took place');
});

test('a fault of ours is none of the function: it ends the trial', async () => {
  const fault = new TypeError('a fault');
  await assert.rejects(contestWith(fault).run(['async']), fault);
});
