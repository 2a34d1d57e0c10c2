/**
 * `node bench/overhead.mjs [--repeat 5] [--only NAME]`: what a full capture costs, against plain node and against
 * `node --cpu-prof --heap-prof`, interleaved in one run. Ratios of medians; the spread is that of the single ratios.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { workloads } from './workloads/index.mjs';

const { values } = parseArgs({ options: { repeat: { type: 'string', default: '5' }, only: { type: 'string' } } });
const repeat = Number(values.repeat);
const here = path.dirname(fileURLToPath(import.meta.url));
const cli = path.join(here, '../dist/cli.js');
const scratch = mkdtempSync(path.join(tmpdir(), 'overhead-'));
const names = values.only ? [values.only] : ['nothing', ...Object.keys(workloads)];

const variants = {
  plain: (args) => args,
  ours: (args) => [
    cli,
    'run',
    '--out',
    path.join(scratch, `capture-${Math.random().toString(36).slice(2)}`),
    '--',
    ...args,
  ],
  prof: (args) => ['--cpu-prof', '--heap-prof', `--cpu-prof-dir=${scratch}`, `--heap-prof-dir=${scratch}`, ...args],
};

async function measure(variant, name) {
  const args = variants[variant]([path.join(here, 'workloads/run.mjs'), name]);
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout.split('\n').find((line) => line.startsWith('{"workMs"')));
}

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const ratio = (value) => `${value.toFixed(3)}×`;

console.log(
  `Node.js ${process.version}, ${availableParallelism()} cores (${cpus()[0]?.model}), ${repeat} runs each, interleaved`,
);
console.log('workload              plain ms   this profiler (spread)      --cpu-prof --heap-prof');
const summary = { ours: [], prof: [] };
try {
  for (const name of names) {
    const runs = { plain: [], ours: [], prof: [] };
    for (let i = 0; i < repeat; i++)
      for (const variant of Object.keys(variants)) runs[variant].push(await measure(variant, name));
    if (name === 'nothing') {
      const start = (variant) => median(runs[variant].map((run) => run.startMs));
      console.log(
        `start-up              ${start('plain').toFixed(0).padStart(8)}   +${(start('ours') - start('plain')).toFixed(0)} ms                      +${(start('prof') - start('plain')).toFixed(0)} ms`,
      );
      continue;
    }
    const work = (variant) => runs[variant].map((run) => run.workMs);
    const plain = median(work('plain'));
    const ours = median(work('ours')) / plain;
    const prof = median(work('prof')) / plain;
    summary.ours.push(ours);
    summary.prof.push(prof);
    const single = work('ours').map((time, index) => time / runs.plain[index].workMs);
    const spread = `(${Math.min(...single).toFixed(2)} to ${Math.max(...single).toFixed(2)})`;
    console.log(
      `${name.padEnd(20)}  ${plain.toFixed(0).padStart(8)}   ${ratio(ours)} ${spread.padEnd(18)}   ${ratio(prof)}`,
    );
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
const geometricMean = (list) => Math.exp(list.reduce((sum, value) => sum + Math.log(value), 0) / list.length);
if (summary.ours.length > 0) {
  console.log(
    `geometric mean                   ${ratio(geometricMean(summary.ours))}                      ${ratio(geometricMean(summary.prof))}`,
  );
  console.log(
    `worst                            ${ratio(Math.max(...summary.ours))}                      ${ratio(Math.max(...summary.prof))}`,
  );
}
