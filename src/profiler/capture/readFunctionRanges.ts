/** The function ranges of a finished capture. Apart from the file that makes them, because that one brings a parser along. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FunctionRanges } from './format/functionRanges.ts';

export const functionRangesFile = 'functions.json';
export const independentAwaitsFile = 'awaits.json';
export const undecidedAwaitsFile = 'undecided-awaits.json';
export const queueAwaitsFile = 'queue-awaits.json';
export const awaitSequencesFile = 'await-sequences.json';

/** Empty when the capture has none: the profile is then shown as V8 recorded it. */
export async function readFunctionRanges(captureDir: string): Promise<FunctionRanges> {
  try {
    const value: unknown = JSON.parse(await readFile(path.join(captureDir, functionRangesFile), 'utf8'));
    return isFunctionRanges(value) ? value : {};
  } catch {
    return {};
  }
}

const isFunctionRanges = (value: unknown): value is FunctionRanges =>
  typeof value === 'object' && value !== null && Object.values(value).every((functions) => Array.isArray(functions));
