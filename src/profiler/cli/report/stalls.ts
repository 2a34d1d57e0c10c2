/** When the event loop was held, for how long, and by which function. */
import { duration } from '../quantities.ts';
import type { Section } from './sheet.ts';

const mostStalls = 5;
/** Characters that a function's name, and its place, need to be told from others. */
const roomForName = 12;
const roomForPlace = 14;

export const stalls: Section = ({ stalls: all, sampling }, sheet) => {
  if (all.length === 0) return [];
  const longest = [...all].sort((a, b) => b.durationMs - a.durationMs).slice(0, mostStalls);
  const over = sampling.stallThresholdMs === undefined ? '' : ` of ${sampling.stallThresholdMs} ms and more`;
  return [
    sheet.title(`Event loop stalls${over}: ${all.length}`),
    ...sheet.table(
      [
        { title: 'for', align: 'right' },
        { title: 'after', align: 'right', rank: 1 },
        { title: 'held by', align: 'left', grows: 1, room: roomForName, cut: 'end', tone: 'bold' },
        { title: 'at', align: 'left', grows: 1, room: roomForPlace, rank: 0, cut: 'path', tone: 'dim' },
      ],
      longest.map(({ durationMs, startMs, name, location }) => [
        duration(durationMs),
        duration(startMs),
        name || '(anonymous)',
        sheet.place(location),
      ]),
    ),
  ];
};
