/** Monotonic milliseconds that all threads share. */
export const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6;

/** Computed by all threads of this process so far. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
