/** What a message costs: empty, and with data of three shapes. */
import type { ChildProcess } from 'node:child_process';
import type { Worker } from 'node:worker_threads';
import { nowMs } from './clock.ts';
import type { DataShape, MessageTimes } from './measurements.ts';
import { ask, nextMessage } from './peers.ts';

/** A timer's resolution and one late wake-up disappear among so many. */
const emptyInBatch = 100;
/** A message of this size takes about a millisecond. */
const objectCount = 1000;
const stringLength = 1024 * 1024;
const transferredBytes = 8 * 1024 * 1024;

/** A megabyte and more through a thread; a pipe to a process takes ten times as long, and shows its rate with less. */
export const typedArrayBytes = { workers: 2 * 1024 * 1024, processes: 256 * 1024 } as const;

export interface Samples extends MessageTimes {
  readonly emptyMs: number[];
  readonly objects: { bytes: number; ms: number[] };
  readonly string: { bytes: number; ms: number[] };
  readonly typedArray: { bytes: number; ms: number[] };
}

const objects = Array.from({ length: objectCount }, (_, id) => ({
  id,
  name: `customer ${id}`,
  active: id % 3 === 0,
  score: id / 7,
  tags: ['first', 'second'],
}));
const text = 'The quick brown fox jumps over the lazy dog. '.repeat(stringLength / 45);

export function noSamples(arrayBytes: number): Samples {
  return {
    emptyMs: [],
    objects: { bytes: JSON.stringify(objects).length, ms: [] },
    string: { bytes: text.length, ms: [] },
    typedArray: { bytes: arrayBytes, ms: [] },
  };
}

type Peer = Worker | ChildProcess;

export async function measureEmpty(peer: Peer, samples: Samples): Promise<void> {
  const startMs = nowMs();
  for (let sent = 0; sent < emptyInBatch; sent++) await ask(peer, 0);
  samples.emptyMs.push((nowMs() - startMs) / emptyInBatch);
}

export async function measureData(peer: Peer, samples: Samples, shape: DataShape): Promise<void> {
  const data = dataOf(shape, samples.typedArray.bytes);
  const startMs = nowMs();
  await ask(peer, data);
  samples[shape].ms.push(nowMs() - startMs);
}

/** Numbers that do not repeat: a new array each time costs what a program's own costs. */
function dataOf(shape: DataShape, arrayBytes: number): unknown {
  switch (shape) {
    case 'objects':
      return objects;
    case 'string':
      return text;
    case 'typedArray':
      return new Float64Array(arrayBytes / Float64Array.BYTES_PER_ELEMENT).fill(Math.PI);
  }
}

export async function measureTransfer(worker: Worker, roundTripMs: number[]): Promise<void> {
  const buffer = new ArrayBuffer(transferredBytes);
  const startMs = nowMs();
  const back = nextMessage(worker);
  worker.postMessage(buffer, [buffer]);
  await back;
  roundTripMs.push(nowMs() - startMs);
}
