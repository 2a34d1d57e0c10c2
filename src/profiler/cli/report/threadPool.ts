/** The libuv pool: how busy, how long work queued for it, and whose it was. */
import type { ThreadPoolReport } from '../../report.ts';
import { count, duration, percent } from '../quantities.ts';
import type { Section, Sheet } from './sheet.ts';

const mostPlaces = 3;

export const threadPool: Section = ({ threadPool: pool }, sheet) => {
  if (pool === undefined) return [];
  return [
    sheet.title(`Thread pool, ${pool.size} ${pool.size === 1 ? 'thread' : 'threads'}`),
    ...(pool.starved ? sheet.warning('Operations spent most of their time waiting for a thread.') : []),
    ...sheet.paragraph(
      `Busy ${percent(pool.occupancy)}; ${pool.meanQueued.toFixed(1)} operations queued in the mean, ${count(pool.maxQueued)} at most; queued ${duration(pool.queueMs)}, running ${duration(pool.runMs)} in all.`,
    ),
    ...placesOf(pool, sheet),
  ];
};

function placesOf({ filledBy, waiting }: ThreadPoolReport, sheet: Sheet): string[] {
  const filled = filledBy.map(({ kind, location, runMs }) => ['held by', duration(runMs), kind, sheet.place(location)]);
  const queued = waiting
    .filter(({ queueMs }) => queueMs >= 1)
    .map(({ kind, location, queueMs }) => ['queued', duration(queueMs), kind, sheet.place(location)]);
  const rows = [...filled.slice(0, mostPlaces), ...queued.slice(0, mostPlaces)];
  if (rows.length === 0) return [];
  return sheet.table(
    [
      { title: '', align: 'left' },
      { title: 'time', align: 'right' },
      { title: 'kind', align: 'left', grows: 1, cut: 'end' },
      { title: 'at', align: 'left', grows: 2, cut: 'path', tone: 'dim' },
    ],
    rows,
  );
}
