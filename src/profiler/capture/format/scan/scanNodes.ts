/** The list of call-tree nodes of a .cpuprofile, straight from bytes into columns. */
import {
  closeBrace,
  closeBracket,
  jsonKey,
  openBrace,
  openBracket,
  UnusualJson,
  type ByteReader,
} from './byteReader.ts';
import { FrameRows, noString } from './frameRows.ts';
import { grown } from './growing.ts';
import { StringTable } from './stringTable.ts';

const keys = {
  id: jsonKey('id'),
  callFrame: jsonKey('callFrame'),
  hitCount: jsonKey('hitCount'),
  children: jsonKey('children'),
  parent: jsonKey('parent'),
  positionTicks: jsonKey('positionTicks'),
  functionName: jsonKey('functionName'),
  scriptId: jsonKey('scriptId'),
  url: jsonKey('url'),
  lineNumber: jsonKey('lineNumber'),
  columnNumber: jsonKey('columnNumber'),
  lineTicks: jsonKey('lineTicks'),
  line: jsonKey('line'),
  ticks: jsonKey('ticks'),
};
const letter = (text: string) => text.charCodeAt(0);
const letterC = letter('c');
const letterF = letter('f');
const letterH = letter('h');
const letterI = letter('i');
const letterL = letter('l');
const letterP = letter('p');
const letterS = letter('s');
const letterT = letter('t');
const letterU = letter('u');

/** Ids are kept in 32 bits; V8 counts them from 1. */
export const largestId = 2 ** 31 - 1;
/** In place of an id: none. */
export const noId = -1;
/** Bytes of an ordinary node, for a first guess of their number; real files have 180 to 300. */
const bytesPerNode = 250;
/** More room than that is not taken before it is needed. */
const mostRoom = 4_000_000;

/** Which members of an object were there already: JSON.parse takes the last of two, which is left to it. */
const seen = { id: 1, callFrame: 2, hitCount: 4, children: 8, parent: 16, positionTicks: 32 } as const;
const seenInFrame = { name: 1, script: 2, url: 4, line: 8, column: 16 } as const;

export class NodeScanner {
  readonly #reader: ByteReader;
  readonly strings: { names: StringTable; scripts: StringTable; urls: StringTable };
  readonly frames = new FrameRows();
  /** Row of script → row of the url that it had last: nearly always the only one. */
  readonly #urlOfScript: number[] = [];
  count = 0;
  idOfNode: Int32Array;
  frameOfNode: Int32Array;
  parentIdOfNode: Int32Array;
  hitsOfNode: Float64Array;
  /** Node → end of its children in `childIds`. */
  childrenEnd: Int32Array;
  childIds: Int32Array;
  tickCount = 0;
  nodeOfTick: Int32Array;
  lineOfTick: Int32Array;
  countOfTick: Float64Array;
  #childCount = 0;

  constructor(reader: ByteReader) {
    this.#reader = reader;
    const { bytes } = reader;
    this.strings = { names: new StringTable(bytes), scripts: new StringTable(bytes), urls: new StringTable(bytes) };
    const room = Math.min(mostRoom, 16 + Math.ceil((reader.end - reader.at) / bytesPerNode));
    this.idOfNode = new Int32Array(room);
    this.frameOfNode = new Int32Array(room);
    this.parentIdOfNode = new Int32Array(room);
    this.hitsOfNode = new Float64Array(room);
    this.childrenEnd = new Int32Array(room);
    this.childIds = new Int32Array(room);
    this.nodeOfTick = new Int32Array(room);
    this.lineOfTick = new Int32Array(room);
    this.countOfTick = new Float64Array(room);
  }

  /** Consumes the list. When it breaks off, all nodes before the broken one are there. */
  scan(): void {
    const reader = this.#reader;
    reader.expect(openBracket);
    let tickCount = 0;
    try {
      for (let isFirst = true; reader.next(closeBracket, isFirst); isFirst = false) {
        this.#node();
        tickCount = this.tickCount;
      }
    } finally {
      this.tickCount = tickCount;
    }
  }

