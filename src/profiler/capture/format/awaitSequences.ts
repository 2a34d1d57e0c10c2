/** Statements that await one after the other, as the source shows them. */

export interface AwaitStep {
  /** Its first and last line, 1-based. */
  readonly from: number;
  readonly to: number;
  /** Earlier steps, by place in the sequence, without whose result it cannot begin. */
  readonly needs: readonly number[];
}

export interface AwaitSequence {
  readonly steps: readonly AwaitStep[];
  /** False where something between the steps, or what they do, may ask for their order. */
  readonly isShown: boolean;
}
