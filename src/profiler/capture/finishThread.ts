/** One thread of a capture: its raw files become standard profiles, its events a row of the thread table. */
import { readFileSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { eventsFile, readEvents } from './events.ts';
import { finishHeap } from './finishHeap.ts';
import type { EventRecord, ScriptSource, ThreadEntry, ThreadStarted } from './format/capture.ts';
import { isCpuProfile } from './format/checkProfile.ts';
import { mergeWindows, type Merged } from './format/mergeWindows.ts';
import type { CpuProfile, HeapProfileNode } from './format/profiles.ts';
import { numbered } from './rawFiles.ts';
import { isUserScript } from './sources.ts';

export interface FinishedThread {
  readonly entry: ThreadEntry;
  /** The user's scripts that were sampled or started something asynchronous. */
  readonly scripts: readonly ScriptSource[];
  readonly warnings: readonly string[];
}

export async function finishThread(dir: string, id: string): Promise<FinishedThread> {
  const rawDir = path.join(dir, 'raw', id);
  const rawFiles = await readdir(rawDir).catch(() => []);
  const events = await readEvents(dir, id);
  const warnings = events.flatMap((event) => (event.k === 'warning' ? [event.text] : []));

  const cpu = mergeCpu(rawDir, rawFiles);
  const cpuProfile = cpu.merged ? `CPU.${id}.cpuprofile` : null;
  if (cpu.merged) await writeFile(path.join(dir, `CPU.${id}.cpuprofile`), JSON.stringify(cpu.merged.profile));
  const heap = await finishHeap(dir, id, rawFiles);

  const entry = { ...tableRow(id, events, cpu.merged?.profile ?? null), cpuProfile, heapProfiles: heap.kept };
  warnings.push(...lossesOf(entry, cpu));
  return { entry, scripts: sampledScripts(events, cpu.merged?.profile ?? null, heap.last), warnings };
}

interface CpuWindows {
  readonly merged: Merged | null;
  readonly unreadable: number;
}

function mergeCpu(rawDir: string, rawFiles: readonly string[]): CpuWindows {
  let unreadable = 0;
  // Read one by one while they are merged: all windows of a long run at once would not fit into memory.
  function* windows(): Iterable<CpuProfile> {
    for (const file of numbered(rawFiles, 'cpu')) {
      const window = parseProfile(path.join(rawDir, file));
      if (window) yield window;
      else unreadable++;
    }
  }
  const merged = mergeWindows(windows());
  return { merged, unreadable };
}

function parseProfile(file: string): CpuProfile | null {
  try {
    const profile: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isCpuProfile(profile) ? profile : null;
  } catch {
    return null; // Torn: the process was killed while it wrote.
  }
}

function tableRow(id: string, events: readonly EventRecord[], profile: CpuProfile | null) {
  const [pid, threadId] = id.split('-').map(Number) as [number, number];
  const started = events.find((event): event is ThreadStarted => event.k === 'thread');
  const ended = events.find((event) => event.k === 'end');
  const times = events.flatMap((event) => ('t' in event ? [event.t] : []));
  if (profile) times.push(profile.startTime, profile.endTime);
  const row: Omit<ThreadEntry, 'cpuProfile' | 'heapProfiles'> = {
    id,
    pid,
    threadId,
    kind: started?.kind ?? (threadId === 0 ? 'process' : 'worker'),
    name: started?.name ?? '',
    parentId: parentOf(started),
    startMicros: started?.t ?? times.reduce((least, t) => Math.min(least, t), times[0] ?? 0),
    endMicros: times.length === 0 ? null : times.reduce((most, t) => Math.max(most, t)),
    nodeVersion: started?.nodeVersion ?? '',
    events: eventsFile.nameOf(id),
    end: ended ? 'flushed' : 'cut',
  };
  return row;
}

function parentOf(started: ThreadStarted | undefined): string | null {
  const pid = started?.parentPid ?? null;
  return pid === null ? null : `${pid}-${started?.parentThreadId ?? 0}`;
}

function lossesOf(entry: ThreadEntry, { merged, unreadable }: CpuWindows): string[] {
  const losses: string[] = [];
  const whose = entry.kind === 'main' ? 'the main thread' : entry.name || `thread ${entry.id}`;
  if (merged === null)
    losses.push(`There are no CPU samples of ${whose}: it ended before the first ones were written.`);
  if (unreadable > 0) losses.push(`${unreadable} of the CPU files of ${whose} could not be read and are left out.`);
  const lostMicros = (merged?.gaps ?? []).reduce((sum, gap) => sum + gap.toMicros - gap.fromMicros, 0);
  if (lostMicros > 0) losses.push(`${(lostMicros / 1e6).toFixed(1)} s of the CPU profile of ${whose} are missing.`);
  return losses;
}

/** Call paths name CommonJS modules by their path, profiles by their url. */
const asUrl = (url: string): string => (path.isAbsolute(url) ? pathToFileURL(url).href : url);

function sampledScripts(
  events: readonly EventRecord[],
  profile: CpuProfile | null,
  heap: HeapProfileNode | null,
): ScriptSource[] {
  const sampled = new Map<string, ScriptSource>();
  const note = ({ scriptId, url }: { scriptId: string; url: string }) => {
    if (isUserScript(url) && !sampled.has(url)) sampled.set(url, { scriptId: String(scriptId), url, sourceMapUrl: '' });
  };
  for (const { callFrame } of profile?.nodes ?? []) note(callFrame);
  // A module that only starts I/O may never have been on top of a sampled stack.
  for (const event of events)
    if (event.k === 'paths') for (const { url } of event.frames) note({ scriptId: '', url: asUrl(url) });
  for (const open = heap ? [heap] : []; open.length > 0;) {
    const node = open.pop()!;
    note(node.callFrame);
    for (const child of node.children) open.push(child);
  }
  for (const event of events) {
    if (event.k !== 'scripts') continue;
    for (const script of event.scripts)
      if (sampled.has(script.url) && script.sourceMapUrl) sampled.set(script.url, script);
  }
  return [...sampled.values()];
}
