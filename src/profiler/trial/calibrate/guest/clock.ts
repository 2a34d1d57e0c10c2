/** Monotonic milliseconds that all threads share. */
export const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6;
