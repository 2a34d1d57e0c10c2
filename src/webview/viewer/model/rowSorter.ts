/** Boxes in the order in which they end → boxes by row. Within a row that is the order of time, so no sort is needed. */
import type { Boxes } from './boxes.ts';

const firstCapacity = 4096;
const none = -1;

export class RowSorter {
  readonly #leastTicks: number;
  readonly #countOfRow: Int32Array;
  readonly #lastOfRow: Int32Array;
  /** Of the last box of a row, when it stands for several: how long the longest of them is. */
  readonly #longestOfRow: Float64Array;
  #row = new Int32Array(firstCapacity);
  #start = new Uint32Array(firstCapacity);
  #end = new Uint32Array(firstCapacity);
  #node = new Int32Array(firstCapacity);
  #count = 0;

  /** Neighbours within `leastTicks` become one box. */
  constructor(rows: number, leastTicks: number) {
    this.#leastTicks = leastTicks;
    this.#countOfRow = new Int32Array(rows);
    this.#lastOfRow = new Int32Array(rows).fill(none);
    this.#longestOfRow = new Float64Array(rows);
  }

  add(row: number, start: number, end: number, node: number): void {
    const last = this.#lastOfRow[row]!;
    const ticks = end - start;
    if (last !== none && end - this.#start[last]! <= this.#leastTicks) {
      this.#end[last] = end;
      if (ticks <= this.#longestOfRow[row]!) return;
      this.#longestOfRow[row] = ticks;
      this.#node[last] = node;
      return;
    }
    const box = this.#count++;
    if (box === this.#row.length) this.#grow();
    this.#row[box] = row;
    this.#start[box] = start;
    this.#end[box] = end;
    this.#node[box] = node;
    this.#countOfRow[row]!++;
    this.#lastOfRow[row] = box;
    this.#longestOfRow[row] = ticks;
  }

  finish(frameOfNode: Int32Array, whole: number, weightPerTick: number): Boxes {
    let rows = 0;
    while (rows < this.#countOfRow.length && this.#countOfRow[rows]! > 0) rows++;
    const rowStart = new Uint32Array(rows + 1);
    for (let row = 0; row < rows; row++) rowStart[row + 1] = rowStart[row]! + this.#countOfRow[row]!;
    const next = rowStart.slice(0, rows);
    const count = this.#count;
    const [fromRow, fromStart, fromEnd, fromNode] = [this.#row, this.#start, this.#end, this.#node];
    const start = new Uint32Array(count);
    const end = new Uint32Array(count);
    const frame = new Uint32Array(count);
    const nodeOfBox = new Int32Array(count);
    for (let from = 0; from < count; from++) {
      const box = next[fromRow[from]!]!++;
      const node = fromNode[from]!;
      start[box] = fromStart[from]!;
      end[box] = fromEnd[from]!;
      nodeOfBox[box] = node;
      frame[box] = frameOfNode[node]!;
    }
    return { intervals: { rowStart, start, end, frame }, nodeOfBox, weightPerTick, whole };
  }

  #grow(): void {
    const capacity = this.#row.length * 2;
    const longer = <Column extends Int32Array | Uint32Array>(column: Column, empty: Column): Column => {
      empty.set(column);
      return empty;
    };
    this.#row = longer(this.#row, new Int32Array(capacity));
    this.#start = longer(this.#start, new Uint32Array(capacity));
    this.#end = longer(this.#end, new Uint32Array(capacity));
    this.#node = longer(this.#node, new Int32Array(capacity));
  }
}
