/** Pairs of runs: what `compare` says of those that do not differ, and of those that do. */
import { tsImport } from 'tsx/esm/api';

/** Shorter functions count too few samples to be worth a look. */
const leastFunctionMs = 10;

export async function judge(runs) {
  const { compareCaptures } = await tsImport('../../src/profiler/compare/index.ts', import.meta.url);
  const compare = (one, other) =>
    compareCaptures({ report: one.report, captureDir: '' }, { report: other.report, captureDir: '' });
  const rows = [];
  for (const name of [...new Set(runs.map((run) => run.name))]) {
    const of = (load, scale) => runs.filter((run) => run.name === name && run.load === load && run.scale === scale);
    for (const [load, otherLoad] of [
      ['none', 'none'],
      ['busy', 'busy'],
      ['none', 'busy'],
      ['busy', 'none'],
    ]) {
      const befores = of(load, 1);
      for (const scale of [1, 1.1, 1.3, 3]) {
        const afters = of(otherLoad, scale);
        const sameRuns = scale === 1 && load === otherLoad;
        if (scale === 1 && load === 'busy' && otherLoad === 'none') continue;
        for (const [at, before] of befores.entries())
          for (const after of sameRuns ? afters.slice(at + 1) : afters)
            rows.push({
              name,
              load: `${load}-${otherLoad}`,
              scale,
              ...look(compare(before, after)),
              reports: [before, after],
            });
      }
    }
  }
  return rows;
}

function look({ speedup, functions, measures }) {
  const isMeasured = ({ self, category }) =>
    Math.max(self.before, self.after) >= leastFunctionMs && category === 'user';
  return {
    ratio: speedup && 1 / speedup.value,
    found: speedup !== null && speedup.isSignificant ? (speedup.value < 1 ? 'slower' : 'faster') : 'same',
    functions: functions.filter(isMeasured).map(({ self }) => self),
    measures: measures.filter(({ unit }) => unit === 'ms'),
  };
}

const percent = (part, whole) => (whole === 0 ? '   -' : `${((100 * part) / whole).toFixed(0).padStart(3)}%`);
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

export function printJudgement(rows) {
  const loads = ['none-none', 'busy-busy', 'none-busy', 'busy-none'];
  const names = [...new Set(rows.map(({ name }) => name))];
  for (const load of loads) {
    console.log(
      `\n${load}: ratio of wall times, and said to differ in the right direction (of unchanged ones: in any)`,
    );
    for (const name of [...names, null]) {
      const cells = [1, 1.1, 1.3, 3].map((scale) => {
        const own = rows.filter(
          (row) => row.load === load && row.scale === scale && (name === null || row.name === name),
        );
        const right = own.filter(({ found }) => (scale === 1 ? found !== 'same' : found === 'slower'));
        const ratio = own.length === 0 ? '' : median(own.map((row) => row.ratio)).toFixed(2);
        return `x${String(scale).padEnd(3)} ${name === null ? '    ' : ratio.padStart(4)} ${percent(right.length, own.length)}`;
      });
      console.log(`${(name ?? 'all').padEnd(22)}${cells.join('   ')}`);
    }
    const unchanged = rows.filter((row) => row.load === load && row.scale === 1);
    for (const [what, list] of [
      ['functions', unchanged.flatMap((row) => row.functions)],
      ['measures', unchanged.flatMap((row) => row.measures)],
    ])
      console.log(
        `unchanged, ${what}: ${percent(list.filter((one) => one.isSignificant).length, list.length)} of ${list.length} said to differ`,
      );
    for (const scale of [1.1, 1.3, 3]) {
      const list = rows.filter((row) => row.load === load && row.scale === scale).flatMap((row) => row.functions);
      console.log(
        `x${scale}, functions: ${percent(list.filter((one) => one.isSignificant && one.delta > 0).length, list.length)} of ${list.length} said to take longer`,
      );
    }
    const wrong = rows.filter((row) => row.load === load && row.scale > 1 && row.found === 'faster');
    console.log(`said to be faster with more to do: ${wrong.length}`);
  }
}
