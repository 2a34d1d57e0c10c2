import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatMegabytes } from '../../../src/webview/format.ts';
import { formatDelta } from '../../../src/webview/table/differenceColumns.ts';

test('a difference has its sign, unless it is too small to be shown', () => {
  const shown = (delta: number) => formatDelta(delta, formatMegabytes);
  assert.match(shown(31_500_000), /^\+31\.5/);
  assert.match(shown(-31_500_000), /^−31\.5/);
  assert.match(shown(-900), /^<0\.01/);
  assert.match(shown(900), /^<0\.01/);
  assert.match(shown(0), /^0/);
});
