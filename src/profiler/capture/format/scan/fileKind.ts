/** What a file is, from its first bytes and the keys of its outermost object. Names the other formats that users confuse. */
import { BrokenJson, ByteReader, closeBrace, jsonKey, openBrace, openBracket } from './byteReader.ts';

export type FileKind =
  | { readonly kind: 'cpu profile' | 'trace' }
  /** A nested `head`: of a heap profile, or of a CPU profile of Node before 8. */
  | { readonly kind: 'nested profile' }
  /** `what` completes "it is …". */
  | { readonly kind: 'other'; readonly what: string }
  /** No JSON from this byte on, before anything was known. */
  | { readonly kind: 'broken'; readonly offset: number };

const other = (what: string): FileKind => ({ kind: 'other', what });

/** Keys that decide; the first in the file counts. Heap snapshots have `nodes`, too, but begin with `snapshot`. */
const decisive: readonly (readonly [key: string, kind: FileKind])[] = [
  ['snapshot', other('a heap snapshot or an allocation timeline, which Chrome DevTools opens')],
  ['nodes', { kind: 'cpu profile' }],
  ['head', { kind: 'nested profile' }],
  ['traceEvents', { kind: 'trace' }],
  ['$schema', other('a file of another tool (a JSON schema is named in it), such as speedscope')],
  ['shared', other('a file of speedscope, which speedscope.app opens')],
  ['meta', other('a profile of Firefox, which profiler.firefox.com opens')],
  ['schemaVersion', other('a report or the index of a capture; open the folder that holds it')],
];
const keys = decisive.map(([key, kind]) => ({ key: jsonKey(key), kind }));

/** First bytes of files that are no text. */
const magics: readonly (readonly [bytes: readonly number[], what: string])[] = [
  [[0x1f, 0x8b], 'compressed with gzip; unpack it first (or it is a pprof file, which is another format)'],
  [[0x50, 0x4b, 0x03, 0x04], 'a zip archive; unpack it first'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'compressed with zstd; unpack it first'],
  [[0xff, 0xfe], 'text in UTF-16; save it as UTF-8'],
  [[0xfe, 0xff], 'text in UTF-16; save it as UTF-8'],
  [[0x50, 0x45, 0x52, 0x46, 0x49, 0x4c, 0x45, 0x32], 'a recording of Linux perf'],
];

/** Longest name of a log's first line that is compared. */
const firstLineBytes = 64;
const lessThan = 0x3c;

/** Length of a byte order mark, which is skipped. */
export const markLength = (bytes: Uint8Array): number => (startsWith(bytes, [0xef, 0xbb, 0xbf]) ? 3 : 0);

export function fileKind(bytes: Uint8Array): FileKind {
  const from = markLength(bytes);
  const reader = new ByteReader(bytes, from);
  if (reader.isAtEnd()) return other('empty');
  for (const [magic, what] of magics) if (startsWith(bytes, magic)) return other(what);
  const first = reader.peek();
  if (first === openBracket) return { kind: 'trace' };
  if (first === openBrace) return kindOfObject(reader);
  if (first === lessThan) return other('HTML or XML');
  if (bytes.subarray(0, firstLineBytes).includes(0)) return other('a binary file');
  const line = String.fromCharCode(...bytes.subarray(from, from + firstLineBytes)).split(/\r?\n/)[0] as string;
  if (line.startsWith('v8-version,')) return other('a log of node --prof, which node --prof-process reads');
  if (/^[^;"{}]+(?:;[^;"{}]+)+ \d+$/.test(line)) return other('a list of collapsed stacks');
  return { kind: 'broken', offset: reader.at };
}

function kindOfObject(reader: ByteReader): FileKind {
  try {
    reader.at++;
    for (let isFirst = true; reader.next(closeBrace, isFirst); isFirst = false) {
      const found = keys.find(({ key }) => reader.isKey(key));
      if (found) return found.kind;
      reader.skipString();
      reader.expect(0x3a);
      reader.skipValue();
    }
    return other('JSON of another kind: it has no list of call-tree nodes');
  } catch (error) {
    if (error instanceof BrokenJson) return { kind: 'broken', offset: error.offset };
    throw error;
  }
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}
