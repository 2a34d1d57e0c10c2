/** Text in columns and lines; lengths are counted without colours, in characters. */
import type { Paint, Tone } from './terminal.ts';

export const indent = '  ';

/** Breaks at blanks, but not between a number and its unit, or what it stands for (`4: 289/s`); a word longer than a line stands alone. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  const words =
    text.match(/\d+: \d\S*|\S*\d min \d+ s\S*|\S*\d (?:%|[kMGT]?B|µs|ms|s|min)(?=$|[^\p{L}])\S*|\S+/gu) ?? [];
  for (const word of words) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

/** A paragraph with a sign before its first line; the other lines stand below the text. */
export function bullet(sign: string, text: string, width: number): string[] {
  const lines = wrap(text, width - indent.length - sign.length - 1);
  return lines.map((line, index) => `${indent}${index === 0 ? sign : ' '.repeat(sign.length)} ${line}`);
}

/** Cut at the end. */
export function clip(text: string, width: number, ellipsis: string): string {
  const characters = [...text];
  if (characters.length <= width) return text;
  return width <= ellipsis.length
    ? ellipsis.slice(0, width)
    : characters.slice(0, width - ellipsis.length).join('') + ellipsis;
}

/** Cut at the beginning, at a folder's end where that leaves enough: of a path the end tells more. */
export function clipPath(path: string, width: number, ellipsis: string): string {
  const characters = [...path];
  if (characters.length <= width) return path;
  const room = width - ellipsis.length;
  if (room <= 0) return ellipsis.slice(0, width);
  const end = characters.slice(-room).join('');
  const folder = end.search(/[\\/]/);
  // A folder's name is given up, the file's own name never.
  const whole = folder >= 0 && end.length - folder > room / 3 ? end.slice(folder) : end;
  return ellipsis + whole;
}

export interface ColumnSpec {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Takes what is left of the line, shared with other such columns by this weight. */
  readonly grows?: number;
  /** Characters that a growing column needs to tell its cells from one another. */
  readonly room?: number;
  /** The highest gives way first where the line is too short, and where all its cells are empty; without, it stays. */
  readonly rank?: number;
  /** Cells that are too long lose their end, or go on below; paths lose their beginning. */
  readonly cut?: 'path' | 'end' | 'wrap';
  readonly tone?: Tone;
}

const gap = '  ';
/** Of a growing column that names no `room`: a character and an ellipsis. */
const leastGrowing = 4;

/** A table with its header; the growing columns fill `width`, and columns with a rank give way to it. */
export function table(
  allColumns: readonly ColumnSpec[],
  allRows: readonly (readonly string[])[],
  look: { width: number; ellipsis: string; paint: Paint },
): string[] {
  const width = look.width - indent.length;
  const kept = columnsThatFit(allColumns, allRows, width);
  const columns = kept.map((index) => allColumns[index]!);
  const rows = allRows.map((row) => kept.map((index) => row[index]!));
  const natural = columns.map((column, index) => naturalWidth(column, rows, index));
  const widths = fit(columns, natural, width - gap.length * (columns.length - 1));
  const line = (cells: readonly string[], paint: (text: string, column: ColumnSpec) => string) => {
    // Empty cells at the end take no blanks.
    const used = cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
    const padded = used.map((cell, index) => {
      const column = columns[index]!;
      const cut = column.cut === 'path' ? clipPath : clip;
      const text = cut(cell, widths[index]!, look.ellipsis);
      const space = ' '.repeat(Math.max(0, widths[index]! - [...text].length));
      const last = index === used.length - 1;
      return column.align === 'right' ? space + paint(text, column) : paint(text, column) + (last ? '' : space);
    });
    return indent + padded.join(gap);
  };
  return [
    line(
      columns.map(({ title }) => title),
      (text) => look.paint(text, 'dim'),
    ),
    ...rows
      .flatMap((row) => linesOf(row, columns, widths))
      .map((row) => line(row, (text, { tone }) => (tone ? look.paint(text, tone) : text))),
  ];
}

const naturalWidth = ({ title }: ColumnSpec, rows: readonly (readonly string[])[], index: number): number =>
  Math.max(title.length, ...rows.map((row) => [...row[index]!].length));

/** Indices of the columns that there is room for. */
function columnsThatFit(columns: readonly ColumnSpec[], rows: readonly (readonly string[])[], width: number): number[] {
  const used = columns.flatMap((column, index) => {
    if (column.rank !== undefined && rows.every((row) => row[index] === '')) return [];
    const natural = naturalWidth(column, rows, index);
    const needs = column.grows === undefined ? natural : Math.min(natural, column.room ?? leastGrowing);
    return { index, rank: column.rank ?? -1, needs: needs + gap.length };
  });
  let room = width + gap.length - used.reduce((sum, { needs }) => sum + needs, 0);
  const dropped = new Set<number>();
  for (const { index, rank, needs } of [...used].sort((one, other) => other.rank - one.rank)) {
    if (room >= 0 || rank < 0) break;
    dropped.add(index);
    room += needs;
  }
  return used.map(({ index }) => index).filter((index) => !dropped.has(index));
}

/** One, but for cells that go on below. */
function linesOf(row: readonly string[], columns: readonly ColumnSpec[], widths: readonly number[]): string[][] {
  const cells = row.map((cell, index) => (columns[index]!.cut === 'wrap' ? wrap(cell, widths[index]!) : [cell]));
  const most = Math.max(1, ...cells.map(({ length }) => length));
  return Array.from({ length: most }, (_, at) => cells.map((parts) => parts[at] ?? ''));
}

/** Fixed columns keep their natural width; growing ones share the rest, none wider than it needs. */
function fit(columns: readonly ColumnSpec[], natural: readonly number[], width: number): number[] {
  const widths = columns.map((column, index) => (column.grows === undefined ? natural[index]! : 0));
  let free = width - widths.reduce((sum, each) => sum + each, 0);
  const growing = columns
    .map((column, index) => ({ index, weight: column.grows ?? 0, wants: natural[index]! }))
    .filter(({ weight }) => weight > 0)
    // Who wants least for its weight is served first, so that what it leaves goes to the others.
    .sort((one, other) => one.wants / one.weight - other.wants / other.weight);
  let weights = growing.reduce((sum, { weight }) => sum + weight, 0);
  for (const { index, weight, wants } of growing) {
    const share = Math.max(leastGrowing, Math.floor((free * weight) / weights));
    widths[index] = Math.min(wants, share);
    free -= widths[index]!;
    weights -= weight;
  }
  return widths;
}
