/** What was predicted beside what was measured. */
const columns = [16, 19, 23, 22, 8, 10, 7];
const line = (cells) =>
  console.log(
    cells
      .map((cell, at) => String(cell).padEnd(columns[at]))
      .join(' ')
      .trimEnd(),
  );

const quantile = (list, share) => {
  const sorted = [...list].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  return sorted[Math.floor(at)] + (at % 1) * ((sorted[Math.ceil(at)] ?? 0) - sorted[Math.floor(at)]);
};

export function summarise(measured) {
  if (measured.failure) return measured;
  const { runs, predicted } = measured;
  const [first] = runs;
  // Ratios within rounds: what disturbs one round disturbs both versions.
  const ratios = runs.map(({ before, after }) => before.ms / after.ms);
  const speedup = quantile(ratios, 0.5);
  return {
    ...measured,
    speedup,
    quartiles: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
    isInside: speedup >= predicted.low && speedup <= predicted.high,
    isRightDirection: Math.sign(speedup - 1) === Math.sign(predicted.expected - 1),
    sameOutput: runs.every(
      ({ before, after }) => before.output === first.before.output && after.output === first.before.output,
    ),
    beforeMs: quantile(
      runs.map(({ before }) => before.ms),
      0.5,
    ),
  };
}

export const printHead = () =>
  line(['project', 'edit', 'predicted', 'measured (quartiles)', 'inside', 'direction', 'output']);

export function printRow(row) {
  if (row.failure) return line([row.name, row.kind ?? '', row.failure]);
  const { name, kind, rank, predicted, speedup, quartiles, isInside, isRightDirection, sameOutput } = row;
  line([
    name,
    rank === 0 ? kind : `${kind} (${rank + 1})`,
    `${predicted.expected.toFixed(2)} (${predicted.low.toFixed(2)} to ${predicted.high.toFixed(2)})`,
    `${speedup.toFixed(2)} (${quartiles.map((one) => one.toFixed(2)).join(' to ')})`,
    isInside ? 'yes' : 'no',
    isRightDirection ? 'right' : 'wrong',
    sameOutput ? 'same' : 'differs',
  ]);
}

export function printSummary(rows) {
  const done = rows.filter(({ failure }) => !failure);
  const count = (test) => `${done.filter(test).length} of ${done.length}`;
  const errors = done.map(({ predicted, speedup }) => Math.abs(predicted.expected - speedup) / speedup);
  if (done.length === 0) return;
  console.log(
    `\nsame output ${count((row) => row.sameOutput)}, right direction ${count((row) => row.isRightDirection)},`,
  );
  console.log(
    `inside the range ${count((row) => row.isInside)}, median relative error ${(100 * quantile(errors, 0.5)).toFixed(0)} %`,
  );
  const failed = rows.length - done.length;
  if (failed > 0) console.log(`not run: ${failed}`);
}
