/** Which operations are of one kind and were started on one call path: all tables group by these. */
import type { OperationKind } from '../../capture/format/operations.ts';
import { noCallSite, type CallSite } from './callSites.ts';
import { findBeginnings } from './continuedCalls.ts';
import type { Operations } from './readOperations.ts';

export interface Site {
  readonly kind: OperationKind;
  readonly call: CallSite;
  /** Calls of the program, weighted: 0 where these operations only continue what others began. */
  readonly count: number;
  /** The site of the call that these continue: `readFile` of promises opens, reads and closes. Itself where it begins. */
  readonly begunBy: Site;
}

export interface Sites {
  readonly ofRow: Int32Array;
  readonly list: readonly Site[];
}

type Building = { -readonly [Key in keyof Site]: Site[Key] };

export function findSites(operations: Operations, callSites: readonly CallSite[]): Sites {
  const siteOfKey = new Map<number, number>();
  const list: Building[] = [];
  const ofRow = new Int32Array(operations.count);
  for (let row = 0; row < operations.count; row++) {
    const kind = operations.kind[row] as number;
    const path = operations.path[row] as number;
    const key = path * operations.kinds.length + kind;
    let site = siteOfKey.get(key);
    if (site === undefined) {
      siteOfKey.set(key, (site = list.length));
      list.push(newSite(operations.kinds[kind] ?? 'other', callSites[path] ?? noCallSite));
    }
    ofRow[row] = site;
    (list[site] as Building).count += operations.weight[row] as number;
  }
  findBeginnings(operations, ofRow, list).forEach((beginning, number) => {
    const site = list[number] as Building;
    if (beginning === number) return;
    site.begunBy = list[beginning] as Building;
    site.count = 0;
  });
  return { ofRow, list };
}

function newSite(kind: OperationKind, call: CallSite): Building {
  const site = { kind, call, count: 0 } as Building;
  site.begunBy = site;
  return site;
}
