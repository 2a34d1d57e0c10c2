/** What was open while the program ran, from counts of its active asynchronous resources taken every so often. */
import type { EventRecord } from '../capture/format/capture.ts';

export interface InFlight {
  /** Number of readings; with none, nothing can be said about what the loop waited for. */
  readonly readings: number;
  /** Mean numbers. */
  readonly timers: number;
  /** Requests to the system: files, DNS, sockets, child processes. */
  readonly requests: number;
  readonly maxRequests: number;
  readonly sockets: number;
  /** Share of the readings with a listening server. */
  readonly listening: number;
  /** Resource types other than timers and listeners, by mean number, largest first. */
  readonly byType: readonly { readonly type: string; readonly mean: number }[];
}

const timerTypes = new Set(['Timeout', 'Immediate']);
const listenerTypes = new Set(['TCPServerWrap', 'PipeServerWrap', 'UDPWrap']);
const socketTypes = new Set(['TCPSocketWrap', 'TLSWrap']);
/** Open as long as the program runs, or parts of something that is counted already (the pipes of a child process). */
const standingTypes = new Set([
  'TTYWrap',
  'PipeWrap',
  'MessagePort',
  'Worker',
  'SignalWrap',
  'FSEventWrap',
  'StatWatcher',
]);

export function measureInFlight(events: readonly EventRecord[]): InFlight {
  const rows = events.filter((event) => event.k === 'resources');
  const sums = new Map<string, number>();
  let timers = 0;
  let requests = 0;
  let sockets = 0;
  let listening = 0;
  let maxRequests = 0;
  for (const { counts } of rows) {
    const listens = Object.keys(counts).some((type) => listenerTypes.has(type));
    let requestsNow = 0;
    let socketsNow = 0;
    for (const [type, count] of Object.entries(counts)) {
      if (timerTypes.has(type)) timers += count;
      else if (socketTypes.has(type)) socketsNow += count;
      else if (!listenerTypes.has(type) && !standingTypes.has(type)) requestsNow += count;
      if (!timerTypes.has(type) && !listenerTypes.has(type) && !standingTypes.has(type)) {
        sums.set(type, (sums.get(type) ?? 0) + count);
      }
    }
    // A program that talks to a server of its own holds both ends of each connection.
    const exchanges = listens ? socketsNow / 2 : socketsNow;
    sockets += socketsNow;
    requests += requestsNow + exchanges;
    maxRequests = Math.max(maxRequests, requestsNow + exchanges);
    if (listens) listening++;
  }
  const readings = rows.length;
  const mean = (sum: number) => (readings > 0 ? sum / readings : 0);
  return {
    readings,
    timers: mean(timers),
    requests: mean(requests),
    maxRequests,
    sockets: mean(sockets),
    listening: mean(listening),
    byType: [...sums].map(([type, sum]) => ({ type, mean: mean(sum) })).sort((a, b) => b.mean - a.mean),
  };
}
