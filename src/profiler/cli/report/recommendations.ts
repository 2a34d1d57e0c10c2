/** The advice and its alternatives. */
import type { Recommendation } from '../../report.ts';
import { bullet, clipPath, indent, wrap } from '../layout.ts';
import { factor, percent } from '../quantities.ts';
import type { Section, Sheet } from './sheet.ts';

const mostAlternatives = 3;
/** A shorter place tells nothing: it takes a line of its own. */
const roomForPlace = 14;

export const recommendations: Section = ({ recommendations: [advice, ...others] }, sheet) => {
  if (!advice) return [];
  const lines = [
    sheet.title('Recommendation'),
    ...wrap(adviceTitle(advice), sheet.textWidth).map((line) => indent + sheet.paint(line, 'bold', 'green')),
    ...facts(advice, sheet),
    ...advice.why.flatMap((reason) => sheet.bullet(reason)),
    ...advice.caveats.flatMap((caveat) => sheet.warning(caveat)),
  ];
  if (others.length === 0) return lines;
  const alternatives = others
    .slice(0, mostAlternatives)
    .flatMap((one) =>
      bullet(
        'or',
        `${adviceTitle(one)}: ${one.measured ? `measured, ${measuredSpeedup(one.measured)}` : speedup(one)}`,
        sheet.look.width,
      ),
    );
  return [...lines, '', ...alternatives.map((line) => sheet.paint(line, 'dim'))];
};

function facts(advice: Recommendation, sheet: Sheet): string[] {
  const { measured, confidence } = advice;
  const lines = [
    ...(measured ? sheet.paragraph(`Measured: ${measuredSpeedup(measured)}`) : []),
    ...sheet.paragraph(`Predicted: ${speedup(advice)}, confidence ${percent(confidence)}`),
  ];
  if (advice.target === null) return lines;
  const name = `Where: ${advice.target.name} `;
  if (sheet.textWidth - name.length < roomForPlace) {
    const place = clipPath(sheet.place(advice.target.location), sheet.textWidth, sheet.ellipsis);
    return [...lines, ...sheet.paragraph(name.trimEnd()), ...sheet.dim(place)];
  }
  const place = clipPath(sheet.place(advice.target.location), sheet.textWidth - name.length, sheet.ellipsis);
  return [...lines, indent + name + sheet.paint(place, 'dim')];
}

function adviceTitle({ title, size }: Recommendation): string {
  return size === null || title.includes(String(size)) ? title : `${title} (${size})`;
}

function speedup({ predictedSpeedup, measured }: Recommendation): string {
  const { low, expected, high } = measured?.predicted ?? predictedSpeedup;
  if (expected < 1.05) return 'no speed-up expected';
  const range = high - low < 0.1 ? '' : ` (${factor(low)} to ${factor(high)})`;
  return `about ${factor(expected)} as fast${range}`;
}

/** An interval that includes 1 is no gain. */
function measuredSpeedup({ size, speedup: { low, expected, high } }: NonNullable<Recommendation['measured']>): string {
  const range = `${low.toFixed(2)}× to ${high.toFixed(2)}×`;
  if (low <= 1 && high >= 1) return `no certain difference (${range})`;
  return `${expected.toFixed(2)}× as fast (${range})${size === null ? '' : `, with ${size}`}`;
}
