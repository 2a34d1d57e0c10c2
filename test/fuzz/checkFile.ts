/** What must hold for any file: it opens soundly or is refused in a sentence, and bytes give what parsed JSON gives. */
import assert from 'node:assert/strict';
import { parseCpuProfile } from '../../src/profiler/capture/format/readCpuProfile.ts';
import { scanCpuProfile } from '../../src/profiler/capture/format/scan/scanCpuProfile.ts';
import { UserError } from '../../src/profiler/errors.ts';
import type { ThreadProfile } from '../../src/webview/viewer/model/index.ts';
import { readProfiles } from '../../src/webview/viewer/read/readProfiles.ts';
import { assertSameColumns, decode } from '../unit/webview/viewer/read/sameColumns.ts';

/** Returns whether the file opened. */
export function checkFile(bytes: Uint8Array, name: string): boolean {
  checkScanner(bytes, name);
  try {
    const { threads, notes } = readProfiles(bytes, name);
    assert.ok(threads.length > 0, 'a thread');
    threads.forEach(checkThread);
    assert.ok(notes.every(isSentence));
    return true;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    assert.ok(isSentence(error.message), error.message);
    return false;
  }
}

const isSentence = (text: string) => /^\S.*\.$/s.test(text) && text.length < 400;

function checkScanner(bytes: Uint8Array, name: string): void {
  const scanned = scanCpuProfile(bytes, decode);
  let file: unknown;
  try {
    file = JSON.parse(decode(bytes).replace(/^\ufeff/, ''));
  } catch {
    return;
  }
  if (!scanned) return;
  assert.equal(scanned.brokenAt, null, 'whole JSON is not called broken');
  assertSameColumns(scanned.columns, parseCpuProfile(file), name);
}

function checkThread({ tree, samples, selfOfNode, countOfNode, durationMicros, unit }: ThreadProfile): void {
  const nodes = tree.frameOfNode.length;
  for (const column of [tree.parentOfNode, tree.depthOfNode, selfOfNode, countOfNode])
    assert.equal(column.length, nodes, 'columns are of one length');
  let given = 0;
  for (let node = 0; node < nodes; node++) {
    const parent = tree.parentOfNode[node]!;
    assert.ok(parent >= -1 && parent < node, 'callers come first');
    assert.equal(tree.depthOfNode[node], parent < 0 ? 0 : tree.depthOfNode[parent]! + 1);
    assert.ok(tree.frames[tree.frameOfNode[node]!], 'every node has a frame');
    assert.ok(Number.isFinite(selfOfNode[node]) && Number.isFinite(countOfNode[node]), 'weights are numbers');
    given += selfOfNode[node]!;
  }
  for (const { name, url } of tree.frames) assert.ok(typeof name === 'string' && typeof url === 'string');
  assert.ok(durationMicros >= 0 && Number.isFinite(durationMicros), `lasts ${durationMicros}`);
  if (unit === 'bytes' || !samples) return;
  assert.ok(given <= durationMicros * (1 + 1e-9) + 0.001, 'no more time than there was');
  assert.equal(samples.startOfSample.length, samples.nodeOfSample.length + 1);
  for (let sample = 0; sample < samples.nodeOfSample.length; sample++) {
    assert.ok(samples.startOfSample[sample]! <= samples.startOfSample[sample + 1]!, 'in order of time');
    const node = samples.nodeOfSample[sample]!;
    assert.ok(node >= -1 && node < nodes, 'samples name nodes');
  }
}
