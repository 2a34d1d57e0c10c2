/** Room for one run at a time. The stored run is the state; there is no flag beside it. */
import { alreadyProfiling } from '../../profiler/errors.ts';

export interface Occupant {
  /** What the user knows the run by. */
  readonly name: string;
  /** Ends the run and keeps its capture; harmless twice. */
  stop(): void;
  /** Settles, never rejects, when the slot is free again. */
  readonly ended: Promise<void>;
}

export class RunSlot {
  #occupant: Occupant | undefined;
  readonly #onChange: (occupant: Occupant | undefined) => void;

  constructor(onChange: (occupant: Occupant | undefined) => void) {
    this.#onChange = onChange;
  }

  get occupant(): Occupant | undefined {
    return this.#occupant;
  }

  /**
   * Runs `work` unless a run is under way. The slot stays taken until `work` has settled: until the capture is on disk,
   * or the start has failed. `stop` may fire while `work` still starts.
   */
  async start<Result>(name: string, work: (stop: AbortSignal) => Promise<Result>): Promise<Result> {
    if (this.#occupant) throw alreadyProfiling(this.#occupant.name);
    const stop = new AbortController();
    let free = (): void => {};
    const ended = new Promise<void>((resolve) => (free = resolve));
    this.#set({ name, stop: () => stop.abort(), ended });
    try {
      return await work(stop.signal);
    } finally {
      this.#set(undefined);
      free();
    }
  }

  #set(occupant: Occupant | undefined): void {
    this.#occupant = occupant;
    this.#onChange(occupant);
  }
}
