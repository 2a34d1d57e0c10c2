/** The search in a picture: how many boxes it finds, and the way from one to the next as the picture is read. */
import type { FlameChart } from '../../flame/flameChart.ts';
import type { FlameIntervals } from '../../flame/intervals.ts';
import type { FocusedBox } from '../../flame/moveFocus.ts';
import type { TimeWindow } from '../../flame/viewport.ts';
import { beforeAll, behindAll, findBoxes, type BoxPosition, type FoundBoxes } from '../model/index.ts';
import type { PartSearch, SearchStep } from '../viewContext.ts';

export interface ChartSearchOptions {
  readonly chart: FlameChart;
  intervals(): FlameIntervals;
  /** Frame → 1 where the search finds it; null when nothing is searched for. */
  isMatch(): Uint8Array | null;
  /** Only boxes that reach into it; null for all. */
  within(): TimeWindow | null;
  /**
   * Where only a part of the picture is laid out: brings the next part with a match into sight, and gives a tick of it; null when there is none. Left out where all is laid out.
   */
  beyond?(by: 1 | -1, fromTick: number | null): number | null;
  /** False: what is laid out is a part, and counting it says nothing. */
  isWhole(): boolean;
}

export function createChartSearch(options: ChartSearchOptions): PartSearch {
  const { chart, isMatch } = options;
  let last: { readonly key: readonly unknown[]; readonly found: FoundBoxes } | null = null;
  const find = (): FoundBoxes | null => {
    const matching = isMatch();
    if (matching === null) return null;
    const within = options.within();
    const key = [matching, options.intervals(), within?.start, within?.end];
    if (last === null || key.some((part, at) => part !== last?.key[at]))
      last = { key, found: findBoxes(options.intervals(), matching, within) };
    return last.found;
  };
  const positionOf = ({ row, box }: FocusedBox): BoxPosition => ({ start: options.intervals().start[box] ?? 0, row });
  /** The chosen box; without one the edge of what is in sight, so that nobody is taken away from there. */
  const here = (by: 1 | -1): BoxPosition => {
    const focus = chart.focus();
    if (focus) return positionOf(focus);
    const { start, end } = chart.window();
    return by > 0 ? { start, row: -1 } : { start: end, row: -1 };
  };
  const look = (found: FoundBoxes, from: BoxPosition, by: 1 | -1) => (by > 0 ? found.next(from) : found.previous(from));
  const further = (by: 1 | -1): FocusedBox | null => {
    const from = chart.focus() ? here(by).start : null;
    const tick = options.beyond?.(by, from) ?? options.beyond?.(by, null) ?? null;
    const found = tick === null ? null : find();
    // The innermost that is under way there, whatever part of it is laid out.
    return found && found.previous({ start: tick ?? 0, row: Infinity });
  };
  return {
    count: () => (options.isWhole() ? (find()?.count ?? null) : null),
    step: (by): SearchStep | null => {
      const found = find();
      if (!found) return null;
      const box =
        look(found, here(by), by) ??
        (options.isWhole() ? look(found, by > 0 ? beforeAll : behindAll(options.intervals()), by) : further(by));
      if (!box) return null;
      chart.chooseBox(box);
      return options.isWhole() ? { at: found.before(positionOf(box)) + 1, of: found.count } : null;
    },
  };
}
