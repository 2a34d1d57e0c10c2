/**
 * Reads JSON from its bytes, token by token, without making strings or objects: four times as fast as JSON.parse, and not
 * bound to what one string can hold (2^29 characters). Lenient inside what is skipped; the readers on top of it rely on
 * JSON.parse for everything unusual.
 */

/** The text is no JSON from this byte on; `offset` is the length of the file where it merely ends too early. */
export class BrokenJson extends Error {
  readonly offset: number;
  constructor(offset: number) {
    super(`no JSON from byte ${offset}`);
    this.offset = offset;
  }
}

/** Valid perhaps, but nothing that the fast path handles: duplicate keys, escapes in keys, fractions of ids. */
export class UnusualJson extends Error {}

export const quote = 0x22;
export const backslash = 0x5c;
export const openBrace = 0x7b;
export const closeBrace = 0x7d;
export const openBracket = 0x5b;
export const closeBracket = 0x5d;
const comma = 0x2c;
const colon = 0x3a;
const minus = 0x2d;
const plus = 0x2b;
const dot = 0x2e;
const zero = 0x30;
const nine = 0x39;
const space = 0x20;
const upperE = 0x45;
const lowerE = 0x65;

/** More characters tell nothing more, and would not fit into the arguments of one call. */
const longestNumber = 400;

/** Integers of this many digits are exact in a double. */
const exactDigits = 15;

/** A key with its quotes, as it stands in the file, in words of four bytes; the last one may overlap the one before it. */
export interface JsonKey {
  readonly length: number;
  readonly words: Int32Array;
}

const wordBytes = 4;

/** Of plain letters, two at least. */
export function jsonKey(key: string): JsonKey {
  const bytes = Uint8Array.from(`"${key}"`, (letter) => letter.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  const words = Int32Array.from({ length: Math.ceil(bytes.length / wordBytes) }, (_, word) =>
    view.getInt32(Math.min(word * wordBytes, bytes.length - wordBytes)),
  );
  return { length: bytes.length, words };
}

export class ByteReader {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly end: number;
  at: number;

  constructor(bytes: Uint8Array, from = 0) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.end = bytes.length;
    this.at = from;
  }

  broken(): never {
    throw new BrokenJson(Math.min(this.at, this.end));
  }

  /** The next byte that is no white space; not consumed. */
  peek(): number {
    const { bytes, end } = this;
    let at = this.at;
    while (at < end && bytes[at]! <= space) at++;
    this.at = at;
    if (at >= end) this.broken();
    return bytes[at]!;
  }

  isAtEnd(): boolean {
    const { bytes, end } = this;
    while (this.at < end && bytes[this.at]! <= space) this.at++;
    return this.at >= end;
  }

  expect(byte: number): void {
    if (this.peek() !== byte) this.broken();
    this.at++;
  }

  /** Goes on to the next member of an object or array: false at its end, which is consumed. */
  next(close: number, isFirst: boolean): boolean {
    const byte = this.peek();
    if (byte === close) {
      this.at++;
      return false;
    }
    if (isFirst) return true;
    if (byte !== comma) this.broken();
    this.at++;
    if (this.peek() === close) this.broken();
    return true;
  }

  /** Consumes the key when it is this one, up to its value. */
  isKey({ length, words }: JsonKey): boolean {
    const { view, at } = this;
    if (at + length > this.end) return false;
    const last = words.length - 1;
    for (let word = 0; word < last; word++) if (view.getInt32(at + word * wordBytes) !== words[word]) return false;
    if (view.getInt32(at + length - wordBytes) !== words[last]) return false;
    this.at = at + length;
    this.expect(colon);
    this.peek();
    return true;
  }

  /** Consumes a key that nobody asked for, up to its value. */
  skipKey(): void {
    const from = this.at;
    if (this.skipString()) throw new UnusualJson(`escape in the key at byte ${from}`);
    this.expect(colon);
    this.peek();
  }

  /** Consumes a string; true when it holds escapes. */
  skipString(): boolean {
    const { bytes, end } = this;
    let at = this.at + 1;
    let escaped = false;
    if (bytes[this.at] !== quote) this.broken();
    for (; at < end; at++) {
      const byte = bytes[at]!;
      if (byte === quote) {
        this.at = at + 1;
        return escaped;
      }
      if (byte === backslash) {
        escaped = true;
        at++;
      }
    }
    this.at = end;
    return this.broken();
  }

  /** Consumes a value of any kind; not recursive, because traces and heap profiles nest without bound. */
  skipValue(): void {
    const { bytes, end } = this;
    let depth = 0;
    do {
      const byte = this.peek();
      if (byte === quote) this.skipString();
      else if (byte === openBrace || byte === openBracket) {
        depth++;
        this.at++;
      } else if (byte === closeBrace || byte === closeBracket) {
        if (--depth < 0) this.broken();
        this.at++;
      } else if ((byte === comma || byte === colon) && depth > 0) this.at++;
      else {
        const from = this.at;
        let at = from;
        while (at < end && isWordByte(bytes[at]!)) at++;
        if (at === from) this.broken();
        this.at = at;
      }
    } while (depth > 0);
  }

  isNumber(): boolean {
    const byte = this.peek();
    return byte === minus || (byte >= zero && byte <= nine);
  }

  /** Consumes a number. */
  number(): number {
    const { bytes, end } = this;
    const from = this.at;
    let at = from;
    const negative = bytes[at] === minus;
    if (negative) at++;
    const digits = at;
    let value = 0;
    let byte = 0;
    for (; at < end; at++) {
      byte = bytes[at]!;
      if (byte < zero || byte > nine) break;
      value = value * 10 + (byte - zero);
    }
    if (at === digits) this.broken();
    if (at >= end) {
      this.at = end; // cut off, perhaps within the number
      this.broken();
    }
    if (at - digits <= exactDigits && byte !== dot && byte !== upperE && byte !== lowerE) {
      this.at = at;
      return negative ? -value : value;
    }
    while (at < end && isNumberByte(bytes[at]!)) at++;
    this.at = at;
    if (at - from > longestNumber) throw new UnusualJson('number of hundreds of digits');
    return Number(String.fromCharCode(...bytes.subarray(from, at)));
  }
}

const isNumberByte = (byte: number) =>
  (byte >= zero && byte <= nine) ||
  byte === dot ||
  byte === upperE ||
  byte === lowerE ||
  byte === plus ||
  byte === minus;

/** Of numbers, `true`, `false` and `null`. */
const isWordByte = (byte: number) => isNumberByte(byte) || (byte >= 0x61 && byte <= 0x7a);
