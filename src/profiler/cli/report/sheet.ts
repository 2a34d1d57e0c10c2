/** What every section of the report writes on: width, colours, signs, and how places are named. */
import type { Location, Report } from '../../report.ts';
import { bullet, clip, clipPath, indent, table, wrap, type ColumnSpec } from '../layout.ts';
import { paintFor, type Look, type Paint } from '../terminal.ts';

export interface Sheet {
  readonly look: Look;
  readonly paint: Paint;
  readonly ellipsis: string;
  readonly sign: { readonly bullet: string; readonly arrow: string; readonly warning: string; readonly dash: string };
  /** Without the indent. */
  readonly textWidth: number;
  title(text: string): string;
  paragraph(text: string): string[];
  dim(text: string): string[];
  dimParagraph(text: string): string[];
  bullet(text: string): string[];
  warning(text: string): string[];
  /** A line that is cut at its end. */
  clipped(text: string): string;
  table(columns: readonly ColumnSpec[], rows: readonly (readonly string[])[]): string[];
  /** Relative to where the program ran, if it lies in there; empty without a location. */
  place(location: Location | null): string;
}

/** One section: its lines, or none when there is nothing to tell. */
export type Section = (report: Report, sheet: Sheet) => string[];

export function createSheet(look: Look, cwd: string): Sheet {
  const paint = paintFor(look);
  const ellipsis = look.unicode ? '…' : '...';
  const sign = look.unicode
    ? { bullet: '•', arrow: '→', warning: '!', dash: '–' }
    : { bullet: '-', arrow: '->', warning: '!', dash: '-' };
  const textWidth = look.width - indent.length;
  return {
    look,
    paint,
    ellipsis,
    sign,
    textWidth,
    title: (text) =>
      wrap(text, textWidth)
        .map((line) => indent + paint(line, 'bold'))
        .join('\n'),
    paragraph: (text) => wrap(text, textWidth).map((line) => indent + line),
    dim: (text) => [indent + paint(text, 'dim')],
    dimParagraph: (text) => wrap(text, textWidth).map((line) => indent + paint(line, 'dim')),
    bullet: (text) => bullet(sign.bullet, text, look.width),
    warning: (text) => bullet(sign.warning, text, look.width),
    clipped: (text) => clip(text, textWidth, ellipsis),
    table: (columns, rows) => table(columns, rows, { width: look.width, ellipsis, paint }),
    place: (location) => (location === null ? '' : clipPath(relative(location, cwd), look.width, ellipsis)),
  };
}

function relative({ file, line }: Location, cwd: string): string {
  const base = cwd.endsWith('/') || cwd.endsWith('\\') ? cwd : cwd + (cwd.includes('\\') ? '\\' : '/');
  return `${cwd !== '' && file.startsWith(base) ? file.slice(base.length) : file}:${line}`;
}
