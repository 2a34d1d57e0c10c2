/** Boxes in the order in which they end → boxes by row. Within a row that is the order of time, so no sort is needed. */
import { releaseBuffer } from '../../flame/releaseBuffer.ts';
import type { Boxes } from './boxes.ts';

/** Boxes of a piece. Pieces are not copied when there are more boxes, and are given back one by one. */
const pieceBits = 15;
const pieceBoxes = 1 << pieceBits;
const inPiece = pieceBoxes - 1;
/** Of a box, side by side: adding one touches one place in memory. */
const boxFields = 3;
const none = -1;

export class RowSorter {
  readonly #rowOfNode: Int32Array;
  readonly #leastTicks: number;
  readonly #countOfRow: Int32Array;
  readonly #lastOfRow: Int32Array;
  /** Of the last box of a row, when it stands for several: how long the longest of them is. */
  readonly #longestOfRow: Float64Array;
  /** Start, end and node of one box after the other. */
  readonly #pieces: Uint32Array[] = [];
  #piece = new Uint32Array(0);
  #count = 0;

  /** Neighbours within `leastTicks` become one box. */
  constructor(rowOfNode: Int32Array, rows: number, leastTicks: number) {
    this.#rowOfNode = rowOfNode;
    this.#leastTicks = leastTicks;
    this.#countOfRow = new Int32Array(rows);
    this.#lastOfRow = new Int32Array(rows).fill(none);
    this.#longestOfRow = new Float64Array(rows);
  }

  add(row: number, start: number, end: number, node: number): void {
    if (this.#leastTicks > 0 && this.#joined(row, start, end, node)) return;
    const box = this.#count++;
    if ((box & inPiece) === 0) this.#pieces.push((this.#piece = new Uint32Array(pieceBoxes * boxFields)));
    const at = (box & inPiece) * boxFields;
    this.#piece[at] = start;
    this.#piece[at + 1] = end;
    this.#piece[at + 2] = node;
    this.#countOfRow[row]!++;
    this.#lastOfRow[row] = box;
    this.#longestOfRow[row] = end - start;
  }

  #joined(row: number, start: number, end: number, node: number): boolean {
    const last = this.#lastOfRow[row]!;
    if (last === none) return false;
    const piece = this.#pieces[last >>> pieceBits]!;
    const at = (last & inPiece) * boxFields;
    if (end - piece[at]! > this.#leastTicks) return false;
    piece[at + 1] = end;
    const ticks = end - start;
    if (ticks <= this.#longestOfRow[row]!) return true;
    this.#longestOfRow[row] = ticks;
    piece[at + 2] = node;
    return true;
  }

  /** The pieces are used up. */
  finish(frameOfNode: Int32Array, whole: number, weightPerTick: number): Boxes {
    let rows = 0;
    while (rows < this.#countOfRow.length && this.#countOfRow[rows]! > 0) rows++;
    const rowStart = new Uint32Array(rows + 1);
    for (let row = 0; row < rows; row++) rowStart[row + 1] = rowStart[row]! + this.#countOfRow[row]!;
    const next = rowStart.slice(0, rows);
    const count = this.#count;
    const start = new Uint32Array(count);
    const end = new Uint32Array(count);
    const frame = new Uint32Array(count);
    const nodeOfBox = new Int32Array(count);
    for (let first = 0; first < count; first += pieceBoxes) {
      const piece = this.#pieces[first >>> pieceBits]!;
      const filled = Math.min(pieceBoxes, count - first) * boxFields;
      for (let at = 0; at < filled; at += boxFields) {
        const node = piece[at + 2]!;
        const box = next[this.#rowOfNode[node]!]!++;
        start[box] = piece[at]!;
        end[box] = piece[at + 1]!;
        nodeOfBox[box] = node;
        frame[box] = frameOfNode[node]!;
      }
      releaseBuffer(piece);
    }
    this.#pieces.length = 0;
    return { intervals: { rowStart, start, end, frame }, nodeOfBox, weightPerTick, whole };
  }
}
