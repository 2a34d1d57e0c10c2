/** Peaks, and what grew. */
import { bullet } from '../layout.ts';
import { bytes, duration, signedBytes } from '../quantities.ts';
import type { Section } from './sheet.ts';

const mostGrowth = 5;
/** Characters that a function's name, and its place, need to be told from others. */
const roomForName = 12;
const roomForPlace = 14;

export const memory: Section = ({ memory: { growth, growthUntilMs, leak, ...peaks } }, sheet) => {
  if (!(peaks.peakRssBytes > 0)) return [];
  const lines = [
    sheet.title('Memory'),
    ...sheet.paragraph(
      `Peak: JavaScript heap ${bytes(peaks.peakHeapBytes)}, outside it ${bytes(peaks.peakExternalBytes)}, process ${bytes(peaks.peakRssBytes)}`,
    ),
  ];
  if (leak?.suspected) lines.push(...bullet(sheet.paint(sheet.sign.warning, 'yellow'), leak.text, sheet.look.width));
  const grown = growth.filter(({ deltaBytes }) => deltaBytes > 0).slice(0, mostGrowth);
  if (grown.length === 0) return lines;
  return [
    ...lines,
    ...sheet.table(
      [
        { title: 'growth', align: 'right' },
        { title: growthUntilMs === undefined ? 'now' : `at ${duration(growthUntilMs)}`, align: 'right', rank: 1 },
        { title: 'allocated by', align: 'left', grows: 1, room: roomForName, cut: 'end' },
        { title: 'at', align: 'left', grows: 2, room: roomForPlace, rank: 0, cut: 'path', tone: 'dim' },
      ],
      grown.map((one) => [
        signedBytes(one.deltaBytes),
        bytes(one.afterBytes),
        one.name || '(anonymous)',
        sheet.place(one.location),
      ]),
    ),
  ];
};
