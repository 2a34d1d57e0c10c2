/** Rows of the verdict table, the confusion matrix, and the sums under it. */
import { sideBySide } from './sideBySide.mjs';
import { classesNear, classOf } from './truth.mjs';

const classes = ['cpu-bound', 'io-bound', 'mixed', 'insufficient-data'];

/** One run against its label and its unprofiled measurement. */
export function compare({ name, label, truth, refused, report, failure, load }) {
  const expected = label.class ?? (truth ? classOf(truth.computing) : 'unknown');
  const verdict = report?.verdict ?? null;
  const got = verdict?.class ?? 'no report';
  const budget = verdict?.budget;
  const budgetError =
    budget && truth
      ? (Math.abs(budget.cpu + budget.gc - truth.budget.computing) +
          Math.abs(budget.blocked - truth.budget.blocked) +
          Math.abs(budget.wait - truth.budget.wait)) /
        3
      : null;
  return {
    name,
    expected,
    causes: label.causes,
    got,
    cause: verdict?.cause ?? null,
    confidence: verdict?.confidence ?? null,
    classRight:
      expected === got || (label.class === null && truth !== null && classesNear(truth.computing).includes(got)),
    causeRight: label.causes.includes(verdict?.cause ?? null),
    budgetError,
    refused,
    failure,
    leakMissed: label.leaks === true && !report?.memory.leak?.suspected,
    load,
    truth,
    verdict,
    run: report && { wallMs: report.run.wallMs, exit: report.run.exit },
    warnings: report?.warnings,
  };
}

const describe = ({ got, cause, budgetError, refused, load }) =>
  `${got}/${cause}, error ${budgetError?.toFixed(3)}${refused ? `, ${refused}` : ''}, load ${load.toFixed(1)}`;

export const tableHead = (withDoctor) =>
  `${'workload'.padEnd(28)} ${'expected'.padEnd(36)} ${'got'.padEnd(36)} sure  error  true cpu/blocked/wait  measured${withDoctor ? '          clinic doctor' : ''}`;

export function printRow(row) {
  const { truth, verdict, budgetError } = row;
  const shares = (list) => list.map((share) => share.toFixed(2)).join(' ');
  const marks = [
    row.refused && `LABEL REFUSED: ${row.refused}`,
    !row.classRight && 'CLASS',
    row.classRight && !row.causeRight && 'cause',
    budgetError > 0.05 && 'budget',
    row.leakMissed && 'no leak named',
    row.failure,
    row.before && `second try, at first ${describe(row.before)}`,
  ].filter(Boolean);
  console.log(
    [
      row.name.padEnd(28),
      `${row.expected}/${row.causes.join('|')}`.slice(0, 36).padEnd(36),
      `${row.got}/${row.cause}`.padEnd(36),
      row.confidence === null ? '   -' : row.confidence.toFixed(2),
      budgetError === null ? '    - ' : budgetError.toFixed(3).padStart(6),
      ` ${truth ? shares([truth.budget.computing, truth.budget.blocked, truth.budget.wait]) : '   -    -    -'}      `,
      verdict ? shares([verdict.budget.cpu + verdict.budget.gc, verdict.budget.blocked, verdict.budget.wait]) : '',
      row.doctor
        ? ` ${(row.doctor.answer ?? '-').padEnd(10)} ${row.doctor.answer === null ? 'cannot' : row.doctor.judged}`
        : '',
      marks.join('; '),
    ].join(' '),
  );
}

export function printSummary(rows) {
  console.log('\nexpected \\ got      ' + [...classes, 'no report'].map((name) => name.padStart(18)).join(''));
  for (const expected of classes) {
    const counts = [...classes, 'no report'].map(
      (got) => rows.filter((row) => row.expected === expected && row.got === got).length,
    );
    console.log(expected.padEnd(20) + counts.map((count) => String(count || '.').padStart(18)).join(''));
  }
  const judged = rows.filter((row) => !row.refused);
  const right = judged.filter((row) => row.classRight);
  const causes = right.filter((row) => row.causeRight);
  const errors = judged.map((row) => row.budgetError).filter((error) => error !== null);
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  console.log(
    `classes right: ${right.length} of ${judged.length}; causes right: ${causes.length} of ${right.length} with the right class`,
  );
  if (errors.length > 0)
    console.log(
      `mean absolute budget error: ${mean.toFixed(3)}, worst ${Math.max(...errors).toFixed(3)}; above 0.05: ${errors.filter((error) => error > 0.05).length}`,
    );
  const again = rows.filter((row) => row.before);
  if (again.length > 0) {
    const loads = rows.map(({ load }) => load);
    console.log(
      `judged by a second try, because the first looked wrong: ${again.length}; load ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}`,
    );
  }
  const refused = rows.filter((row) => row.refused);
  if (refused.length > 0)
    console.log(`labels that the measurement contradicts: ${refused.map(({ name }) => name).join(', ')}`);
  if (rows.some((row) => row.doctor)) console.log(`\n${sideBySide(rows)}`);
}
