/**
 * `node bench/edits.mjs [--only NAME,NAME] [--repeat 5] [--dist FOLDER]`
 *
 * From advice to a changed program, for each project of bench/edits/projects: profiled as it stands, the recommended action
 * planned and applied in a copy by the product's planner, packages installed, and both versions run in turns without the
 * profiler. Printed: whether the output is the same, the predicted against the measured speed-up, and whether the direction
 * is right. Takes about six minutes, and no more than ten: there are fewer rounds on a busy machine. Ends with 1 where an output differs or a project is not advised as its `sample` says.
 */
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { applyAction } from './edits/applyAction.mjs';
import { installInto } from './edits/packages.mjs';
import { manifestOf, profileProject, runProject } from './edits/runProject.mjs';
import { printHead, printRow, printSummary, summarise } from './edits/table.mjs';

const { values } = parseArgs({
  options: { only: { type: 'string' }, repeat: { type: 'string', default: '5' }, dist: { type: 'string' } },
});
const folder = fileURLToPath(new URL('./edits/projects/', import.meta.url));
const wanted = values.only?.split(',');
const names = readdirSync(folder).filter((name) => !wanted || wanted.includes(name));
const scratch = mkdtempSync(path.join(tmpdir(), 'edits-'));

/** On a busy machine all takes several times as long; the rounds are then fewer, and the whole still ends. */
const longestMs = 9 * 60_000;
/** A ratio of one round is no median. */
const fewestRounds = 2;
const startedAt = performance.now();

/** What is left, in equal parts: what one project does not need goes to those after it. */
const shareMs = (projectsLeft) => Math.max(0, longestMs - (performance.now() - startedAt)) / projectsLeft;

async function measure(name, cli, until) {
  const [before, after] = ['before', 'after'].map((version) => path.join(scratch, name, version));
  for (const copy of [before, after]) {
    cpSync(path.join(folder, name), copy, { recursive: true });
    const { devDependencies = {} } = manifestOf(copy);
    for (const [one, range] of Object.entries(devDependencies)) installInto(copy, one, range);
  }
  const { kind } = manifestOf(before).sample;
  // In the copy that is then changed, because the action names its files.
  const report = await profileProject(cli, after, path.join(scratch, name, 'capture'));
  const rank = report.recommendations.findIndex(({ action }) => action?.kind === kind);
  const recommendation = report.recommendations[rank];
  if (!recommendation) return { name, kind, failure: `advised is: ${report.recommendations[0]?.title}` };
  const applied = await applyAction(recommendation.action);
  if (applied.refusal) return { name, kind, failure: `refused: ${applied.refusal}` };
  for (const { name: one, range } of applied.packages) installInto(after, one, range);
  const runs = [];
  for (let round = 0; round < Number(values.repeat) && (round < fewestRounds || performance.now() < until); round++)
    runs.push({ before: await runProject(before), after: await runProject(after) });
  return { name, kind, rank, predicted: recommendation.predictedSpeedup, title: applied.title, runs };
}

const rows = [];
try {
  console.log(`Node.js ${process.version}, ${availableParallelism()} processors, load ${loadavg()[0].toFixed(1)}`);
  printHead();
  const cli = path.join(path.resolve(values.dist ?? fileURLToPath(new URL('../dist/', import.meta.url))), 'cli.js');
  for (const [at, name] of names.entries()) {
    const until = performance.now() + shareMs(names.length - at);
    const row = summarise(await measure(name, cli, until).catch((error) => ({ name, failure: error.message })));
    rows.push(row);
    printRow(row);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
printSummary(rows);
process.exitCode = rows.some(({ failure, sameOutput }) => failure || !sameOutput) ? 1 : 0;
