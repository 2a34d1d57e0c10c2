/** What `--cpu-prof-dir` leaves of a program with two workers and a child process, on one clock; and the same as a trace. */
import type { CpuProfile } from '../../src/profiler/capture/format/profiles.ts';
import type { ProfileFile, ToPanel } from '../../src/webview/protocol.ts';

/** A function, or one of V8's pseudo frames, and how long it was on top. */
export type Stretch = readonly [name: string, ms: number];

const pseudo = ['(root)', '(idle)', '(program)', '(garbage collector)'];
const intervalMicros = 1000;

export function profileOf(startMs: number, stretches: readonly Stretch[]): CpuProfile {
  const names = [...new Set([...pseudo, ...stretches.map(([name]) => name)])];
  const samples = stretches.flatMap(([name, ms]) => new Array<number>(ms).fill(names.indexOf(name) + 1));
  const startTime = startMs * 1000;
  return {
    nodes: names.map((name, at) => ({
      id: at + 1,
      callFrame: pseudo.includes(name)
        ? { functionName: name, scriptId: '0', url: '', lineNumber: -1, columnNumber: -1 }
        : { functionName: name, scriptId: '9', url: 'file:///home/ada/app/jobs.mjs', lineNumber: at, columnNumber: 2 },
      ...(at === 0 ? { children: names.slice(1).map((_, child) => child + 2) } : {}),
    })),
    startTime,
    endTime: startTime + samples.length * intervalMicros,
    samples,
    timeDeltas: samples.map((_, at) => (at === 0 ? 0 : intervalMicros)),
  };
}

const bootMs = 47_000_000;
const threads: readonly {
  readonly name: string;
  readonly pid: number;
  readonly threadId: number;
  readonly profile: CpuProfile;
}[] = [
  {
    name: 'CPU.20261120.094112.4711.0.001.cpuprofile',
    pid: 4711,
    threadId: 0,
    profile: profileOf(bootMs, [
      ['load', 400],
      ['(idle)', 1400],
      ['report', 200],
    ]),
  },
  {
    name: 'CPU.20261120.094112.4711.1.002.cpuprofile',
    pid: 4711,
    threadId: 1,
    profile: profileOf(bootMs + 500, [
      ['hash', 600],
      ['(garbage collector)', 200],
      ['hash', 200],
    ]),
  },
  {
    name: 'CPU.20261120.094112.4711.2.003.cpuprofile',
    pid: 4711,
    threadId: 2,
    profile: profileOf(bootMs + 500, [
      ['(idle)', 900],
      ['hash', 100],
    ]),
  },
  {
    name: 'CPU.20261120.094113.4720.0.001.cpuprofile',
    pid: 4720,
    threadId: 0,
    profile: profileOf(bootMs + 800, [
      ['zip', 700],
      ['(idle)', 300],
    ]),
  },
];

export const folderMs = 2000;
export const folderFiles: readonly ProfileFile[] = threads.map(({ name, pid, threadId, profile }) => ({
  id: `file:///home/ada/profiles/${name}`,
  name,
  sizeBytes: JSON.stringify(profile).length,
  pid,
  threadId,
}));
export const folderTexts: Readonly<Record<string, string>> = Object.fromEntries(
  threads.map(({ profile }, at) => [folderFiles[at]?.id ?? '', JSON.stringify(profile)]),
);
export const folderMessage: ToPanel = { type: 'profileFiles', title: 'profiles', files: [...folderFiles] };

/** Three threads of the same program as Chrome and Node (`--trace-event-categories v8.cpu_profiler`) write them. */
export function traceOfThreads(): string {
  const events = threads.slice(0, 3).flatMap(({ pid, threadId, profile }) => {
    const common = { cat: 'v8.cpu_profiler', pid, tid: 100 + threadId, id: `0x${threadId + 1}` };
    const { nodes, samples, timeDeltas, startTime, endTime } = profile;
    const parents = nodes.map(({ id, callFrame }) => ({ id, callFrame, ...(id === 1 ? {} : { parent: 1 }) }));
    return [
      { ...common, ph: 'M', name: 'thread_name', args: { name: threadId === 0 ? 'main' : `hasher ${threadId}` } },
      { ...common, ph: 'P', name: 'Profile', ts: startTime, args: { data: { startTime } } },
      {
        ...common,
        ph: 'P',
        name: 'ProfileChunk',
        ts: endTime,
        args: { data: { cpuProfile: { nodes: parents, samples }, timeDeltas, endTime } },
      },
    ];
  });
  return JSON.stringify({ traceEvents: events });
}
