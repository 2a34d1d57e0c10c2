/** The columns of an events file's operations as rows, with their paths spelled out. */
import path from 'node:path';
import type { CallFrame, OperationKind } from '../../src/profiler/capture/format/operations.ts';
import type { Capture } from './agentHarness.ts';

export interface OperationRow {
  kind: OperationKind;
  start: number;
  wait: number;
  isOpen: boolean;
  id: number;
  weight: number;
  bytes: number;
  due: number;
  request: number;
  /** `stat@fs/promises < leaf@program.mjs:12 < async top@program.mjs:20`, program frames with their lines. */
  path: string;
}

export function operationRows(capture: Capture, key: string): OperationRow[] {
  const frames: CallFrame[] = capture.events(key, 'paths').flatMap((record) => record.frames);
  const paths: number[][] = capture.events(key, 'paths').flatMap((record) => record.paths);
  const spell = (number: number): string => {
    const { name, url, line } = frames[number < 0 ? -1 - number : number]!;
    const place = url.startsWith('node:') ? url.slice('node:'.length) : `${path.basename(url)}:${line}`;
    return `${number < 0 ? 'async ' : ''}${name}@${place}`;
  };
  return capture.events(key, 'ops').flatMap((record) =>
    record.kind.map((kind, row) => ({
      kind: record.kinds[kind]!,
      start: record.start[row]!,
      wait: record.wait[row]!,
      isOpen: record.open[row] === 1,
      id: record.id[row]!,
      weight: record.weight[row]!,
      bytes: record.bytes[row]!,
      due: record.due[row]!,
      request: record.request[row]!,
      path: record.path[row]! < 0 ? '' : paths[record.path[row]!]!.map(spell).join(' < '),
    })),
  );
}
