/**
 * Chrome traces with `Profile` and `ProfileChunk` events: one profile per process and profile id, its nodes with
 * `parent` only, its time deltas beside them. Chunks may lie out of order and samples of newer Chromes on the thread of
 * the sampler, so that the `Profile` event names the thread.
 */
import { noCpuProfileInside } from '../../errors.ts';
import { isRecord } from './isRecord.ts';
import type { NamedColumns } from './readCpuProfile.ts';
import { finite, readStandardProfile, type LooseNode } from './readStandardProfile.ts';

interface TraceEvent {
  readonly name: string;
  readonly pid: string | undefined;
  readonly tid: string | undefined;
  readonly id: string | undefined;
  readonly ts: number;
  readonly args: Readonly<Record<string, unknown>>;
}

interface Gathered {
  tid: string | undefined;
  pid: string | undefined;
  startTime: number | null;
  endTime: number | null;
  firstStamp: number;
  nodes: LooseNode[];
  samples: unknown[];
  timeDeltas: unknown[];
}

export function readChromeTrace(
  file: readonly unknown[] | { readonly traceEvents: readonly unknown[] },
): NamedColumns[] {
  const events = readEvents('traceEvents' in file ? file.traceEvents : file);
  const names = threadNames(events);
  const profiles = [...gather(events).values()].filter((profile) => profile.nodes.length > 0);
  if (profiles.length === 0) throw noCpuProfileInside('it is a trace without CPU profiles');
  return profiles.map((profile) => ({
    name: names.get(`${profile.pid}:${profile.tid}`) ?? '',
    columns: readStandardProfile({
      nodes: profile.nodes,
      samples: profile.samples,
      timeDeltas: profile.timeDeltas,
      startTime: profile.startTime ?? profile.firstStamp,
      endTime: profile.endTime ?? 0,
    }),
  }));
}

function readEvents(rows: readonly unknown[]): TraceEvent[] {
  const events: TraceEvent[] = [];
  for (const row of rows) {
    if (!isRecord(row) || typeof row['name'] !== 'string') continue;
    const args = isRecord(row['args']) ? row['args'] : {};
    const [pid, tid, id] = [row['pid'], row['tid'], row['id']].map(plain);
    events.push({ name: row['name'], pid, tid, id, ts: finite(row['ts'], 0), args });
  }
  return events.sort((a, b) => a.ts - b.ts); // stable: within one time the file's own order holds
}

/** Ids are numbers or text; what else a broken file has there need not even have a text. */
const plain = (id: unknown): string | undefined =>
  typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;

function threadNames(events: readonly TraceEvent[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { name, pid, tid, args } of events) {
    if (name === 'thread_name') names.set(`${pid}:${tid}`, plain(args['name']) ?? '');
  }
  return names;
}

function gather(events: readonly TraceEvent[]): Map<string, Gathered> {
  const profiles = new Map<string, Gathered>();
  for (const event of events) {
    if (event.name !== 'Profile' && event.name !== 'ProfileChunk' && event.name !== 'CpuProfile') continue;
    const data = isRecord(event.args['data']) ? event.args['data'] : {};
    const key = `${event.pid}:${event.id ?? event.tid}`;
    const profile = profiles.get(key) ?? emptyProfile(event);
    profiles.set(key, profile);
    if (event.name === 'Profile') profile.tid = event.tid;
    if (typeof data['startTime'] === 'number') profile.startTime = data['startTime'];
    if (typeof data['endTime'] === 'number') profile.endTime = data['endTime'];
    const part = [data['cpuProfile'], event.args['cpuProfile'], data].find(isRecord) ?? {};
    append(profile.nodes, part['nodes']);
    append(profile.samples, part['samples']);
    append(profile.timeDeltas, data['timeDeltas'] ?? part['timeDeltas']);
    if (typeof part['endTime'] === 'number') profile.endTime = part['endTime'];
  }
  return profiles;
}

const emptyProfile = (event: TraceEvent): Gathered => ({
  tid: event.tid,
  pid: event.pid,
  startTime: null,
  endTime: null,
  firstStamp: event.ts,
  nodes: [],
  samples: [],
  timeDeltas: [],
});

function append<T>(list: T[], more: unknown): void {
  if (Array.isArray(more)) for (const item of more) list.push(item as T);
}
