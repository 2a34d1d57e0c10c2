/** Frames of a file, each once, by the rows of their strings and their position; in order of first appearance. */
import type { Frame } from '../cpuColumns.ts';
import { createFrameTable } from '../frameTable.ts';
import type { DecodeUtf8, StringTable } from './stringTable.ts';

/** In place of a string that the file leaves out: shown as the empty one. */
export const noString = -1;

const initialSlots = 4096;
const fullestShare = 0.5;

const rowFields = 5;

export interface FrameStrings {
  readonly names: StringTable;
  readonly scripts: StringTable;
  readonly urls: StringTable;
}

export class FrameRows {
  #slots = new Int32Array(initialSlots).fill(-1);
  /** Name, script, url, line, column of each row, side by side: looking a frame up touches one place in memory. */
  #rows = new Int32Array(initialSlots * rowFields);
  #count = 0;

  rowOf(name: number, script: number, url: number, line: number, column: number): number {
    const mask = this.#slots.length - 1;
    const rows = this.#rows;
    let slot = hashOf(name, script, url, line, column) & mask;
    for (let row = this.#slots[slot]!; row >= 0; row = this.#slots[slot]!) {
      const at = row * rowFields;
      if (
        rows[at] === name &&
        rows[at + 1] === script &&
        rows[at + 2] === url &&
        rows[at + 3] === line &&
        rows[at + 4] === column
      )
        return row;
      slot = (slot + 1) & mask;
    }
    this.#slots[slot] = this.#count;
    return this.#add(name, script, url, line, column);
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
    const all: Frame[] = [];
    let mayRepeat = [names, scripts, urls].some((table) => table.mayRepeat);
    const rows = this.#rows;
    for (let row = 0; row < this.#count; row++) {
      const at = row * rowFields;
      const nameRow = rows[at]!;
      const scriptRow = rows[at + 1]!;
      const urlRow = rows[at + 2]!;
      // An empty string and none are one text, too.
      mayRepeat ||= nameRow === noString || scriptRow === noString || urlRow === noString;
      all.push({
        name: name(nameRow),
        scriptId: script(scriptRow),
        url: url(urlRow),
        line: rows[at + 3]!,
        column: rows[at + 4]!,
      });
    }
    if (!mayRepeat) return { frames: all, rowOf: null };
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

  #add(name: number, script: number, url: number, line: number, column: number): number {
    const row = this.#count++;
    const at = row * rowFields;
    if (at + rowFields > this.#rows.length) {
      const longer = new Int32Array(this.#rows.length * 2);
      longer.set(this.#rows);
      this.#rows = longer;
    }
    this.#rows[at] = name;
    this.#rows[at + 1] = script;
    this.#rows[at + 2] = url;
    this.#rows[at + 3] = line;
    this.#rows[at + 4] = column;
    if (row + 1 > this.#slots.length * fullestShare) this.#spreadOut();
    return row;
  }

  #spreadOut(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = this.#slots.length - 1;
    const rows = this.#rows;
    for (let row = 0; row < this.#count; row++) {
      const at = row * rowFields;
      let slot = hashOf(rows[at]!, rows[at + 1]!, rows[at + 2]!, rows[at + 3]!, rows[at + 4]!) & mask;
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
