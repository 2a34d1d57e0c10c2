/**
 * Strings of a file, each once, as ranges of its bytes: found by a hash and compared byte by byte, decoded only when
 * asked for. Names and urls are three quarters of a profile and repeat hundreds of times.
 */
import { backslash, quote, UnusualJson, type ByteReader } from './byteReader.ts';

/** UTF-8 → text, without dropping a byte order mark; handed in, because the pure core has no decoder of its own. */
export type DecodeUtf8 = (bytes: Uint8Array) => string;

const initialSlots = 1024;
/** Above it probes grow long. */
const fullestShare = 0.5;

export class StringTable {
  readonly #bytes: Uint8Array;
  #slots = new Int32Array(initialSlots).fill(-1);
  readonly #starts: number[] = [];
  readonly #lengths: number[] = [];
  readonly #hashes: number[] = [];
  /** Two spellings may mean the same text: escapes, and bytes that are no UTF-8. */
  mayRepeat = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get size(): number {
    return this.#starts.length;
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
    const length = this.#lengths[row]!;
    const start = reader.at + 1;
    const { bytes } = reader;
    if (start + length >= reader.end || bytes[start - 1] !== quote || bytes[start + length] !== quote) return false;
    if (!equalBytes(bytes, this.#starts[row]!, start, length)) return false;
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
    const start = this.#starts[row]!;
    const text = decode(this.#bytes.subarray(start, start + this.#lengths[row]!));
    return text.includes('\\') ? unescaped(text) : text;
  }

  #rowOf(start: number, length: number, hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let row = this.#slots[slot]!; row >= 0; row = this.#slots[slot]!) {
      const same = this.#hashes[row] === hash && this.#lengths[row] === length;
      if (same && equalBytes(this.#bytes, this.#starts[row]!, start, length)) return row;
      slot = (slot + 1) & mask;
    }
    const row = this.#starts.push(start) - 1;
    this.#lengths.push(length);
    this.#hashes.push(hash);
    this.#slots[slot] = row;
    if (row + 1 > this.#slots.length * fullestShare) this.#grow();
    return row;
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = this.#slots.length - 1;
    this.#hashes.forEach((hash, row) => {
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (this.#slots[slot]! >= 0) slot = (slot + 1) & mask;
      this.#slots[slot] = row;
    });
  }
}

function equalBytes(bytes: Uint8Array, one: number, other: number, length: number): boolean {
  // From the end: urls of one project begin alike.
  for (let i = length - 1; i >= 0; i--) if (bytes[one + i] !== bytes[other + i]) return false;
  return true;
}

function unescaped(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    throw new UnusualJson('escape that is none');
  }
}
