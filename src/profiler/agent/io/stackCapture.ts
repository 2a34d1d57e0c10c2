/**
 * Takes the asynchronous stack of this moment without formatting it, and formats it later. Both need properties of the
 * program's `Error`, which are put back exactly: nothing of the program runs in between.
 */
import { captureStackTrace, defineProperty, getOwnPropertyDescriptor, isExtensible, OurError } from '../originals.ts';

/** The deepest first frame of a program lies 29 below the resource (fetch); the rest is its own chain. */
const framesTaken = 60;

export type CapturedStack = object;
export type AnyFunction = (...args: never[]) => unknown;

export interface RawFrame {
  name: string;
  url: string;
  line: number;
  column: number;
  isAsync: boolean;
}

interface Site {
  getFunctionName(): string | null;
  getScriptNameOrSourceURL(): string | null;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
  isAsync?(): boolean;
}

const raised = { value: framesTaken, writable: true, enumerable: true, configurable: true };

/** Frames above and including `above` are left out. */
export function captureStack(above: AnyFunction): CapturedStack {
  const stack = {};
  const limit = getOwnPropertyDescriptor(OurError, 'stackTraceLimit');
  const isChanged = limit ? limit.configurable : isExtensible(OurError);
  if (limit?.writable && typeof limit.value === 'number') {
    // The common case, and cheaper than defining a property.
    OurError.stackTraceLimit = framesTaken;
    captureStackTrace(stack, above);
    OurError.stackTraceLimit = limit.value;
    return stack;
  }
  if (isChanged) defineProperty(OurError, 'stackTraceLimit', raised);
  captureStackTrace(stack, above);
  if (isChanged && limit) defineProperty(OurError, 'stackTraceLimit', limit);
  else if (isChanged) delete (OurError as { stackTraceLimit?: number }).stackTraceLimit;
  return stack;
}

const toFrames = (_error: unknown, sites: Site[]): RawFrame[] => {
  const frames: RawFrame[] = [];
  for (let at = 0; at < sites.length; at++) {
    const site = sites[at]!;
    frames[at] = {
      name: site.getFunctionName() ?? '',
      url: site.getScriptNameOrSourceURL() ?? '',
      line: site.getLineNumber() ?? 0,
      column: site.getColumnNumber() ?? 0,
      isAsync: site.isAsync?.() === true,
    };
  }
  return frames;
};

/** Puts our formatter in place for as long as `action` runs, which must call nothing of the program. */
export function readingStacks<Result>(action: () => Result): Result {
  // Node asks the Error that the global names now, which may be another than V8's.
  const current = getOwnPropertyDescriptor(globalThis, 'Error')?.value as unknown;
  const holders = typeof current === 'function' && current !== OurError ? [OurError, current] : [OurError];
  const changed = holders.flatMap((holder) => {
    const before = getOwnPropertyDescriptor(holder, 'prepareStackTrace');
    return (before ? before.configurable : isExtensible(holder)) ? [{ holder, before }] : [];
  });
  try {
    for (const { holder } of changed) defineProperty(holder, 'prepareStackTrace', ourFormatter);
    return action();
  } finally {
    for (const { holder, before } of changed)
      if (before) defineProperty(holder, 'prepareStackTrace', before);
      else delete (holder as { prepareStackTrace?: unknown }).prepareStackTrace;
  }
}

const ourFormatter = { value: toFrames, writable: true, enumerable: false, configurable: true };

/** Leaf first; empty when the stack cannot be read. Within `readingStacks`. */
export function framesOf(stack: CapturedStack): RawFrame[] {
  const read = (stack as { stack?: unknown }).stack;
  if (Array.isArray(read)) return read as RawFrame[];
  // Frozen intrinsics: nobody can have replaced the formatter, so the text is Node's.
  return typeof read === 'string' ? parseStack(read) : [];
}

const textLine = /^\s+at (async )?(?:(.*?) \()?((?:.+):(\d+):(\d+))\)?$/;

function parseStack(text: string): RawFrame[] {
  return text.split('\n').flatMap((line) => {
    const [, isAsync, name, place, lineNumber, column] = textLine.exec(line) ?? [];
    if (place === undefined) return [];
    const last = (name ?? '').replace(/ \[as .*\]$/, '').replace(/^(?:async |new )/, '');
    return {
      name: last.slice(last.lastIndexOf('.') + 1),
      url: place.slice(0, place.length - lineNumber!.length - column!.length - 2),
      line: Number(lineNumber),
      column: Number(column),
      isAsync: isAsync !== undefined,
    };
  });
}
