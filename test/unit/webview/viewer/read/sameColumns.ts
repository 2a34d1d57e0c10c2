import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { CpuColumns } from '../../../../../src/profiler/capture/format/cpuColumns.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
export const decode = (bytes: Uint8Array): string => decoder.decode(bytes);
export const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Every column, value by value: 0 is not -0, and NaN is NaN. */
export function assertSameColumns(actual: CpuColumns, expected: CpuColumns, what: string): void {
  for (const [name, column] of Object.entries(expected) as [keyof CpuColumns, CpuColumns[keyof CpuColumns]][]) {
    const found = actual[name];
    if (typeof column === 'number')
      assert.ok(Object.is(found, column), `${what}: ${name} is ${String(found)}, not ${column}`);
    else
      assert.deepEqual(
        Array.from(found as ArrayLike<unknown>),
        Array.from(column as ArrayLike<unknown>),
        `${what}: ${name}`,
      );
  }
}

export const fixtureFolder = path.resolve(import.meta.dirname, '../../../../fixtures/profiles');
export const fixtures = (ending: string): { name: string; bytes: Uint8Array }[] =>
  readdirSync(fixtureFolder)
    .filter((name) => name.endsWith(ending))
    .map((name) => ({ name, bytes: new Uint8Array(readFileSync(path.join(fixtureFolder, name))) }));
