/** The time budget of a thread as one bar. */
import type { Budget } from '../report.ts';
import { percent } from './quantities.ts';
import type { Look, Paint, Tone } from './terminal.ts';

interface Part {
  readonly key: keyof Budget;
  readonly name: string;
  readonly tone: Tone;
  /** Shades, so that the bar can be read without colour. */
  readonly unicode: string;
  readonly ascii: string;
}

const parts: readonly Part[] = [
  { key: 'cpu', name: 'computing', tone: 'red', unicode: '█', ascii: '#' },
  { key: 'gc', name: 'garbage collection', tone: 'magenta', unicode: '▓', ascii: '%' },
  { key: 'blocked', name: 'blocked', tone: 'yellow', unicode: '▒', ascii: '+' },
  { key: 'wait', name: 'waiting', tone: 'blue', unicode: '░', ascii: '.' },
];

const signOf = (part: Part, look: Look) => (look.unicode ? part.unicode : part.ascii);

export function budgetBar(budget: Budget, width: number, look: Look, paint: Paint): string {
  const lengths = lengthsOf(
    parts.map(({ key }) => budget[key]),
    width,
  );
  return parts.map((part, index) => paint(signOf(part, look).repeat(lengths[index]!), part.tone)).join('');
}

/** The parts that are there, with their shares, in as many lines as it takes. */
export function budgetLegend(budget: Budget, width: number, look: Look, paint: Paint): string[] {
  const between = '   ';
  const lines: string[] = [];
  let room = 0;
  for (const part of parts) {
    if (!(budget[part.key] > 0)) continue;
    const text = `${part.name} ${percent(budget[part.key])}`;
    const length = text.length + 2;
    const entry = `${paint(signOf(part, look), part.tone)} ${text}`;
    if (length + between.length > room) {
      lines.push(entry);
      room = width - length;
    } else {
      lines[lines.length - 1] += between + entry;
      room -= length + between.length;
    }
  }
  return lines;
}

/** Whole characters that sum to the width: the largest remainders are rounded up. */
export function lengthsOf(shares: readonly number[], width: number): number[] {
  const total = shares.reduce((sum, share) => sum + Math.max(0, share), 0);
  if (!(total > 0)) return shares.map(() => 0);
  const exact = shares.map((share) => (Math.max(0, share) / total) * width);
  const lengths = exact.map(Math.floor);
  const byRemainder = exact
    .map((_, index) => index)
    .sort((a, b) => exact[b]! - lengths[b]! - (exact[a]! - lengths[a]!));
  let left = width - lengths.reduce((sum, length) => sum + length, 0);
  for (const index of byRemainder) {
    if (left-- <= 0) break;
    lengths[index]!++;
  }
  return lengths;
}
