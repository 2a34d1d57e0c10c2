/** Numbers as a reader wants them: few digits, a unit, and the same width for the same kind. */
import type { Evidence } from '../profiler/report.ts';

const secondMs = 1_000;
const minuteMs = 60_000;

/** `0.04 ms`, `3.2 ms`, `214 ms`, `4.21 s`, `2 min 05 s`. */
export function formatMs(ms: number): string {
  if (!Number.isFinite(ms)) return '–';
  const size = Math.abs(ms);
  if (size === 0) return '0 ms';
  if (size < 1) return `${ms.toFixed(2)} ms`;
  if (size < 10) return `${ms.toFixed(1)} ms`;
  // 999.6 would read "1000 ms", so the limits lie half a digit lower.
  if (size < secondMs - 0.5) return `${ms.toFixed(0)} ms`;
  if (size < 10 * secondMs - 5) return `${(ms / secondMs).toFixed(2)} s`;
  if (size < minuteMs - 50) return `${(ms / secondMs).toFixed(1)} s`;
  const seconds = Math.round(ms / secondMs);
  return `${Math.trunc(seconds / 60)} min ${String(Math.abs(seconds % 60)).padStart(2, '0')} s`;
}

/** Milliseconds for a table column whose header names the unit: `1 234.5`, grouped, one digit. */
export const formatMsCell = (ms: number): string => tableNumber.format(ms);
const tableNumber = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
/** Time per call, where a tenth of a millisecond says nothing. */
export const formatMsFine = (ms: number): string => fineNumber.format(ms);
const fineNumber = new Intl.NumberFormat('en', { minimumFractionDigits: 4, maximumFractionDigits: 4 });

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Decimal units, as the operating systems' monitors use: `512 B`, `14.2 kB`, `1.3 GB`. */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes)) return '–';
  let size = Math.abs(bytes);
  let unit = 0;
  while (size >= 999.5 && unit < byteUnits.length - 1) {
    size /= 1000;
    unit++;
  }
  const digits = unit === 0 || size >= 99.95 ? 0 : 1;
  return `${bytes < 0 ? '−' : ''}${size.toFixed(digits)} ${byteUnits[unit] ?? 'B'}`;
}

const bytesPerMegabyte = 1_000_000;

/**
 * For a column of sizes and the figures above it, which are compared with each other: megabytes throughout, with two
 * digits where the size is small. `148 MB`, `3.9 MB`, `0.42 MB`.
 */
export function formatMegabytes(bytes: number): string {
  if (!Number.isFinite(bytes)) return '–';
  const size = Math.abs(bytes) / bytesPerMegabyte;
  if (size === 0) return '0 MB';
  const sign = bytes < 0 ? '−' : '';
  if (size < 0.005) return `${sign}<0.01 MB`;
  const digits = size < 0.995 ? 2 : size < 99.95 ? 1 : 0;
  return `${sign}${size.toFixed(digits)} MB`;
}

/** With a sign, for growth. */
export const formatGrowth = (bytes: number): string =>
  bytes > 0 ? `+${formatMegabytes(bytes)}` : formatMegabytes(bytes);

/** `0 %`, `<0.1 %`, `3.4 %`, `87 %`. */
export function formatShare(share: number): string {
  if (!Number.isFinite(share)) return '–';
  const percent = share * 100;
  if (percent === 0) return '0 %';
  if (Math.abs(percent) < 0.1) return '<0.1 %';
  return Math.abs(percent) < 9.95 ? `${percent.toFixed(1)} %` : `${percent.toFixed(0)} %`;
}

/** `1.94`; two digits, because 0.05 cores matter and 0.005 do not. */
export const formatCores = (cores: number): string => (cores < 10 ? cores.toFixed(2) : cores.toFixed(1));

export const formatCount = (count: number): string => wholeNumber.format(count);
const wholeNumber = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** In a sentence: `once`, `3 times`. */
export const formatTimes = (count: number): string => (count === 1 ? 'once' : `${formatCount(count)} times`);

/** Operations open at once in the mean: `1.0`, `12.3`, `640`. */
export const formatInFlight = (mean: number): string => (mean < 99.95 ? mean.toFixed(1) : formatCount(mean));
/** In a sentence, where a tenth of an operation reads oddly: `12`; `1.4` below two. */
export const formatWholeInFlight = (mean: number): string => (mean < 1.95 ? mean.toFixed(1) : formatCount(mean));

/** `3.1×`, `12×`. */
export const formatSpeedup = (factor: number): string => `${factor < 9.95 ? factor.toFixed(1) : factor.toFixed(0)}×`;

/** `1.73×`: where two values are compared that a tenth does not tell apart. */
export const formatSpeedupFine = (factor: number): string =>
  `${factor < 9.95 ? factor.toFixed(2) : factor.toFixed(factor < 99.5 ? 1 : 0)}×`;

/** Pieces of work a second, or bytes, or whatever is counted: three digits. `0.42`, `8.31`, `77.4`, `1,240`. */
export const formatRate = (rate: number): string =>
  rate < 9.995 ? rate.toFixed(2) : rate < 99.95 ? rate.toFixed(1) : formatCount(rate);

/** A measured value with the unit that the report gives it; an unknown unit is written out. */
export function formatEvidence({ value, unit }: Pick<Evidence, 'value' | 'unit'>): string {
  switch (unit) {
    case 'ms':
      return formatMs(value);
    case 'share':
      return formatShare(value);
    case 'bytes':
      return formatBytes(value);
    case 'bytes/s':
      return `${formatBytes(value)}/s`;
    case 'cores':
      return `${formatCores(value)} cores`;
    case 'count':
      return formatCount(value);
    default:
      return `${plainNumber.format(value)} ${unit}`.trim();
  }
}
const plainNumber = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** The last part of a path or URL, whichever way its slashes lean. */
export function fileName(path: string): string {
  const parts = path.split(/[\\/]/);
  return parts[parts.length - 1] || path;
}

/** `file:line`, as compilers print it and editors read it. */
export const formatPlace = (location: { file: string; line: number }): string =>
  `${fileName(location.file)}:${location.line}`;
export const formatFullPlace = (location: { file: string; line: number; column: number }): string =>
  `${location.file}:${location.line}:${location.column}`;

/** With a sign; the minus is as wide as the plus. */
export const formatCountDelta = (count: number): string =>
  count === 0 ? '0' : `${count > 0 ? '+' : '−'}${formatCount(Math.abs(count))}`;
