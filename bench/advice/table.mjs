/** Prints what `judge` found. */
import { median } from './judge.mjs';

const columns = [
  ['program', 22, ({ name }) => name],
  ['advice', 19, ({ advice }) => advice],
  ['predicted', 19, ({ predicted: { low, expected, high } }) => `${times(expected)} (${times(low)}-${times(high)})`],
  ['measured', 19, ({ measured: { speedup, from, to } }) => `${times(speedup)} (${times(from)}-${times(to)})`],
  ['error', 7, ({ error }) => percent(error)],
  ['inside', 8, ({ isInside }) => (isInside ? 'yes' : 'NO')],
  ['best', 25, ({ best, bestSpeedup }) => `${best}: ${times(bestSpeedup)}`],
  ['regret', 18, ({ regret, regretRange: { low, high } }) => `${percent(regret)} (${ends(low, high)})`],
  [
    '',
    20,
    (row) =>
      [row.hasVariant || 'no such variant', row.sameResults || 'RESULTS DIFFER', !row.isDisturbed || 'disturbed']
        .filter((text) => text !== true)
        .join(', '),
  ],
];
const ends = (low, high) => (Number.isFinite(high) ? `${Math.round(low * 100)} to ${Math.round(high * 100)}` : 'once');
const times = (factor) => factor.toFixed(2);
/** Regret, as a share of the best time, that the goal allows. */
const tolerated = 0.1;
const percent = (share) => `${Math.round(share * 100)} %`;

export const printHead = (say) => say(columns.map(([title, width]) => title.padEnd(width)).join(''));
export const printRow = (say, row) => say(columns.map(([, width, cell]) => cell(row).padEnd(width)).join(''));

/** Each group on its own, because what the rules were tuned on says little about other programs; then all. */
export function printSummaries(say, rows) {
  for (const group of new Set(rows.map((row) => row.group))) {
    const own = rows.filter((row) => row.group === group);
    say(`\n${group} (${own.length} programs)`);
    printSummary(say, own);
  }
  say(`\nall (${rows.length} programs)`);
  printSummary(say, rows);
}

function printSummary(say, rows) {
  const share = (test, of = rows) =>
    `${of.filter(test).length} of ${of.length} (${percent(of.filter(test).length / of.length)})`;
  const tested = rows.filter(({ isPrediction }) => isPrediction);
  const changes = tested.filter(({ id }) => !id.startsWith('keep'));
  const errors = (of) => (of.length === 0 ? '-' : percent(median(of.map(({ error }) => error))));
  say(`median relative error of the prediction: ${errors(tested)}; of advice to change something: ${errors(changes)}`);
  say(
    `measured inside the stated range: ${share(({ isInside }) => isInside, tested)}; of advice to change something: ${share(({ isInside }) => isInside, changes)}`,
  );
  say(
    `regret of at most 10 %: ${share(({ regret }) => regret <= tolerated)}; model and size right: ${share(({ isRight }) => isRight)}`,
  );
  say(
    `by the spread of the rounds, more than 10 % for certain: ${share(({ regretRange }) => regretRange.low > tolerated)}; at most 10 % for certain: ${share(({ regretRange }) => regretRange.high <= tolerated)}`,
  );
}
