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
  /** Ports that messages from workers come through. */
  readonly messagePorts: number;
  /** Pipes and terminals being read. */
  readonly inputs: number;
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

const messageTypes = new Set(['MessagePort', 'Worker']);
const inputTypes = new Set(['TTYWrap', 'PipeWrap']);

/** Children often run as long as the program and answer nobody: they count only where nothing else is open. */
const childTypes = new Set(['ProcessWrap', 'Process']);

type Kind = 'timers' | 'listeners' | 'sockets' | 'standing' | 'children' | 'requests';

function kindOf(type: string): Kind {
  if (timerTypes.has(type)) return 'timers';
  if (listenerTypes.has(type)) return 'listeners';
  if (socketTypes.has(type)) return 'sockets';
  if (standingTypes.has(type)) return 'standing';
  return childTypes.has(type) ? 'children' : 'requests';
}

/** One reading. A program that talks to a server of its own holds both ends of each connection. */
function readCounts(counts: Readonly<Record<string, number>>) {
  const now: Record<Kind, number> = { timers: 0, listeners: 0, sockets: 0, standing: 0, children: 0, requests: 0 };
  for (const [type, count] of Object.entries(counts)) now[kindOf(type)] += count;
  const sum = (types: ReadonlySet<string>) =>
    Object.entries(counts).reduce((total, [type, count]) => (types.has(type) ? total + count : total), 0);
  const isServer = now.listeners > 0;
  const connections = isServer ? now.sockets / 2 : now.sockets;
  const open = now.requests + connections;
  return {
    timers: now.timers,
    sockets: now.sockets,
    requests: open > 0 ? open : now.children,
    exchanges: Math.min(connections, now.timers + now.requests),
    messagePorts: sum(messageTypes),
    inputs: sum(inputTypes),
    isServer,
  };
}

export function measureInFlight(events: readonly EventRecord[]): InFlight {
  const readings = events.filter((event) => event.k === 'resources').map(({ counts }) => readCounts(counts));
  const mean = (of: (reading: (typeof readings)[number]) => number) =>
    readings.length > 0 ? readings.reduce((sum, reading) => sum + of(reading), 0) / readings.length : 0;
  return {
    readings: readings.length,
    timers: mean(({ timers }) => timers),
    requests: mean(({ requests }) => requests),
    maxRequests: readings.reduce((most, { requests }) => Math.max(most, requests), 0),
    sockets: mean(({ sockets }) => sockets),
    exchanges: mean(({ exchanges }) => exchanges),
    messagePorts: mean(({ messagePorts }) => messagePorts),
    inputs: mean(({ inputs }) => inputs),
    isServer: mean(({ isServer }) => (isServer ? 1 : 0)) > 0.5,
  };
}

export const summariseInFlight = (inFlight: InFlight): InFlightSummary => ({
  readings: inFlight.readings,
  meanRequests: inFlight.requests,
  maxRequests: inFlight.maxRequests,
  meanTimers: inFlight.timers,
  isServer: inFlight.isServer,
});
