/**
 * Where a JSON text breaks, and what is needed to close it there: with it a file that was cut off while it was written
 * still opens, and an error can name the byte. Strict about structure, not about the inside of strings. Not recursive:
 * stacks of 100,000 frames nest as deeply in some formats.
 */
import { backslash, closeBrace, closeBracket, openBrace, openBracket, quote } from './byteReader.ts';

export interface JsonBreak {
  /** The first byte that cannot be; the length of the file where it merely ends too early. */
  readonly offset: number;
  /** What stands before this byte is whole values, and ... */
  readonly keepUntil: number;
  /** ... is valid JSON with these brackets behind it. Null when nothing can be saved. */
  readonly closing: string | null;
}

type Expected = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'more' | 'end';

const comma = 0x2c;
const colon = 0x3a;
const space = 0x20;
/** Numbers, `true`, `false`, `null`. */
const word = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/;

/** Null for a text that holds together. */
export function findJsonBreak(bytes: Uint8Array, from = 0): JsonBreak | null {
  const end = bytes.length;
  const open: number[] = [];
  let expected: Expected = 'value';
  let keepUntil = from;
  let openAtKeep = 0;
  let at = from;

  const afterValue = (): Expected => {
    keepUntil = at;
    openAtKeep = open.length;
    return open.length === 0 ? 'end' : 'more';
  };
  const broken = (offset: number): JsonBreak => ({
    offset,
    keepUntil,
    closing: openAtKeep === 0 ? null : closingOf(open.slice(0, openAtKeep)),
  });

  while (at < end) {
    const byte = bytes[at]!;
    if (byte <= space) {
      at++;
      continue;
    }
    switch (expected) {
      case 'end':
        return broken(at);
      case 'colon':
        if (byte !== colon) return broken(at);
        at++;
        expected = 'value';
        break;
      case 'more': {
        const inner = open[open.length - 1];
        if (byte === comma) {
          at++;
          expected = inner === openBrace ? 'key' : 'value';
        } else if (byte === (inner === openBrace ? closeBrace : closeBracket)) {
          open.pop();
          at++;
          expected = afterValue();
        } else return broken(at);
        break;
      }
      case 'key':
      case 'first key':
        if (byte === closeBrace && expected === 'first key') {
          open.pop();
          at++;
          expected = afterValue();
          break;
        }
        if (byte !== quote) return broken(at);
        at = endOfString(bytes, at);
        if (at > end) return broken(end);
        expected = 'colon';
        break;
      default:
        if (byte === closeBracket && expected === 'first value') {
          open.pop();
          at++;
          expected = afterValue();
        } else if (byte === openBrace || byte === openBracket) {
          open.push(byte);
          at++;
          keepUntil = at;
          openAtKeep = open.length;
          expected = byte === openBrace ? 'first key' : 'first value';
        } else if (byte === quote) {
          at = endOfString(bytes, at);
          if (at > end) return broken(end);
          expected = afterValue();
        } else {
          const stop = endOfWord(bytes, at);
          // A number at the very end may be cut off in its middle.
          if (stop >= end && open.length > 0) return broken(end);
          if (!word.test(String.fromCharCode(...bytes.subarray(at, Math.min(stop, at + longestWord)))))
            return broken(at);
          at = stop;
          expected = afterValue();
        }
    }
  }
  return expected === 'end' ? null : broken(end);
}

/** No number needs more characters; a longer word is none. */
const longestWord = 400;

/** Beyond the length of the file where the string does not end. */
function endOfString(bytes: Uint8Array, from: number): number {
  let at = from + 1;
  while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
  return at < bytes.length ? at + 1 : bytes.length + 1;
}

function endOfWord(bytes: Uint8Array, from: number): number {
  let at = from;
  for (; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte <= space || byte === comma || byte === closeBrace || byte === closeBracket || byte === colon) break;
  }
  return Math.max(at, from + 1);
}

const closingOf = (open: readonly number[]): string => {
  let closing = '';
  for (let at = open.length - 1; at >= 0; at--) closing += open[at] === openBrace ? '}' : ']';
  return closing;
};
