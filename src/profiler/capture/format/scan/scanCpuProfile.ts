/**
 * A standard .cpuprofile, from its bytes into columns, without JSON.parse. Gives exactly what readStandardProfile gives
 * for the parsed file, or null where it leaves the file to it. A file that breaks off gives what came before.
 */
import { buildCpuColumns, type CpuColumns } from '../cpuColumns.ts';
import { BrokenJson, ByteReader, closeBrace, jsonKey, openBracket, UnusualJson, type JsonKey } from './byteReader.ts';
import { markLength } from './fileKind.ts';
import { largestId, NodeScanner, noId } from './scanNodes.ts';
import { scanNumbers, type NumberKind, type NumberList } from './scanNumbers.ts';
import type { DecodeUtf8 } from './stringTable.ts';

export interface ScannedProfile {
  readonly columns: CpuColumns;
  /** From this byte on the file is no JSON, its length where it merely ends too early; null for a whole file. */
  readonly brokenAt: number | null;
}

const keys = {
  nodes: jsonKey('nodes'),
  samples: jsonKey('samples'),
  timeDeltas: jsonKey('timeDeltas'),
  startTime: jsonKey('startTime'),
  endTime: jsonKey('endTime'),
};

const idKind: NumberKind = {
  largestPlain: largestId,
  valueOf: (entry) =>
    entry !== undefined && Number.isInteger(entry) && entry <= largestId && entry >= 0 ? entry : noId,
};
const deltaKind: NumberKind = {
  largestPlain: 1e15, // whole numbers of 15 digits are exact
  valueOf: (entry) => (entry !== undefined && Number.isFinite(entry) ? entry : 0),
};

export function scanCpuProfile(bytes: Uint8Array, decode: DecodeUtf8): ScannedProfile | null {
  const profile = new ProfileScanner(bytes);
  let brokenAt: number | null = null;
  try {
    profile.scan();
  } catch (error) {
    if (error instanceof UnusualJson) return null;
    if (!(error instanceof BrokenJson)) throw error;
    brokenAt = error.offset;
  }
  try {
    return profile.nodeCount === 0 ? null : { columns: profile.columns(decode), brokenAt };
  } catch (error) {
    if (error instanceof UnusualJson) return null;
    throw error;
  }
}

class ProfileScanner {
  readonly #reader: ByteReader;
  #nodes: NodeScanner | null = null;
  #samples: NumberList<Int32Array> = { column: new Int32Array(0), length: 0 };
  #deltas: NumberList<Float64Array> = { column: new Float64Array(0), length: 0 };
  #startTime = NaN;
  #endTime = NaN;

  constructor(bytes: Uint8Array) {
    this.#reader = new ByteReader(bytes, markLength(bytes));
  }

  get nodeCount(): number {
    return this.#nodes?.count ?? 0;
  }

  scan(): void {
    const reader = this.#reader;
    const done = new Set<JsonKey>();
    reader.expect(0x7b);
    for (let isFirst = true; reader.next(closeBrace, isFirst); isFirst = false) {
      const key = Object.values(keys).find((candidate) => reader.isKey(candidate));
      if (key === undefined) {
        reader.skipKey();
        reader.skipValue();
        continue;
      }
      if (done.has(key)) throw new UnusualJson('key twice');
      done.add(key);
      this.#member(key);
    }
    if (!reader.isAtEnd()) reader.broken();
  }

  #member(key: JsonKey): void {
    const reader = this.#reader;
    const isList = reader.peek() === openBracket;
    if (key === keys.nodes) {
      if (!isList) throw new UnusualJson('nodes that are no list');
      this.#nodes = new NodeScanner(reader);
      this.#nodes.scan();
    } else if (key === keys.samples && isList) scanNumbers(reader, this.#samples, idKind);
    else if (key === keys.timeDeltas && isList) scanNumbers(reader, this.#deltas, deltaKind);
    else if (key === keys.startTime && reader.isNumber()) this.#startTime = reader.number();
    else if (key === keys.endTime && reader.isNumber()) this.#endTime = reader.number();
    else reader.skipValue();
  }

  /** The columns become their own results, without copies: the memory of a page is short while it holds the file as well. */
  columns(decode: DecodeUtf8): CpuColumns {
    const nodes = this.#nodes!;
    const { count } = nodes;
    const { frames, rowOf: newFrame } = nodes.frames.decode(nodes.strings, decode);
    const frameOfNode = nodes.frameOfNode.subarray(0, count);
    if (newFrame) for (let node = 0; node < count; node++) frameOfNode[node] = newFrame[frameOfNode[node]!]!;
    const rowOfId = indexIds(nodes.idOfNode, count);
    const startMicros = Number.isFinite(this.#startTime) ? this.#startTime : 0;
    return buildCpuColumns({
      frames,
      frameOfNode,
      parentOfNode: parentsOf(nodes, rowOfId),
      hitsOfNode: nodes.hitsOfNode.subarray(0, count),
      ...this.#placeSamples(rowOfId, startMicros),
      nodeOfTick: nodes.nodeOfTick.subarray(0, nodes.tickCount),
      lineOfTick: nodes.lineOfTick.subarray(0, nodes.tickCount),
      countOfTick: nodes.countOfTick.subarray(0, nodes.tickCount),
      startMicros,
      endMicros: Number.isFinite(this.#endTime) ? this.#endTime : startMicros,
    });
  }

  #placeSamples(rowOfId: RowOfId, startMicros: number) {
    const count = Math.min(this.#samples.length, this.#deltas.length);
    const nodeOfSample = this.#samples.column.subarray(0, count);
    const timeOfSample = this.#deltas.column.subarray(0, count);
    let time = startMicros;
    for (let i = 0; i < count; i++) {
      nodeOfSample[i] = rowOfId(nodeOfSample[i]!);
      time += timeOfSample[i]!;
      timeOfSample[i] = time;
    }
    return { nodeOfSample, timeOfSample };
  }
}

type RowOfId = (id: number) => number;

/** An array where ids lie close together, as V8 counts them; else a map. The last of two nodes with one id counts. */
function indexIds(idOfNode: Int32Array, count: number): RowOfId {
  let largest = 0;
  for (let row = 0; row < count; row++) if (idOfNode[row]! > largest) largest = idOfNode[row]!;
  if (largest < count * sparsestIds + 1024) {
    const rows = new Int32Array(largest + 1).fill(-1);
    for (let row = 0; row < count; row++) if (idOfNode[row] !== noId) rows[idOfNode[row]!] = row;
    return (id) => (id >= 0 && id <= largest ? rows[id]! : -1);
  }
  const rows = new Map<number, number>();
  for (let row = 0; row < count; row++) if (idOfNode[row] !== noId) rows.set(idOfNode[row]!, row);
  return (id) => rows.get(id) ?? -1;
}

/** An array of ids may be this many times as long as the list of nodes. */
const sparsestIds = 8;

/** In the order of the file, as readStandardProfile does it: of two nodes that name a child, the later one has it. */
function parentsOf(nodes: NodeScanner, rowOfId: RowOfId): Int32Array {
  const { count, parentIdOfNode, childrenEnd, childIds } = nodes;
  const parentOfNode = new Int32Array(count).fill(-1);
  let child = 0;
  for (let row = 0; row < count; row++) {
    const parentId = parentIdOfNode[row]!;
    if (parentId !== noId) parentOfNode[row] = rowOfId(parentId);
    for (const end = childrenEnd[row]!; child < end; child++) {
      const childRow = rowOfId(childIds[child]!);
      if (childRow >= 0) parentOfNode[childRow] = row;
    }
  }
  return parentOfNode;
}
