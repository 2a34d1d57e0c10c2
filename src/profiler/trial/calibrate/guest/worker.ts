/** The thread at the other end: says that it is there, answers messages, spins when told to. */
import { parentPort } from 'node:worker_threads';
import { nowMs } from './clock.ts';
import { spin } from './spin.ts';

export interface SpinOrder {
  readonly spin: number;
  /** One Int32: the thread that finds 0 there waits until it is 1. */
  readonly gate: SharedArrayBuffer;
}

export interface SpinTimes {
  readonly startMs: number;
  readonly endMs: number;
}

export const ready = 'ready';
export const acknowledged = 0;

export function serveAsWorker(): void {
  const port = parentPort!;
  port.on('message', (message: unknown) => {
    if (message instanceof ArrayBuffer) port.postMessage(message, [message]);
    else if (isSpinOrder(message)) {
      port.postMessage(ready);
      port.postMessage(spinOnSignal(message));
    } else port.postMessage(acknowledged);
  });
  port.postMessage(ready);
}

const isSpinOrder = (message: unknown): message is SpinOrder =>
  typeof message === 'object' && message !== null && 'gate' in message;

function spinOnSignal({ spin: iterations, gate }: SpinOrder): SpinTimes {
  Atomics.wait(new Int32Array(gate), 0, 0);
  const startMs = nowMs();
  spin(iterations);
  return { startMs, endMs: nowMs() };
}
