/** The functions and, below those that are open, their lines: one flat list, because the table knows only flat lists. */
import type { HotFunction } from '../../profiler/report.ts';

export type TableRow =
  | { readonly kind: 'function'; readonly function: HotFunction }
  | { readonly kind: 'line'; readonly function: HotFunction; readonly line: number; readonly selfMs: number };

/** Lines come hottest first. */
export function tableRows(functions: readonly HotFunction[], expanded: ReadonlySet<HotFunction>): TableRow[] {
  const rows: TableRow[] = [];
  for (const hot of functions) {
    rows.push({ kind: 'function', function: hot });
    if (!expanded.has(hot)) continue;
    const lines = [...hot.lines].sort((a, b) => b.selfMs - a.selfMs);
    for (const { line, selfMs } of lines) rows.push({ kind: 'line', function: hot, line, selfMs });
  }
  return rows;
}