  #node(): void {
    const reader = this.#reader;
    const row = this.count;
    let found = 0;
    let id = noId;
    let parentId = noId;
    let hits = 0;
    let frame = 0;
    this.#childCount = row === 0 ? 0 : this.childrenEnd[row - 1]!;
    if (reader.peek() !== openBrace) throw new UnusualJson('node that is no object');
    reader.at++;
    for (let isFirst = true; reader.next(closeBrace, isFirst); isFirst = false) {
      let member = 0;
      switch (reader.bytes[reader.at + 1]) {
        case letterI:
          if (!reader.isKey(keys.id)) break;
          member = seen.id;
          id = this.#id();
          break;
        case letterC:
          if (reader.isKey(keys.callFrame)) {
            member = seen.callFrame;
            frame = this.#callFrame();
          } else if (reader.isKey(keys.children)) {
            member = seen.children;
            this.#children();
          }
          break;
        case letterH:
          if (!reader.isKey(keys.hitCount)) break;
          member = seen.hitCount;
          hits = Math.max(0, this.#finite());
          break;
        case letterP:
          if (reader.isKey(keys.positionTicks)) {
            member = seen.positionTicks;
            this.#ticks(row);
          } else if (reader.isKey(keys.parent)) {
            member = seen.parent;
            parentId = this.#parentId();
          }
          break;
        default:
      }
      if (member === 0) {
        reader.skipKey();
        reader.skipValue();
      } else if ((found & member) !== 0) throw new UnusualJson('key twice');
      found |= member;
    }
    if ((found & seen.callFrame) === 0) throw new UnusualJson('node without a call frame');
    if (row === this.idOfNode.length) this.#growNodes();
    this.idOfNode[row] = id;
    this.frameOfNode[row] = frame;
    this.parentIdOfNode[row] = parentId;
    this.hitsOfNode[row] = hits;
    this.childrenEnd[row] = this.#childCount;
    this.count = row + 1;
  }

  #callFrame(): number {
    const reader = this.#reader;
    const { names, scripts } = this.strings;
    let found = 0;
    let name = noString;
    let script = noString;
    let url = noString;
    let line = -1;
    let column = -1;
    if (reader.peek() !== openBrace) throw new UnusualJson('call frame that is no object');
    reader.at++;
    for (let isFirst = true; reader.next(closeBrace, isFirst); isFirst = false) {
      let member = 0;
      switch (reader.bytes[reader.at + 1]) {
        case letterF:
          if (!reader.isKey(keys.functionName)) break;
          member = seenInFrame.name;
          name = this.#isString() ? names.read(reader) : this.#noString();
          break;
        case letterS:
          if (!reader.isKey(keys.scriptId)) break;
          member = seenInFrame.script;
          if (this.#isString()) script = scripts.read(reader);
          else script = reader.isNumber() ? scripts.readDigits(reader) : this.#noString();
          break;
        case letterU:
          if (!reader.isKey(keys.url)) break;
          member = seenInFrame.url;
          url = this.#isString() ? this.#url(script) : this.#noString();
          break;
        case letterL:
          if (reader.isKey(keys.lineNumber)) {
            member = seenInFrame.line;
            line = this.#position();
          } else if (reader.isKey(keys.lineTicks)) throw new UnusualJson('lines that count from 1');
          break;
        case letterC:
          if (!reader.isKey(keys.columnNumber)) break;
          member = seenInFrame.column;
          column = this.#position();
          break;
        default:
      }
      if (member === 0) {
        reader.skipKey();
        reader.skipValue();
      } else if ((found & member) !== 0) throw new UnusualJson('key twice');
      found |= member;
    }
    return this.frames.rowOf(name, script, url, line, column);
  }

