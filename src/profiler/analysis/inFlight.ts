/** What was open while the program ran, from counts of its active asynchronous resources taken every so often. */
import type { EventRecord } from '../capture/format/capture.ts';
import type { InFlightSummary } from '../report.ts';

export interface InFlight {
  /** Number of readings; with none, nothing can be said about what the loop waited for. */
  readonly readings: number;
  /** Mean numbers. */
  readonly timers: number;
  /** Requests to the system: files, DNS, sockets, child processes. */
  readonly requests: number;
  readonly maxRequests: number;
  readonly sockets: number;
  /** Whether most readings show a listening server. */
  readonly isServer: boolean;
  /**
   * Connections with something going on behind them (a timer, a request of the server's own): connections alone may be
   * kept open by clients that ask for nothing, and timers alone may be housekeeping.
   */
  readonly exchanges: number;
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
  let exchanging = 0;
  let maxRequests = 0;
  for (const { counts } of rows) {
    const listens = Object.keys(counts).some((type) => listenerTypes.has(type));
    let timersNow = 0;
    let requestsNow = 0;
    let socketsNow = 0;
    for (const [type, count] of Object.entries(counts)) {
      if (timerTypes.has(type)) timersNow += count;
      else if (socketTypes.has(type)) socketsNow += count;
      else if (!listenerTypes.has(type) && !standingTypes.has(type)) requestsNow += count;
      if (!timerTypes.has(type) && !listenerTypes.has(type) && !standingTypes.has(type)) {
        sums.set(type, (sums.get(type) ?? 0) + count);
      }
    }
    // A program that talks to a server of its own holds both ends of each connection.
    const exchanges = listens ? socketsNow / 2 : socketsNow;
    timers += timersNow;
    sockets += socketsNow;
    exchanging += Math.min(socketsNow, timersNow + requestsNow);
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
    isServer: mean(listening) > 0.5,
    exchanges: mean(exchanging),
    byType: [...sums].map(([type, sum]) => ({ type, mean: mean(sum) })).sort((a, b) => b.mean - a.mean),
  };
}

export const summariseInFlight = (inFlight: InFlight): InFlightSummary => ({
  readings: inFlight.readings,
  meanRequests: inFlight.requests,
  maxRequests: inFlight.maxRequests,
  meanTimers: inFlight.timers,
  isServer: inFlight.isServer,
});
