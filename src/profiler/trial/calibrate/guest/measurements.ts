/** What the guest reports: samples as they came. Times in milliseconds, sizes in bytes. */

export interface Measurements {
  readonly nodeVersion: string;
  /** Processors that this Node says it may use. */
  readonly parallelism: number;
  readonly workerSpawns: readonly Spawn[];
  readonly processSpawns: readonly Spawn[];
  readonly workers: MessageTimes;
  readonly processes: MessageTimes;
  /** There and back, an array buffer of 8 MiB. */
  readonly transferRoundTripMs: readonly number[];
  readonly workerRssBytes: readonly number[];
  readonly processRssBytes: readonly number[];
  readonly spins: readonly SpinRound[];
  /** Cores that other programs used while loops were spinning; null where the system does not tell. */
  readonly othersCores: number | null;
  readonly pool: readonly PoolRound[];
}

/** From the call to the first message. */
export interface Spawn {
  readonly ms: number;
  /** What the new thread or process computed until then. */
  readonly cpuMs: number;
}

/** A round trip has the data one way and an empty answer. */
export interface MessageTimes {
  readonly emptyMs: readonly number[];
  readonly objects: DataTimes;
  readonly string: DataTimes;
  readonly typedArray: DataTimes;
}

export interface DataTimes {
  /** As JSON or as an array buffer. */
  readonly bytes: number;
  readonly ms: readonly number[];
}

/** So many threads at once, each with the same loop. */
export interface SpinRound {
  readonly threads: number;
  /** From the first start to the last end. */
  readonly ms: number;
  /** Of all threads of the process: what is left when waiting for other programs is taken away. */
  readonly cpuMs: number;
}

export interface PoolRound {
  /** UV_THREADPOOL_SIZE. */
  readonly threads: number;
  readonly operationsPerMs: number;
  readonly operationsPerCpuMs: number;
}

export type DataShape = 'objects' | 'string' | 'typedArray';

/** One JSON line each on standard output. */
export type FromGuest = { readonly step: string } | { readonly measurements: Measurements };
