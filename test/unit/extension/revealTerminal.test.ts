/** When the terminal comes into view by itself. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { revealsTerminal } from '../../../src/extension/run/revealTerminal.ts';
import type { RunOutcome } from '../../../src/profiler/launch/api.ts';

const ended = (reason: RunOutcome['exit']['reason'], code: number | null) => ({ exit: { reason, code, signal: null } });

test('by default a failure shows the terminal; success, the start and a Stop do not', () => {
  const shown = (outcome: Pick<RunOutcome, 'exit'> | null) => revealsTerminal('onFailure', outcome);
  assert.equal(shown(null), false);
  assert.equal(shown(ended('exited', 0)), false);
  assert.equal(shown(ended('stopped', null)), false);
  assert.equal(shown(ended('exited', 1)), true);
  assert.equal(shown(ended('crashed', 1)), true);
  assert.equal(shown(ended('killed', null)), true);
});

test('as set, the start shows it, or nothing does', () => {
  assert.equal(revealsTerminal('always', null), true);
  assert.equal(revealsTerminal('always', ended('crashed', 1)), false);
  assert.equal(revealsTerminal('never', null), false);
  assert.equal(revealsTerminal('never', ended('crashed', 1)), false);
});
