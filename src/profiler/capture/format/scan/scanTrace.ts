/**
 * The events of a Chrome trace that matter here, each parsed on its own: a trace of a gigabyte holds a few per cent of
 * CPU profile, and is longer than a string may be. Chrome leaves out the closing bracket when it is stopped.
 */
import {
  BrokenJson,
  ByteReader,
  closeBrace,
  closeBracket,
  jsonKey,
  openBrace,
  openBracket,
  quote,
} from './byteReader.ts';
import type { DecodeUtf8 } from './stringTable.ts';

export interface ScannedTrace {
  readonly events: readonly unknown[];
  /** From this byte on the file is no JSON; null for one that is whole, or merely not closed. */
  readonly brokenAt: number | null;
}

const nameKey = jsonKey('name');
const eventsKey = jsonKey('traceEvents');
const wanted = new Set(['Profile', 'ProfileChunk', 'CpuProfile', 'thread_name']);
const longestWanted = Math.max(...[...wanted].map((name) => name.length));
const comma = 0x2c;

/** `from` is where the JSON begins: behind a byte order mark. */
export function scanTrace(bytes: Uint8Array, decode: DecodeUtf8, from = 0): ScannedTrace {
  const reader = new ByteReader(bytes, from);
  const events: unknown[] = [];
  try {
    if (reader.peek() === openBrace) goToEvents(reader);
    reader.expect(openBracket);
    while (!reader.isAtEnd()) {
      const byte = reader.peek();
      if (byte === closeBracket) break;
      if (byte === comma) {
        reader.at++;
        continue;
      }
      const start = reader.at;
      if (byte !== openBrace) reader.skipValue();
      else if (skipEvent(reader)) events.push(parse(bytes.subarray(start, reader.at), start, decode));
    }
    return { events, brokenAt: null };
  } catch (error) {
    if (error instanceof BrokenJson) return { events, brokenAt: error.offset };
    throw error;
  }
}

function goToEvents(reader: ByteReader): void {
  reader.at++;
  for (let isFirst = true; reader.next(closeBrace, isFirst); isFirst = false) {
    if (reader.isKey(eventsKey)) return;
    skipMember(reader);
  }
}

/** Consumes an event; true when it is one to parse. */
function skipEvent(reader: ByteReader): boolean {
  let isWanted = false;
  reader.at++;
  for (let isFirst = true; reader.next(closeBrace, isFirst); isFirst = false) {
    if (!reader.isKey(nameKey)) {
      skipMember(reader);
      continue;
    }
    const start = reader.at;
    if (reader.peek() !== quote) reader.skipValue();
    // A name with escapes may be any.
    else if (reader.skipString()) isWanted = true;
    else isWanted ||= isWantedName(reader.bytes.subarray(start + 1, reader.at - 1));
  }
  return isWanted;
}

function skipMember(reader: ByteReader): void {
  reader.skipString();
  reader.expect(0x3a);
  reader.skipValue();
}

const isWantedName = (bytes: Uint8Array): boolean =>
  bytes.length <= longestWanted && wanted.has(String.fromCharCode(...bytes));

function parse(bytes: Uint8Array, offset: number, decode: DecodeUtf8): unknown {
  try {
    return JSON.parse(decode(bytes));
  } catch {
    throw new BrokenJson(offset);
  }
}
