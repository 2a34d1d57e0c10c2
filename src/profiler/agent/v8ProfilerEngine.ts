/**
 * The `v8-profiler-next` addon, for builds of Node without an inspector and for those who ask. Main thread only: it
 * crashes processes that terminate a profiled worker. It also crashes on a second stop, hence the guard.
 */
import { pathToFileURL } from 'node:url';
import type { CpuProfile } from '../capture/format/profiles.ts';
import type { Engine } from './engine.ts';
import { normalise, type AddonProfile } from './v8ProfilerFormat.ts';

export interface V8Profiler {
  setGenerateType(type: number): void;
  setSamplingInterval(micros: number): void;
  startProfiling(title: string, recordSamples: boolean): void;
  stopProfiling(title: string): AddonProfile & { delete(): void };
}

/** The flat layout of .cpuprofile; 0 is the old tree. */
const flatLayout = 1;

export class V8ProfilerEngine implements Engine {
  readonly #addon: V8Profiler;
  readonly #intervalMicros: number;
  #window = 0;
  #running = false;

  constructor(addon: V8Profiler, intervalMicros: number) {
    this.#addon = addon;
    this.#intervalMicros = intervalMicros;
  }

  start(): void {
    this.#addon.setGenerateType(flatLayout);
    this.#addon.setSamplingInterval(this.#intervalMicros);
    this.#begin();
  }

  /** Two titles overlap, so that nothing is lost between them. */
  rotate(): CpuProfile | null {
    if (!this.#running) return null;
    const ending = this.#title;
    this.#window++;
    this.#begin();
    return this.#take(ending);
  }

  stop(): CpuProfile | null {
    if (!this.#running) return null;
    this.#running = false;
    return this.#take(this.#title);
  }

  get #title(): string {
    return `concurrency-profiler-${this.#window}`;
  }
  #begin(): void {
    this.#addon.startProfiling(this.#title, true);
    this.#running = true;
  }
  #take(title: string): CpuProfile {
    const profile = this.#addon.stopProfiling(title);
    const normal = normalise(profile, (file) => pathToFileURL(file).href);
    profile.delete();
    return normal;
  }
}
