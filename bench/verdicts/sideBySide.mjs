/** Our verdict and clinic doctor's answer for each workload, as a Markdown table. Pure. */
import { readings } from './clinicClaims.mjs';

const judgedBy = { true: 'right', false: 'wrong' };
const line = (cells) => `| ${cells.join(' | ')} |`;

/** `rows`: those of `compare`, with what clinic said in `doctor`. */
export function sideBySide(rows) {
  const asked = rows.filter((row) => row.doctor);
  const ran = asked.filter((row) => row.doctor.answer !== null);
  const head = ['workload', 'expected', 'our verdict', '', 'clinic doctor', ''];
  const table = [line(head), line(head.map(() => '---'))];
  for (const row of asked) table.push(line(cellsOf(row)));
  return [...Object.entries(readings).map(([answer, reading]) => `- \`${answer}\`: ${reading}`), '', ...table, '']
    .concat(sums(asked, ran))
    .join('\n');
}

function cellsOf({ name, expected, causes, got, cause, classRight, causeRight, doctor }) {
  const label = causes[0] === null ? expected : `${expected}: ${causes.join(' or ')}`;
  return [
    name,
    label,
    cause === null ? got : `${got}: ${cause}`,
    classRight && !causeRight ? 'class right' : judgedBy[classRight],
    doctor.answer ?? `cannot: ${doctor.reason}`,
    doctor.answer === null ? '' : doctor.judged,
  ];
}

function sums(asked, ran) {
  const share = (list, of) => `${list.length} of ${of.length}`;
  const judged = (outcome) => ran.filter((row) => row.doctor.judged === outcome);
  const both = ran.filter((row) => row.classRight && row.causeRight);
  const told = ran.filter((row) => row.expected !== 'insufficient-data');
  return [
    `Class and cause right: ours ${share(both, ran)}; clinic doctor ${share(judged('right'), ran)} that it can,`,
    `wrong ${judged('wrong').length}, no answer ${judged('no answer').length}` +
      ` (without the programs that say too little: ${share(
        told.filter((row) => row.doctor.judged === 'right'),
        told,
      )}).`,
    `Clinic doctor cannot: ${asked.length - ran.length}.`,
  ];
}
