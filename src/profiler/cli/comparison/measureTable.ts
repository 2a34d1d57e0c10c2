/** The runs as a whole. */
import type { Comparison } from '../../comparison.ts';
import type { Sheet } from '../report/sheet.ts';
import { differenceCells, differenceColumns } from './cells.ts';

/** Two words of a label. */
const roomForLabel = 14;

export const measureTable = ({ measures }: Comparison, sheet: Sheet): string[] =>
  measures.length === 0
    ? []
    : [
        sheet.title('The runs as a whole'),
        ...sheet.table(
          [{ title: '', align: 'left', grows: 1, room: roomForLabel, cut: 'wrap' }, ...differenceColumns],
          measures.map((measure) => [measure.label, ...differenceCells(measure, measure.unit)]),
        ),
      ];
