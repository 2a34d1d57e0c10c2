/** Text in columns and lines; lengths are counted without colours, in characters. */
import type { Paint, Tone } from './terminal.ts';

export const indent = '  ';

/** Breaks at blanks, but not between a number and its unit; a word longer than a line stands alone. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  const words = text.match(/\S*\d (?:%|[kMGT]?B|µs|ms|s|min)(?=$|[^\p{L}])\S*|\S+/gu) ?? [];
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
  /** Cells that are too long lose their end; paths their beginning. */
  readonly cut?: 'path' | 'end';
  readonly tone?: Tone;
}

const gap = '  ';

/** A table with its header; the growing columns fill `width`. */
export function table(
  columns: readonly ColumnSpec[],
  rows: readonly (readonly string[])[],
  look: { width: number; ellipsis: string; paint: Paint },
): string[] {
  const natural = columns.map((column, index) =>
    Math.max(column.title.length, ...rows.map((row) => [...row[index]!].length)),
  );
  const widths = fit(columns, natural, look.width - indent.length - gap.length * (columns.length - 1));
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
    ...rows.map((row) => line(row, (text, { tone }) => (tone ? look.paint(text, tone) : text))),
  ];
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
    const share = Math.max(4, Math.floor((free * weight) / weights));
    widths[index] = Math.min(wants, share);
    free -= widths[index]!;
    weights -= weight;
  }
  return widths;
}
