/** The watcher's side of the control socket: JSON lines, and nothing that keeps the process alive. */
import { connect, type Socket } from 'node:net';
import type { CpuCounters } from '../capture/format/capture.ts';
import type { FromWatcher, ToWatcher } from '../capture/format/control.ts';
import { memoryUsage, pid } from './originals.ts';
import type { ThreadSlot } from './sharedState.ts';

export class ControlChannel {
  readonly #socket: Socket | null;
  #samplesOfEnded = 0;
  readonly #samplesOf = new Map<number, { threadId: number; samples: number }>();

  constructor(path: string | null, parentPid: number | null, flush: () => Promise<boolean>) {
    this.#socket = path === null ? null : connect(path);
    if (!this.#socket) return;
    this.#socket.on('error', () => this.#socket?.destroy());
    this.#socket.unref();
    let rest = '';
    this.#socket.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) this.#answer(line, flush);
    });
    this.#send({ type: 'hello', pid, parentPid });
  }

  sendLive(t: number, rows: CpuCounters['threads'], processMicros: number, slots: readonly ThreadSlot[]): void {
    if (!this.#socket) return;
    const own = rows.filter(({ role }) => role !== 'profiler').reduce((sum, row) => sum + row.cpuMicros, 0);
    this.#send({
      type: 'live',
      pid,
      t,
      cpuMicros: rows.length > 0 ? own : processMicros,
      heapUsedBytes: slots.reduce((sum, slot) => sum + slot.heapUsedBytes, 0),
      rssBytes: memoryUsage.rss(),
      samples: this.#countSamples(slots),
      threads: slots.filter(({ ended }) => !ended).length,
    });
  }

  /** Slots are given to new threads; what the former holders sampled stays counted. */
  #countSamples(slots: readonly ThreadSlot[]): number {
    for (const [index, before] of this.#samplesOf) {
      const now = slots.find((slot) => slot.index === index);
      if (now?.threadId === before.threadId) continue;
      this.#samplesOfEnded += before.samples;
      this.#samplesOf.delete(index);
    }
    for (const { index, threadId, samples } of slots) this.#samplesOf.set(index, { threadId, samples });
    return slots.reduce((sum, slot) => sum + slot.samples, this.#samplesOfEnded);
  }

  #answer(line: string, flush: () => Promise<boolean>): void {
    const message = parseMessage(line);
    if (message?.type !== 'flush') return;
    void flush().then((complete) => this.#send({ type: 'flushed', pid, complete }));
  }

  #send(message: FromWatcher): void {
    if (this.#socket?.writable) this.#socket.write(`${JSON.stringify(message)}\n`);
  }
}

function parseMessage(line: string): ToWatcher | null {
  try {
    return JSON.parse(line) as ToWatcher;
  } catch {
    return null;
  }
}
