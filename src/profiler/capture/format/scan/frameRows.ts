/** Frames of a file, each once, by the rows of their strings and their position; in order of first appearance. */
import type { Frame } from '../cpuColumns.ts';
import { createFrameTable } from '../frameTable.ts';
import type { DecodeUtf8, StringTable } from './stringTable.ts';

/** In place of a string that the file leaves out: shown as the empty one. */
export const noString = -1;

const initialSlots = 4096;
const fullestShare = 0.5;

export interface FrameStrings {
  readonly names: StringTable;
  readonly scripts: StringTable;
  readonly urls: StringTable;
}

export class FrameRows {
  #slots = new Int32Array(initialSlots).fill(-1);
  readonly #names: number[] = [];
  readonly #scripts: number[] = [];
  readonly #urls: number[] = [];
  readonly #lines: number[] = [];
  readonly #columns: number[] = [];

  rowOf(name: number, script: number, url: number, line: number, column: number): number {
    const mask = this.#slots.length - 1;
    let slot = hashOf(name, script, url, line, column) & mask;
    for (let row = this.#slots[slot]!; row >= 0; row = this.#slots[slot]!) {
      if (
        this.#names[row] === name &&
        this.#lines[row] === line &&
        this.#columns[row] === column &&
        this.#scripts[row] === script &&
        this.#urls[row] === url
      )
        return row;
      slot = (slot + 1) & mask;
    }
    const row = this.#names.push(name) - 1;
    this.#scripts.push(script);
    this.#urls.push(url);
    this.#lines.push(line);
    this.#columns.push(column);
    this.#slots[slot] = row;
    if (row + 1 > this.#slots.length * fullestShare) this.#grow();
    return row;
  }

  /** Decodes every frame once. `rowOf` says where a row went when two spellings turned out to be one frame; null: nowhere. */
  decode(
    { names, scripts, urls }: FrameStrings,
    decode: DecodeUtf8,
  ): { frames: readonly Frame[]; rowOf: Int32Array | null } {
    const textOf = (table: StringTable) => {
      const texts: string[] = [];
      for (let row = 0; row < table.size; row++) texts.push(table.text(row, decode));
      return (row: number) => (row === noString ? '' : texts[row]!);
    };
    const name = textOf(names);
    const script = textOf(scripts);
    const url = textOf(urls);
    const all = this.#names.map((row, at) => ({
      name: name(row),
      scriptId: script(this.#scripts[at]!),
      url: url(this.#urls[at]!),
      line: this.#lines[at]!,
      column: this.#columns[at]!,
    }));
    // An empty string and none are one text, too.
    const mayRepeat = [names, scripts, urls].some((table) => table.mayRepeat) || this.#names.includes(noString);
    const mayLack = this.#scripts.includes(noString) || this.#urls.includes(noString);
    if (!mayRepeat && !mayLack) return { frames: all, rowOf: null };
    const table = createFrameTable();
    const rowOf = Int32Array.from(all, (frame) =>
      table.indexOf(
        {
          functionName: frame.name,
          scriptId: frame.scriptId,
          url: frame.url,
          lineNumber: frame.line,
          columnNumber: frame.column,
        },
        0,
      ),
    );
    return { frames: table.frames, rowOf };
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = this.#slots.length - 1;
    for (let row = 0; row < this.#names.length; row++) {
      const hash = hashOf(
        this.#names[row]!,
        this.#scripts[row]!,
        this.#urls[row]!,
        this.#lines[row]!,
        this.#columns[row]!,
      );
      let slot = hash & mask;
      while (this.#slots[slot]! >= 0) slot = (slot + 1) & mask;
      this.#slots[slot] = row;
    }
  }
}

function hashOf(name: number, script: number, url: number, line: number, column: number): number {
  let hash = Math.imul(name, 0x9e3779b1) ^ Math.imul(line, 0x85ebca6b);
  hash ^= Math.imul(column, 0xc2b2ae35) ^ Math.imul(script, 0x27d4eb2f) ^ Math.imul(url, 0x165667b1);
  return hash ^ (hash >>> 15);
}
