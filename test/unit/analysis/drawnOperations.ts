/** Operations as one would note them down: what, from when to when (milliseconds of the run), and who asked for it. */
import type { EventRecord } from '../../../src/profiler/capture/format/capture.ts';
import type { CallFrame, OperationKind } from '../../../src/profiler/capture/format/operations.ts';

export const drawnStartMicros = 1_000_000;

export interface DrawnOperation {
  kind: OperationKind;
  from: number;
  /** Absent: still open at the end. */
  to?: number;
  /** Leaf first: `readFile` is Node's, `load:12` the program's, `await main:30` reached by an await. */
  path?: string;
  weight?: number;
  bytes?: number;
  /** Milliseconds from start. */
  due?: number;
  request?: number;
}

/** A chain: one of `length` milliseconds after the other, `gap` apart. */
export const chain = (
  count: number,
  length: number,
  gap: number,
  one: Omit<DrawnOperation, 'from' | 'to'>,
  start = 0,
) =>
  Array.from({ length: count }, (_, at): DrawnOperation => {
    const from = start + at * (length + gap);
    return { ...one, from, to: from + length };
  });

export function drawOperations(operations: readonly DrawnOperation[], endMs = 1000): EventRecord[] {
  const frames: CallFrame[] = [];
  const paths: number[][] = [];
  const numbers = new Map<string, number>();
  const pathOf = (text: string) => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    const steps = text.split(' < ').map((step) => {
      const isAwaited = step.startsWith('await ');
      const number = frames.push(frameOf(step.replace(/^await /, ''))) - 1;
      return isAwaited ? -1 - number : number;
    });
    numbers.set(text, paths.push(steps) - 1);
    return paths.length - 1;
  };
  const kinds = [...new Set(operations.map(({ kind }) => kind))];
  const at = operations.map(({ path = 'open' }) => pathOf(path));
  const micros = (ms: number) => drawnStartMicros + ms * 1000;
  return [
    { k: 'paths', firstFrame: 0, frames, firstPath: 0, paths },
    {
      k: 'ops',
      kinds,
      kind: operations.map(({ kind }) => kinds.indexOf(kind)),
      start: operations.map(({ from }) => micros(from)),
      wait: operations.map(({ from, to }) => ((to ?? endMs) - from) * 1000),
      open: operations.map(({ to }) => (to === undefined ? 1 : 0)),
      id: operations.map((_, row) => row + 1),
      path: at,
      weight: operations.map(({ weight }) => weight ?? 1),
      bytes: operations.map(({ bytes }) => bytes ?? -1),
      due: operations.map(({ due }) => (due === undefined ? -1 : due * 1000)),
      request: operations.map(({ request }) => request ?? -1),
    },
  ];
}

function frameOf(step: string): CallFrame {
  const [name = '', line] = step.split(':');
  if (line === undefined) return { name, url: 'node:internal/x', line: 1, column: 1 };
  return { name: name === 'top' ? '' : name, url: 'file:///app/main.js', line: Number(line), column: 3 };
}
