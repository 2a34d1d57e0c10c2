/** Runs a workload without the profiler and watches it from outside, through the kernel's clocks. Linux only. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startCompanions } from './companions.mjs';
import { root } from './commandOf.mjs';

const observer = fileURLToPath(new URL('./observer.cjs', import.meta.url));
/** Distance of readings: ten files a time cost about 0.2 ms, one per cent of a processor. */
const everyMs = 20;
/** No workload takes longer, on any machine. */
const atMostMs = 60_000;

const read = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null; // The thread or process has ended.
  }
};
const list = (folder) => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

function childrenOf(pid) {
  return list(`/proc/${pid}/task`).flatMap((tid) =>
    (read(`/proc/${pid}/task/${tid}/children`) ?? '').split(' ').filter(Boolean).map(Number),
  );
}

/** All that a process tree has used so far: `threads` of the first process, its living descendants, and those collected. */
function readTree(pid) {
  const reading = { at: Number(process.hrtime.bigint()), threads: {}, children: {}, collectedMs: 0 };
  const visit = (process, isFirst) => {
    for (const tid of list(`/proc/${process}/task`)) {
      const [cpu, queue] = (read(`/proc/${process}/task/${tid}/schedstat`) ?? '0 0').split(' ').map(Number);
      (isFirst ? reading.threads : reading.children)[`${process}/${tid}`] = [cpu / 1e6, queue / 1e6];
    }
    // CPU of children that were waited for, in ticks of 10 ms: fields 16 and 17.
    const stat = read(`/proc/${process}/stat`)?.split(') ')[1]?.split(' ');
    if (stat) reading.collectedMs += (Number(stat[13]) + Number(stat[14])) * 10;
    for (const child of childrenOf(process)) visit(child, false);
  };
  visit(pid, true);
  return reading;
}

/** `command`: node and its arguments. Gives the readings, what the observer inside said, and what the backend saw. */
export async function observe(command, label, scratch) {
  const log = path.join(scratch, 'observer.jsonl');
  rmSync(log, { force: true });
  const companions = await startCompanions(label, scratch);
  const [node, ...args] = command;
  const child = spawn(node, args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...companions.env, NODE_OPTIONS: `--require=${observer}`, VERDICTS_OBSERVER: log },
  });
  let errors = '';
  child.stderr.on('data', (text) => (errors += text));
  const readings = [];
  const timer = setInterval(() => readings.push(readTree(child.pid)), everyMs);
  const guard = setTimeout(() => child.kill('SIGKILL'), atMostMs);
  const [code, signal] = await once(child, 'exit');
  clearInterval(timer);
  clearTimeout(guard);
  const backend = await companions.stop();
  if (code !== 0) throw new Error(`${args.at(-1)} ended with ${code ?? signal} without the profiler: ${errors}`);
  const said = existsSync(log)
    ? readFileSync(log, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : [];
  return { pid: child.pid, readings, said, backend };
}
