/**
 * `node bench/verdicts.mjs [--node PATH]… [--only NAME,NAME] [--part 1/3] [--repeat 1] [--json FILE] [--with-clinic]
 * [--trust-labels] [--at-least 1] [--dist FOLDER]`, or
 * `node bench/verdicts.mjs --show FILE [--show FILE]…`: the sums of stored parts; a program counts as it stands in the last.
 *
 * Runs each workload of test/workloads twice, one thing at a time: without the profiler, watched from outside (is the
 * label true?), and under the profiler (does it say so?). Ends with 1 when fewer than the share `--at-least` is right; a
 * refused label is not. What goes wrong is run again once before it counts, and both results are kept in the JSON: other
 * programs on the same machine disturb both runs.
 * `--with-clinic` asks clinic doctor as well and ends with both side by side; `--trust-labels` leaves the unprofiled runs
 * out (they need Linux).
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { labels } from '../test/workloads/labels.mjs';
import { commandOf, versionOf } from './verdicts/commandOf.mjs';
import { observe } from './verdicts/observe.mjs';
import { keepBuild, profile } from './verdicts/profile.mjs';
import { compare, printRow, printSummary, tableHead } from './verdicts/table.mjs';
import { contradiction, truthOf } from './verdicts/truth.mjs';

const { values } = parseArgs({
  options: {
    node: { type: 'string', multiple: true, default: [process.execPath] },
    only: { type: 'string' },
    part: { type: 'string', default: '1/1' },
    show: { type: 'string', multiple: true },
    repeat: { type: 'string', default: '1' },
    json: { type: 'string' },
    'trust-labels': { type: 'boolean', default: false },
    'with-clinic': { type: 'boolean', default: false },
    dist: { type: 'string' },
    'at-least': { type: 'string', default: '1' },
  },
});
if (values.show) {
  const stored = values.show.flatMap((file) => JSON.parse(readFileSync(file, 'utf8')));
  printSummary([...new Map(stored.map((row) => [`${row.node} ${row.name}`, row])).values()]);
  process.exit();
}
/** The goal for the mean; a single run above it is looked at twice. */
const budgetBound = 0.05;
const wanted = values.only?.split(',');
const names = Object.keys(labels).filter((name) => !wanted || wanted.some((part) => name.includes(part)));
if (values['trust-labels']) names.splice(0, names.length, ...names.filter((name) => labels[name].class !== null));
const [part, parts] = values.part.split('/').map(Number);
names.splice(0, names.length, ...names.filter((_name, index) => index % parts === part - 1));
if (names.length === 0) throw new Error(`no workload is called ${values.only}`);
const scratch = mkdtempSync(path.join(tmpdir(), 'verdicts-'));
const cli = keepBuild(scratch, values.dist);

/**
 * Shares of time mean little while a program waits for a processor half of its life: a second try first waits for others
 * to finish, for a while. `avg10`: per cent of the last 10 s in which somebody had to wait for a processor (Linux).
 */
const quietPressure = 30;
const patienceMs = 10_000;
function pressure() {
  try {
    return Number(/some avg10=([\d.]+)/.exec(readFileSync('/proc/pressure/cpu', 'utf8'))[1]);
  } catch {
    return 0;
  }
}
async function waitForQuiet() {
  const until = performance.now() + patienceMs;
  while (pressure() > quietPressure && performance.now() < until) await sleep(1000);
}

async function attempt(node, name) {
  const label = labels[name];
  const load = loadavg()[0];
  let truth = null;
  let refused = null;
  let report = null;
  let failure = null;
  try {
    if (!values['trust-labels']) {
      truth = truthOf(await observe(commandOf(node, name), label, scratch));
      refused = contradiction(label, truth);
    }
    report = await profile(cli, node, name, label, scratch);
  } catch (error) {
    failure = error instanceof Error ? error.message.slice(0, 300) : String(error);
  }
  return compare({ name, label, truth, refused, report, failure, load });
}

const doctor = values['with-clinic'] ? (await import('./clinicDoctor.mjs')).openDoctor(scratch) : null;
const all = [];
try {
  for (const node of values.node) {
    console.log(`\nNode.js ${versionOf(node)}, ${availableParallelism()} processors, load ${loadavg()[0].toFixed(1)}`);
    console.log(tableHead(doctor !== null));
    const rows = [];
    for (const name of names) {
      for (let round = 0; round < Number(values.repeat); round++) {
        let row = await attempt(node, name);
        if (!row.classRight || row.refused || row.budgetError > budgetBound) {
          const first = row;
          await waitForQuiet();
          row = { ...(await attempt(node, name)), before: first };
        }
        if (doctor) row.doctor = await doctor.ask(name, labels[name], row.expected);
        row.node = versionOf(node);
        rows.push(row);
        printRow(row);
      }
    }
    printSummary(rows);
    all.push(...rows);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
  if (values.json) writeFileSync(values.json, JSON.stringify(all, null, 1));
}
const right = all.filter((row) => row.classRight && !row.refused).length;
if (right < Number(values['at-least']) * all.length) process.exitCode = 1;
