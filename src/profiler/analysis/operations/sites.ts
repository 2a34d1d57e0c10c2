/** Which operations are of one kind and were started on one call path: all tables group by these. */
import type { OperationKind } from '../../capture/format/operations.ts';
import { noCallSite, type CallSite } from './callSites.ts';
import type { Operations } from './readOperations.ts';

export interface Site {
  readonly kind: OperationKind;
  readonly call: CallSite;
  /** Operations started here, weighted. */
  count: number;
}

export interface Sites {
  readonly ofRow: Int32Array;
  readonly list: readonly Site[];
}

export function findSites(operations: Operations, callSites: readonly CallSite[]): Sites {
  const siteOfKey = new Map<number, number>();
  const list: Site[] = [];
  const ofRow = new Int32Array(operations.count);
  for (let row = 0; row < operations.count; row++) {
    const kind = operations.kind[row] as number;
    const path = operations.path[row] as number;
    const key = path * operations.kinds.length + kind;
    let site = siteOfKey.get(key);
    if (site === undefined) {
      const call = callSites[path] ?? noCallSite;
      siteOfKey.set(key, (site = list.push({ kind: operations.kinds[kind] ?? 'other', call, count: 0 }) - 1));
    }
    ofRow[row] = site;
    (list[site] as Site).count += operations.weight[row] as number;
  }
  return { ofRow, list };
}
