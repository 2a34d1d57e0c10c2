/** Numbers as people read them. */

export function duration(ms: number): string {
  const size = Math.abs(ms);
  if (size < 0.0995 && size > 0) return `${(ms * 1000).toFixed(size < 0.000_995 ? 3 : 1)} µs`;
  if (size < 0.995) return `${ms.toFixed(2)} ms`;
  if (size < 99.95) return `${ms.toFixed(1)} ms`;
  if (size < 999.5) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (size < 59_995) return `${seconds.toFixed(2)} s`;
  const whole = Math.round(seconds);
  return `${Math.trunc(whole / 60)} min ${String(Math.abs(whole % 60)).padStart(2, '0')} s`;
}

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB'];
/** Decimal units, as disks and networks have them. */
export function bytes(count: number): string {
  let value = count;
  let unit = 0;
  while (Math.abs(value) >= 999.5 && unit < byteUnits.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || Math.abs(value) >= 99.95 ? Math.round(value) : value.toFixed(1)} ${byteUnits[unit]}`;
}

export function signedBytes(count: number): string {
  return count > 0 ? `+${bytes(count)}` : bytes(count);
}

/** With a sign; `0` without one. */
export function signed(value: number, shown: (size: number) => string): string {
  if (value === 0) return '0';
  return `${value > 0 ? '+' : '-'}${shown(Math.abs(value))}`;
}

export function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.5) return '<1 %';
  if (value < 100 && value > 99.5) return '>99 %';
  return `${Math.round(value)} %`;
}

export function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

export function factor(value: number): string {
  return `${value.toFixed(value < 9.95 ? 1 : 0)}×`;
}

/** A measured value with its unit, as evidence carries it. */
export function quantity(value: number, unit: string): string {
  switch (unit) {
    case 'ms':
      return duration(value);
    case 'share':
      return percent(value);
    case 'bytes':
      return bytes(value);
    case 'cores':
      return `${value.toFixed(2)} cores`;
    case 'count':
      return count(value);
    case '':
      return String(value);
    default:
      return `${Number.isInteger(value) ? count(value) : value.toFixed(2)} ${unit}`;
  }
}
