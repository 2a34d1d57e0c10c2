/**
 * `node bench/advice.mjs [--only NAME,NAME] [--group GROUP] [--repeat 3] [--out FOLDER] [--seconds N] [--dist FOLDER]`
 * `node bench/advice.mjs --from FOLDER [--advise-again] [--only …] [--group …]`
 *
 * Is the advice right? Each program is profiled once as it stands; then it and its variants are measured without the
 * profiler, in turns: `--repeat` rounds, two more where some were disturbed, and variants that take twice as long as the
 * fastest only once. Printed: what the first recommendation predicted against what its variant measured, and how much longer
 * that variant takes than the best one (regret). `--out` keeps what was measured, one file a program; what is there already is
 * not measured again, and with `--seconds` no program is begun after that time: a long run can be made in parts. `--from`
 * judges what was kept; `--advise-again` asks the rules as they are now about the kept reports.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { adviseAgain } from './advice/adviseAgain.mjs';
import { catalog } from './advice/catalog.mjs';
import { judge } from './advice/judge.mjs';
import { measure } from './advice/measure.mjs';
import { prepareProfiler } from './advice/profiler.mjs';
import { printHead, printRow, printSummaries } from './advice/table.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    group: { type: 'string' },
    repeat: { type: 'string', default: '3' },
    out: { type: 'string' },
    seconds: { type: 'string', default: 'Infinity' },
    from: { type: 'string' },
    dist: { type: 'string' },
    'advise-again': { type: 'boolean', default: false },
  },
});
const wanted = values.only?.split(',');
const entries = catalog().filter(
  ({ name, group }) => (!wanted || wanted.includes(name)) && (!values.group || values.group === group),
);
const unknown = wanted?.filter((name) => !entries.some((entry) => entry.name === name)) ?? [];
if (unknown.length > 0) throw new Error(`No program is called ${unknown.join(' or ')}.`);
const folder = values.from ?? values.out;
const fileOf = (name) => folder && path.join(folder, `${name}.json`);
const known = ({ name }) => folder !== undefined && existsSync(fileOf(name));

async function measureMissing() {
  const missing = entries.filter((entry) => !known(entry));
  const until = performance.now() + Number(values.seconds) * 1000;
  const scratch = mkdtempSync(path.join(tmpdir(), 'advice-'));
  const measured = [];
  try {
    if (values.out) mkdirSync(values.out, { recursive: true });
    const profiler = prepareProfiler(scratch, {
      dist: values.dist,
      calibration: values.out && path.join(values.out, 'calibration'),
    });
    for (const entry of missing) {
      if (performance.now() > until) break;
      const program = await measure(entry, { repeat: Number(values.repeat), profiler, scratch });
      if (program === null) continue;
      if (values.out) writeFileSync(fileOf(entry.name), JSON.stringify(program));
      measured.push(program);
      printRow(console.log, judge(program));
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return measured;
}

console.log(`Node.js ${process.version}, ${availableParallelism()} processors, load ${loadavg()[0].toFixed(1)}`);
printHead(console.log);
const kept = entries.filter(known).map(({ name }) => JSON.parse(readFileSync(fileOf(name), 'utf8')));
const before = values['advise-again'] ? await adviseAgain(kept) : kept;
for (const program of before) printRow(console.log, judge(program));
const now = values.from ? [] : await measureMissing();
printSummaries(console.log, [...before, ...now].map(judge));
