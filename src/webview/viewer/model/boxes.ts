/** What a drawing needs of a graph: boxes in rows, and which node each of them shows. */
import type { FlameIntervals } from '../../flame/intervals.ts';

export interface Boxes {
  readonly intervals: FlameIntervals;
  /** Box → node of the tree that the boxes were made of. */
  readonly nodeOfBox: Int32Array;
  /** Microseconds or bytes that a tick stands for; boxes are whole ticks. */
  readonly weightPerTick: number;
  /** What the full width stands for. */
  readonly whole: number;
}

/**
 * Ticks of the full width of a graph: fine enough that any box which could be seen at the deepest zoom has some, and
 * within 32 bits.
 */
export const graphTicks = 2 ** 30;

/** Grows by doubling; rows are appended one after the other. */
export class BoxRows {
  #start = new Uint32Array(1024);
  #end = new Uint32Array(1024);
  #frame = new Uint32Array(1024);
  #node = new Int32Array(1024);
  #count = 0;
  readonly #rowStart: number[] = [0];

  get count(): number {
    return this.#count;
  }

  add(start: number, end: number, frame: number, node: number): void {
    if (this.#count === this.#start.length) this.#grow();
    this.#start[this.#count] = start;
    this.#end[this.#count] = end;
    this.#frame[this.#count] = frame;
    this.#node[this.#count++] = node;
  }

  /** False when nothing was added to the row: the drawing ends above it. */
  endRow(): boolean {
    if (this.#rowStart[this.#rowStart.length - 1] === this.#count) return false;
    this.#rowStart.push(this.#count);
    return true;
  }

  startOf(box: number): number {
    return this.#start[box]!;
  }

  endOf(box: number): number {
    return this.#end[box]!;
  }

  nodeOf(box: number): number {
    return this.#node[box]!;
  }

  finish(whole: number, weightPerTick: number): Boxes {
    const count = this.#count;
    return {
      intervals: {
        rowStart: Uint32Array.from(this.#rowStart),
        start: this.#start.slice(0, count),
        end: this.#end.slice(0, count),
        frame: this.#frame.slice(0, count),
      },
      nodeOfBox: this.#node.slice(0, count),
      weightPerTick,
      whole,
    };
  }

  #grow(): void {
    const size = this.#start.length * 2;
    const longer = <Column extends Uint32Array | Int32Array>(column: Column, empty: Column): Column => {
      empty.set(column);
      return empty;
    };
    this.#start = longer(this.#start, new Uint32Array(size));
    this.#end = longer(this.#end, new Uint32Array(size));
    this.#frame = longer(this.#frame, new Uint32Array(size));
    this.#node = longer(this.#node, new Int32Array(size));
  }
}
