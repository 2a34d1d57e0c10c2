/** The counting pass: the program runs once more, silently, and V8 counts calls instead of sampling. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Capture } from '../capture/create.ts';
import type { CallCount, Manifest } from '../capture/format/capture.ts';
import { callCountsFile } from '../capture/load.ts';
import { countingFolder } from '../capture/rawFiles.ts';
import { endTree } from './endTree.ts';
import { environmentFor, type Workload } from './prepare.ts';
import { spawnWorkload } from './spawnWorkload.ts';

/** Null when call-counts.json is there, else the sentence that says why not. Never rejects: the capture is what counts. */
export async function countCalls(workload: Workload, capture: Capture, stop: AbortSignal): Promise<string | null> {
  if (stop.aborted) return 'Calls were not counted, because the program was stopped.';
  // A folder of its own: the threads of this pass are not threads of the measured run.
  const countingDir = path.join(capture.dir, countingFolder);
  try {
    await mkdir(countingDir);
    const ended = await runSilently(workload, capture.manifest, countingDir, stop);
    if (ended !== null) return ended;
    const counts = await collect(countingDir);
    if (counts === null) return 'Calls were not counted: the counting pass left no numbers.';
    await writeFile(path.join(capture.dir, callCountsFile), JSON.stringify(counts));
    return null;
  } catch (error) {
    return `Calls were not counted: ${(error as Error).message}`;
  } finally {
    await rm(countingDir, { recursive: true, force: true });
  }
}

// Counting switches V8's optimisation off: up to 16 times slower was measured. A pass beyond that is stuck.
const slowestFactor = 30;
const leastMs = 30_000;

async function runSilently(
  workload: Workload,
  manifest: Manifest,
  captureDir: string,
  stop: AbortSignal,
): Promise<string | null> {
  const wallMs = ((manifest.endMicros ?? manifest.startMicros) - manifest.startMicros) / 1000;
  const env = environmentFor(workload, {
    mode: 'count-calls',
    captureDir,
    controlPath: null,
    options: manifest.requested,
  });
  const program = await spawnWorkload(workload, env, 'silent');
  let ended: string | null = null;
  const end = (why: string) => {
    ended = why;
    void endTree(program.pid);
  };
  const stopped = () => end('Calls were not counted, because the counting pass was stopped.');
  const limitMs = leastMs + slowestFactor * wallMs;
  const timer = setTimeout(
    () => end(`Calls were not counted: the counting pass did not end within ${Math.round(limitMs / 1000)} s.`),
    limitMs,
  );
  stop.addEventListener('abort', stopped);
  await program.exited;
  clearTimeout(timer);
  stop.removeEventListener('abort', stopped);
  return ended;
}

/** Sums the counts of all threads and processes. */
async function collect(countingDir: string): Promise<CallCount[] | null> {
  const files = (await readdir(countingDir, { recursive: true })).filter(
    (file) => path.basename(file) === callCountsFile,
  );
  const sums = new Map<string, CallCount>();
  for (const file of files) {
    const counts = JSON.parse(await readFile(path.join(countingDir, file), 'utf8')) as CallCount[];
    for (const count of counts) {
      const key = `${count.url}\n${count.functionName}\n${count.lineNumber}:${count.columnNumber}`;
      const sum = sums.get(key);
      if (sum) sum.count += count.count;
      else sums.set(key, { ...count });
    }
  }
  return files.length === 0 ? null : [...sums.values()];
}
