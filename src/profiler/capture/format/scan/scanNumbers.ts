/** The two long lists of a .cpuprofile, ids of samples and time deltas, straight into columns. */
import { closeBracket, openBracket, type ByteReader } from './byteReader.ts';
import { grown, type Column } from './growing.ts';

/** The first bytes of a list that tell how many entries the rest of it has. */
const probedBytes = 1 << 16;
/** Room beyond what they tell: growing costs a copy, and a list of ten million has one twice its size for a while. */
const spareShare = 1.03;
const comma = 0x2c;
const minus = 0x2d;
const zero = 0x30;
const nine = 0x39;

export interface NumberList<C extends Column> {
  column: C;
  length: number;
}

export interface NumberKind {
  /** Whole numbers up to it are taken as they are, everything else is asked about. */
  readonly largestPlain: number;
  /** What the column holds for any other entry; undefined: an entry that is no number. */
  readonly valueOf: (entry: number | undefined) => number;
}

/** Consumes a list. When it breaks off, `list` holds what came before. */
export function scanNumbers<C extends Column>(reader: ByteReader, list: NumberList<C>, kind: NumberKind): void {
  const Make = list.column.constructor as new (length: number) => C;
  list.column = new Make(expectedEntries(reader));
  list.length = 0;
  reader.expect(openBracket);
  for (let isFirst = true; reader.next(closeBracket, isFirst); isFirst = false) {
    const value = kind.valueOf(reader.isNumber() ? reader.number() : skipEntry(reader));
    if (list.length === list.column.length) list.column = grown(list.column);
    list.column[list.length++] = value;
    scanPlain(reader, list, kind.largestPlain);
  }
}

/** By the commas at its beginning; one more at least than there are, so that the end can be put behind the last. */
function expectedEntries({ bytes, at, end }: ByteReader): number {
  const close = bytes.indexOf(closeBracket, at);
  const length = (close < 0 ? end : close) - at;
  const probedEnd = at + Math.min(length, probedBytes);
  let commas = 0;
  for (let probe = at; probe < probedEnd; probe++) if (bytes[probe] === comma) commas++;
  return length <= probedBytes ? commas + 2 : Math.ceil(((length * commas) / probedBytes) * spareShare);
}

/** The usual case in a tight loop: a comma and a whole number, again and again. */
function scanPlain<C extends Column>(reader: ByteReader, list: NumberList<C>, largest: number): void {
  const { bytes, end } = reader;
  let { column, length } = list;
  let done = reader.at;
  while (done < end && bytes[done] === comma) {
    let at = done + 1;
    const negative = bytes[at] === minus;
    if (negative) at++;
    const first = at;
    let value = 0;
    let byte = 0;
    for (; at < end; at++) {
      byte = bytes[at]!;
      if (byte < zero || byte > nine) break;
      value = value * 10 + (byte - zero);
    }
    if (at === first || at >= end || (byte !== comma && byte !== closeBracket) || value > largest) break;
    if (length === column.length) column = grown(column);
    column[length++] = negative ? -value : value;
    done = at;
  }
  reader.at = done;
  list.column = column;
  list.length = length;
}

function skipEntry(reader: ByteReader): undefined {
  reader.skipValue();
  return undefined;
}