  #url(script: number): number {
    const { urls } = this.strings;
    const reader = this.#reader;
    if (script === noString) return urls.read(reader);
    const last = this.#urlOfScript[script];
    if (last !== undefined && urls.consumes(last, reader)) return last;
    const url = urls.read(reader);
    this.#urlOfScript[script] = url;
    return url;
  }

  #isString(): boolean {
    return this.#reader.bytes[this.#reader.at] === 0x22;
  }

  #noString(): number {
    this.#reader.skipValue();
    return noString;
  }

  #id(): number {
    const id = this.#reader.isNumber() ? this.#reader.number() : NaN;
    if (!(id >= 0 && id <= largestId && Number.isInteger(id))) throw new UnusualJson('id');
    return id;
  }

  #parentId(): number {
    if (this.#reader.isNumber()) return this.#id();
    if (this.#reader.peek() !== 0x6e) throw new UnusualJson('parent'); // null
    this.#reader.skipValue();
    return noId;
  }

  /** -1 is "unknown", as is all that is no number. */
  #position(): number {
    if (!this.#reader.isNumber()) {
      this.#reader.skipValue();
      return -1;
    }
    const value = this.#reader.number();
    if (!(Number.isInteger(value) && value <= largestId)) throw new UnusualJson('position');
    return Math.max(-1, value);
  }

  #finite(): number {
    if (!this.#reader.isNumber()) {
      this.#reader.skipValue();
      return 0;
    }
    const value = this.#reader.number();
    return Number.isFinite(value) ? value : 0;
  }

  #children(): void {
    const reader = this.#reader;
    if (reader.peek() !== openBracket) return reader.skipValue();
    reader.at++;
    for (let isFirst = true; reader.next(closeBracket, isFirst); isFirst = false) {
      if (!reader.isNumber()) {
        reader.skipValue();
        continue;
      }
      const id = reader.number();
      if (this.#childCount === this.childIds.length) this.childIds = grown(this.childIds);
      // What cannot be an id names no node.
      this.childIds[this.#childCount++] = id >= 0 && id <= largestId && Number.isInteger(id) ? id : noId;
    }
  }

  #ticks(row: number): void {
    const reader = this.#reader;
    if (reader.peek() !== openBracket) return reader.skipValue();
    reader.at++;
    for (let isFirst = true; reader.next(closeBracket, isFirst); isFirst = false) {
      if (reader.peek() === openBrace) this.#tick(row);
      else reader.skipValue();
    }
  }

  #tick(row: number): void {
    const reader = this.#reader;
    let line = 0;
    let ticks = 0;
    let found = 0;
    reader.at++;
    for (let isFirst = true; reader.next(closeBrace, isFirst); isFirst = false) {
      const first = reader.bytes[reader.at + 1];
      const member =
        first === letterL && reader.isKey(keys.line) ? 1 : first === letterT && reader.isKey(keys.ticks) ? 2 : 0;
      if (member === 1) line = this.#finite();
      else if (member === 2) ticks = this.#finite();
      else {
        reader.skipKey();
        reader.skipValue();
      }
      if ((found & member) !== 0) throw new UnusualJson('key twice');
      found |= member;
    }
    if (this.tickCount === this.nodeOfTick.length) {
      this.nodeOfTick = grown(this.nodeOfTick);
      this.lineOfTick = grown(this.lineOfTick);
      this.countOfTick = grown(this.countOfTick);
    }
    this.nodeOfTick[this.tickCount] = row;
    this.lineOfTick[this.tickCount] = line;
    this.countOfTick[this.tickCount++] = ticks;
  }

  #growNodes(): void {
    this.idOfNode = grown(this.idOfNode);
    this.frameOfNode = grown(this.frameOfNode);
    this.parentIdOfNode = grown(this.parentIdOfNode);
    this.hitsOfNode = grown(this.hitsOfNode);
    this.childrenEnd = grown(this.childrenEnd);
  }
}
