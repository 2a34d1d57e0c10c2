import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { cpuIntervalRangeMs, heapIntervalRangeKib, runCommand } from '../../../src/profiler/cli/runCommand.ts';

test('intervals that would stop the profiler, or end the program, are refused before it starts', async () => {
  const wrong = [
    ['--cpu-interval', '1e99', /--cpu-interval takes a number from 0\.1 to 100, not "1e99"/],
    ['--cpu-interval', '1e-9', /--cpu-interval takes a number from 0\.1 to 100/],
    ['--heap-interval', '1e99', /--heap-interval takes a number from 1 to 65536, not "1e99"/],
  ] as const;
  for (const [option, value, text] of wrong) await assert.rejects(runCommand([option, value, 'nowhere.js']), text);
});

test('the terminal and the editor take the same intervals', () => {
  const { contributes } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    contributes: { configuration: { properties?: Record<string, { minimum?: number; maximum?: number }> }[] };
  };
  const settings = Object.assign(
    {},
    ...[contributes.configuration].flat().map(({ properties }) => properties),
  ) as Record<string, { minimum?: number; maximum?: number }>;
  const rangeOf = (name: string) => {
    const setting = settings[`profileConcurrency.${name}`];
    return { least: setting?.minimum, most: setting?.maximum };
  };
  assert.deepEqual(rangeOf('cpuSamplingInterval'), cpuIntervalRangeMs);
  assert.deepEqual(rangeOf('heapSamplingInterval'), heapIntervalRangeKib);
});
