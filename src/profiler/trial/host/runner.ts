/** What every model offers to be measured. */
import type { Calls } from './calls.ts';
import type { Usage } from './usage.ts';

export interface Runner {
  /** Makes the calls as long as `goOn` allows. */
  run(argumentLists: readonly unknown[][], calls: Calls, goOn: (made: number) => boolean): Promise<void>;
  /** Of the other processes that take part; this one is counted by the host. */
  usageOfOthers(): Promise<Usage[]>;
  stop(): Promise<void>;
}

export interface RunnerPlace {
  readonly module: string;
  readonly exportName: string;
  readonly size: number;
}
