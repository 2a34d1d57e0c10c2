/** The program's own `performance.measure` entries, as many as a lane can show. */
import type { UserTiming } from '../../report.ts';
import type { ThreadRun } from '../threadRuns.ts';

type Entry = UserTiming['entries'][number];

/** Half of them the longest, half of the most frequent names: 30 kB of the report. */
const mostEntries = 300;
/** Names of which every n-th entry is kept. */
const frequentNames = 10;
/** Names may carry whole requests. */
const mostCharacters = 80;

export function listUserTiming(threads: readonly ThreadRun[], runStartMicros: number): UserTiming {
  const all = threads.flatMap((thread) => entriesOf(thread, runStartMicros));
  const inOrder = (entries: Iterable<Entry>) => [...entries].sort((a, b) => a.startMs - b.startMs);
  if (all.length <= mostEntries) return { entries: inOrder(all), count: all.length };
  const kept = new Set(all.toSorted((a, b) => b.durationMs - a.durationMs).slice(0, mostEntries / 2));
  const frequent = groupByName(all)
    .sort((a, b) => b.length - a.length)
    .slice(0, frequentNames);
  for (const group of frequent) for (const entry of spread(group, mostEntries / 2 / frequent.length)) kept.add(entry);
  return { entries: inOrder(kept), count: all.length };
}

function groupByName(entries: readonly Entry[]): Entry[][] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.name);
    if (group) group.push(entry);
    else groups.set(entry.name, [entry]);
  }
  return [...groups.values()];
}

function entriesOf({ entry: { id }, events }: ThreadRun, runStartMicros: number): Entry[] {
  return events.flatMap((event) =>
    event.k !== 'measures'
      ? []
      : event.name.map((name, at) => ({
          threadId: id,
          name: name.length > mostCharacters ? `${name.slice(0, mostCharacters - 1)}…` : name,
          startMs: ((event.start[at] ?? 0) - runStartMicros) / 1000,
          durationMs: (event.duration[at] ?? 0) / 1000,
        })),
  );
}

/** Evenly over the run, so that the lane shows where a frequent name occurs. */
function spread<T>(list: readonly T[], most: number): T[] {
  const step = Math.max(1, list.length / Math.floor(most));
  return Array.from({ length: Math.floor(list.length / step) }, (_, at) => list[Math.floor(at * step)] as T);
}
