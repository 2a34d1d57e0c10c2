/**
 * `node bench/overhead.mjs [--repeat 5] [--only NAME] [--without-clinic]`: what a full capture costs, against plain node,
 * `node --cpu-prof --heap-prof` and clinic doctor, interleaved in one run. Ratios of medians, pair by pair; the spread is
 * that of the single ratios.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { installClinic } from './clinicDoctor.mjs';
import { workloads } from './workloads/index.mjs';

const { values } = parseArgs({
  options: {
    repeat: { type: 'string', default: '5' },
    only: { type: 'string' },
    'without-clinic': { type: 'boolean', default: false },
  },
});
const repeat = Number(values.repeat);
const here = path.dirname(fileURLToPath(import.meta.url));
const cli = path.join(here, '../dist/cli.js');
const scratch = mkdtempSync(path.join(tmpdir(), 'overhead-'));
const names = values.only ? [values.only] : ['nothing', ...Object.keys(workloads)];
/** A workload takes about a second, and the slowest profiler here three times that. */
const longestRunMs = 60_000;

/** Each profiler under test: the arguments of node that run a program with it. */
const variants = {
  'plain node': (program) => program,
  'this profiler': (program) => [
    cli,
    'run',
    '--no-calibrate',
    '--out',
    mkdtempSync(path.join(scratch, 'capture-')),
    '--',
    ...program,
  ],
  '--cpu-prof --heap-prof': (program) => [
    ...['--cpu-prof', '--heap-prof', `--cpu-prof-dir=${scratch}`, `--heap-prof-dir=${scratch}`],
    ...program,
  ],
};
if (!values['without-clinic']) {
  const clinic = installClinic();
  const collect = path.join(here, 'clinicDoctorCollect.cjs');
  variants['clinic doctor'] = (program) => [collect, clinic, process.execPath, ...program];
}
const [baseline, ...profilers] = Object.keys(variants);

/**
 * Milliseconds from the start of the process to its first line, and of its work; null when it did not get through. `shift`: see
 * workloads/run.mjs.
 */
async function measure(variant, name, shift) {
  const cwd = mkdtempSync(path.join(scratch, 'cwd-'));
  const args = variants[variant]([path.join(here, 'workloads/run.mjs'), name, String(shift)]);
  try {
    const options = { cwd, maxBuffer: 2 ** 26, timeout: longestRunMs };
    const { stdout } = await promisify(execFile)(process.execPath, args, options);
    return JSON.parse(stdout.split('\n').find((line) => line.startsWith('{"workMs"')));
  } catch {
    return null;
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const geometricMean = (list) => Math.exp(list.reduce((sum, value) => sum + Math.log(value), 0) / list.length);
const nameWidth = 21;
const columnWidth = 24;
const printRow = (name, plain, cells) =>
  console.log(
    `${name.padEnd(nameWidth)}${plain.padStart(9)}   ${cells.map((cell) => cell.padEnd(columnWidth)).join('')}`,
  );

const load = loadavg()[0].toFixed(1);
console.log(
  `Node.js ${process.version}, ${availableParallelism()} cores (${cpus()[0]?.model}), load ${load} at the start; ${repeat} runs each, interleaved`,
);
printRow('workload', 'plain ms', profilers);
const ratios = Object.fromEntries(profilers.map((variant) => [variant, []]));
try {
  for (const name of names) {
    const runs = Object.fromEntries(Object.keys(variants).map((variant) => [variant, []]));
    for (let i = 0; i < repeat; i++)
      for (const variant of Object.keys(variants)) runs[variant].push(await measure(variant, name, i / repeat));
    const of = (variant, key) => runs[variant].map((run) => run?.[key] ?? NaN);
    if (name === 'nothing') {
      const plain = median(of(baseline, 'startMs'));
      const added = profilers.map((variant) => `+${(median(of(variant, 'startMs')) - plain).toFixed(0)} ms`);
      printRow('start-up', plain.toFixed(0), added);
      continue;
    }
    const plain = of(baseline, 'workMs');
    const cells = profilers.map((variant) => {
      const single = of(variant, 'workMs').map((time, index) => time / plain[index]);
      if (single.some(Number.isNaN)) return 'did not get through';
      ratios[variant].push(median(single));
      return `${median(single).toFixed(3)} (${Math.min(...single).toFixed(2)} to ${Math.max(...single).toFixed(2)})`;
    });
    printRow(name, median(plain).toFixed(0), cells);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
const summary = (pick) =>
  profilers.map((variant) => (ratios[variant].length > 0 ? pick(ratios[variant]).toFixed(3) : '–'));
if (profilers.some((variant) => ratios[variant].length > 0)) {
  printRow('geometric mean', '', summary(geometricMean));
  printRow(
    'worst',
    '',
    summary((list) => Math.max(...list)),
  );
}
