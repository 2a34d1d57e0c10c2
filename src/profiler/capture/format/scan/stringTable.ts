/**
 * Strings of a file, each once, as bytes: found by a hash and compared byte by byte, decoded only when
 * asked for. Names and urls are three quarters of a profile and repeat hundreds of times.
 */
import { backslash, quote, UnusualJson, type ByteReader } from './byteReader.ts';

/** UTF-8 → text, without dropping a byte order mark; handed in, because the pure core has no decoder of its own. */
export type DecodeUtf8 = (bytes: Uint8Array) => string;

const initialSlots = 1024;
const initialTextBytes = 1 << 16;
/** Above it probes grow long. */
const fullestShare = 0.5;

/** Of a row: where its bytes begin, their number, their hash. */
const rowFields = 3;

export class StringTable {
  readonly #bytes: Uint8Array;
  #slots = new Int32Array(initialSlots).fill(-1);
  /** `rowFields` numbers a row, side by side: looking a string up touches one place in memory. */
  #rows = new Int32Array(initialSlots * rowFields);
  #count = 0;
  /** The strings one after the other: comparing with where each stands in the file would miss every cache. */
  #texts = new Uint8Array(initialTextBytes);
  #textsEnd = 0;
  /** Two spellings may mean the same text: escapes, and bytes that are no UTF-8. */
  mayRepeat = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get size(): number {
    return this.#count;
  }

  /** Consumes a string of the file and gives its row. */
  read(reader: ByteReader): number {
    const { bytes, end } = reader;
    if (bytes[reader.at] !== quote) reader.broken();
    const start = reader.at + 1;
    let at = start;
    let hash = 0;
    let unlike = 0;
    for (; at < end; at++) {
      const byte = bytes[at]!;
      if (byte === quote) break;
      hash = (Math.imul(hash, 31) + byte) | 0;
      unlike |= byte;
      if (byte === backslash) {
        this.mayRepeat = true;
        at++;
      }
    }
    if (at >= end) {
      reader.at = end;
      reader.broken();
    }
    if (unlike > 0x7f) this.mayRepeat = true;
    reader.at = at + 1;
    return this.#rowOf(start, at - start, hash);
  }

  /** Consumes the string when it is that of the row. */
  consumes(row: number, reader: ByteReader): boolean {
    const length = this.#rows[row * rowFields + 1]!;
    const start = reader.at + 1;
    const { bytes } = reader;
    if (start + length >= reader.end || bytes[start - 1] !== quote || bytes[start + length] !== quote) return false;
    if (!this.#isText(row, start, length)) return false;
    reader.at = start + length + 1;
    return true;
  }

  /** A number as the text of it; only plain digits are the same as what JSON.parse and String make of them. */
  readDigits(reader: ByteReader): number {
    const start = reader.at;
    const value = reader.number();
    const length = reader.at - start;
    if (!Number.isSafeInteger(value) || String(value).length !== length) throw new UnusualJson('number as text');
    let hash = 0;
    for (let at = start; at < reader.at; at++) hash = (Math.imul(hash, 31) + reader.bytes[at]!) | 0;
    return this.#rowOf(start, length, hash);
  }

  text(row: number, decode: DecodeUtf8): string {
    const start = this.#rows[row * rowFields]!;
    const text = decode(this.#texts.subarray(start, start + this.#rows[row * rowFields + 1]!));
    return text.includes('\\') ? unescaped(text) : text;
  }

  #rowOf(start: number, length: number, hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let row = this.#slots[slot]!; row >= 0; row = this.#slots[slot]!) {
      const at = row * rowFields;
      if (this.#rows[at + 2] === hash && this.#rows[at + 1] === length && this.#isText(row, start, length)) return row;
      slot = (slot + 1) & mask;
    }
    this.#slots[slot] = this.#count;
    return this.#add(start, length, hash);
  }

  #add(start: number, length: number, hash: number): number {
    const row = this.#count++;
    while (this.#textsEnd + length > this.#texts.length) this.#texts = doubled(this.#texts, Uint8Array);
    if ((row + 1) * rowFields > this.#rows.length) this.#rows = doubled(this.#rows, Int32Array);
    this.#texts.set(this.#bytes.subarray(start, start + length), this.#textsEnd);
    this.#rows.set([this.#textsEnd, length, hash], row * rowFields);
    this.#textsEnd += length;
    if (row + 1 > this.#slots.length * fullestShare) this.#spreadOut();
    return row;
  }

  #isText(row: number, start: number, length: number): boolean {
    const own = this.#rows[row * rowFields]!;
    const bytes = this.#bytes;
    const texts = this.#texts;
    for (let at = 0; at < length; at++) if (bytes[start + at] !== texts[own + at]) return false;
    return true;
  }

  #spreadOut(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = this.#slots.length - 1;
    for (let row = 0; row < this.#count; row++) {
      const hash = this.#rows[row * rowFields + 2]!;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (this.#slots[slot]! >= 0) slot = (slot + 1) & mask;
      this.#slots[slot] = row;
    }
  }
}

function doubled<C extends Uint8Array | Int32Array>(column: C, Make: new (length: number) => C): C {
  const longer = new Make(column.length * 2);
  longer.set(column);
  return longer;
}

function unescaped(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    throw new UnusualJson('escape that is none');
  }
}
