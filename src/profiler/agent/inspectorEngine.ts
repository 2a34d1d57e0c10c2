/**
 * Gapless windows through V8's own console profiles: the next one starts before the last one ends, in 0.3 ms together.
 * Rejected: Profiler.stop and start, which take 6-13 ms a turn and lose what runs meanwhile (Node 18-26).
 *
 * Samples are close at first, when there are few, and further apart once there are enough (`SamplingDistances`). V8 takes no
 * other distance while it samples, so there are two samplers, each with an inspector session of its own, that begin and end
 * every window together; the first one leaves when its time is over. Both start with the thread, for 4 ms on Node 20 and 12 on
 * 22 and newer: one that starts later stops the program while V8 tells it about all code there is (41 ms with TypeScript's
 * compiler loaded on Node 20, 78 on 24).
 */
import type { CpuProfile } from '../capture/format/profiles.ts';
import type { SamplingDistances } from '../capture/format/capture.ts';
import { Cdp } from './cdp.ts';
import type { Engine } from './engine.ts';
import { endWindow, nowMicros, startWindow } from './originals.ts';

interface Sampler {
  readonly session: Cdp;
  readonly take: () => CpuProfile | null;
}

export class InspectorEngine implements Engine {
  readonly #distances: SamplingDistances;
  // The program may profile through the console too: titles that it cannot hit by chance.
  readonly #prefix = `concurrency-profiler-${nowMicros().toString(36)}-`;
  /** In the order of their turns: the first one's windows are kept. */
  #samplers: Sampler[] = [];
  #firstUntil = Infinity;
  #window = 0;

  constructor(distances: SamplingDistances) {
    this.#distances = distances;
  }

  start(): void {
    const { cpuIntervalMicros, steadyInterval } = this.#distances;
    this.#samplers = [this.#samplerAt(cpuIntervalMicros)];
    if (steadyInterval) {
      this.#samplers.push(this.#samplerAt(steadyInterval.micros));
      this.#firstUntil = nowMicros() + steadyInterval.afterMicros;
    }
    startWindow(this.#title);
  }

  rotate(): CpuProfile | null {
    const ending = this.#title;
    if (this.#samplers.length === 0) return null;
    startWindow(this.#prefix + (this.#window + 1));
    const profile = this.#end(ending);
    this.#window++;
    if (this.#samplers.length > 1 && nowMicros() >= this.#firstUntil) this.#samplers.shift()!.session.disconnect();
    return profile;
  }

  stop(): CpuProfile | null {
    const profile = this.#samplers.length === 0 ? null : this.#end(this.#title);
    this.#samplers = [];
    return profile;
  }

  get #title(): string {
    return this.#prefix + this.#window;
  }

  #end(title: string): CpuProfile | null {
    endWindow(title);
    const [profile = null] = this.#samplers.map(({ take }) => take());
    return profile;
  }

  #samplerAt(intervalMicros: number): Sampler {
    const session = new Cdp();
    let finished: CpuProfile | null = null;
    session.call('Profiler.enable');
    session.call('Profiler.setSamplingInterval', { interval: intervalMicros });
    session.on<{ title?: string; profile: CpuProfile }>('Profiler.consoleProfileFinished', ({ title, profile }) => {
      if (title === this.#title) finished = profile;
    });
    return {
      session,
      take: () => {
        const profile = finished;
        finished = null;
        return profile;
      },
    };
  }
}
