/** The byte scanner gives what the readers of parsed JSON give, or leaves the file to them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCpuProfile } from '../../../../../src/profiler/capture/format/readCpuProfile.ts';
import { scanCpuProfile } from '../../../../../src/profiler/capture/format/scan/scanCpuProfile.ts';
import { anomalies } from './anomalies.ts';
import { assertSameColumns, decode, encode, fixtures } from './sameColumns.ts';

/** What the scanner may leave to JSON.parse; everything else it has to read itself, files beyond a string's length included. */
const left = new Set([
  'ids that are text',
  'ids that are fractions or negative',
  'parents that are null or unknown',
  'script ids as numbers',
  'lines from 1, ticks in the call frame',
  'positions of all kinds',
  'a delta of 200,000 digits',
  'keys twice',
  'keys with escapes',
  'ticks twice',
]);

for (const [name, text] of Object.entries(anomalies)) {
  test(`scanned as parsed: ${name}`, () => {
    const scanned = scanCpuProfile(encode(text), decode);
    assert.equal(scanned === null, left.has(name), 'left to JSON.parse');
    if (scanned === null) return;
    assert.equal(scanned.brokenAt, null);
    assertSameColumns(scanned.columns, parseCpuProfile(JSON.parse(text.replace('\ufeff', ''))), name);
  });
}

for (const { name, bytes } of fixtures('.cpuprofile')) {
  test(`scanned as parsed: what Node wrote, ${name}`, () => {
    const scanned = scanCpuProfile(bytes, decode);
    assertSameColumns(scanned!.columns, parseCpuProfile(JSON.parse(decode(bytes))), name);
  });
}

test('columns grow beyond the first guess', () => {
  const nodes = Array.from({ length: 3_000 }, (_, at) => ({
    id: at,
    callFrame: { functionName: `f${at % 2_100}` },
    children: [at + 1],
    positionTicks: [
      { line: 1, ticks: 1 },
      { line: 2, ticks: 1 },
    ],
  }));
  const samples = Array.from({ length: 9_000 }, (_, at) => at % 9);
  const text = JSON.stringify({ samples, timeDeltas: samples, nodes });
  // Short entries, so that there are more than the bytes let expect.
  assertSameColumns(scanCpuProfile(encode(text), decode)!.columns, parseCpuProfile(JSON.parse(text)), 'many');
});

test('wherever a file is cut off, what stands before is there', () => {
  const text = anomalies['ticks of all kinds']!;
  const whole = parseCpuProfile(JSON.parse(text));
  let mostNodes = 0;
  for (let length = 1; length < text.length; length++) {
    const scanned = scanCpuProfile(encode(text.slice(0, length)), decode);
    if (!scanned) continue;
    assert.equal(scanned.brokenAt, length, `cut at ${length}`);
    const { columns } = scanned;
    assert.ok(columns.frameOfNode.length >= mostNodes, 'more bytes, no fewer nodes');
    mostNodes = columns.frameOfNode.length;
    assert.ok(columns.nodeOfSample.every((node, at) => node === whole.nodeOfSample[at]));
    assert.ok(columns.nodeOfTick.every((node, at) => node < mostNodes && node === whole.nodeOfTick[at]));
  }
  assert.equal(mostNodes, 3);
});
