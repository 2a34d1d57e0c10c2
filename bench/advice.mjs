/**
 * `node bench/advice.mjs [--only NAME,NAME] [--repeat 5] [--json] [--from FILE]…`
 *
 * Is the advice right? Each program of bench/advice/programs is profiled once as it stands; then it and its variants are
 * measured without the profiler, in turns. Printed: what the first recommendation predicted against what its variant
 * measured, and how much longer that variant takes than the best one (regret). `--json` prints everything that was measured;
 * `--from` reads such files instead of measuring, so that programs can be measured one at a time.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { profileOriginal, timeVariant } from './advice/execute.mjs';
import { judge } from './advice/judge.mjs';
import { printHead, printRow, printSummary } from './advice/table.mjs';
import { variantFor } from './advice/variantFor.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    repeat: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
    from: { type: 'string', multiple: true },
  },
});
const folder = new URL('./advice/programs/', import.meta.url);
const wanted = values.only?.split(',');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.mjs'))
  .map((file) => file.slice(0, -'.mjs'.length))
  .filter((name) => !wanted || wanted.includes(name));
const say = values.json ? () => undefined : console.log;

/** Everything that is measured of a program: profile once, then original and variants in turns. Null where it does not run. */
async function measure(name, scratch) {
  const program = await import(new URL(`${name}.mjs`, folder).href);
  if (program.platforms && !program.platforms.includes(process.platform)) return null;
  const report = await profileOriginal(name, program, scratch);
  const advised = variantFor(program.variants, report.recommendations[0]);
  const plans = Object.entries(program.variants).flatMap(([variant, { model = 'keep', sizes = [null] }]) => {
    const all = advised?.variant === variant ? [...new Set([...sizes, advised.size])] : sizes;
    return all.map((size) => ({ variant, model, size, times: [], results: [] }));
  });
  for (let round = 0; round < Number(values.repeat); round++)
    for (const plan of plans) {
      const { ms, result } = await timeVariant(name, program, plan);
      plan.times.push(ms);
      plan.results.push(result);
    }
  const { recommendations, ...rest } = report;
  return { name, shape: program.shape, report: rest, recommendations, measured: plans };
}

const measuredBefore = (values.from ?? []).flatMap((file) => JSON.parse(readFileSync(file, 'utf8')));
const scratch = mkdtempSync(path.join(tmpdir(), 'advice-'));
const all = [];
try {
  say(`Node.js ${process.version}, ${availableParallelism()} processors, load ${loadavg()[0].toFixed(1)}`);
  printHead(say);
  for (const name of values.from ? [] : names) {
    const program = await measure(name, scratch);
    if (program === null) continue;
    all.push(program);
    printRow(say, judge(program));
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
for (const program of measuredBefore.filter(({ name }) => !wanted || wanted.includes(name))) {
  all.push(program);
  printRow(say, judge(program));
}
printSummary(say, all.map(judge));
if (values.json) console.log(JSON.stringify(all));
