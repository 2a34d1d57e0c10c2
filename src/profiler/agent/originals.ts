/**
 * What we use of Node, taken before the program can patch it: mocked timers, a fake file system or a replaced
 * `JSON.stringify` must neither reach our files nor see our calls. The globals themselves are kept by the bundle's first
 * line (scripts/build.mjs).
 */
import asyncHooks from 'node:async_hooks';
import diagnosticsChannel, { type Channel } from 'node:diagnostics_channel';
import fs from 'node:fs';
import inspector from 'node:inspector';
import nodeModule from 'node:module';
import os from 'node:os';
import path from 'node:path';
import perfHooks from 'node:perf_hooks';
import v8 from 'node:v8';
import workerThreads from 'node:worker_threads';

export const {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
  readlinkSync,
  renameSync,
  fstatSync,
  writeSync,
} = fs;
export const { basename, delimiter, dirname, join, isAbsolute } = path;
export const { Session } = inspector;
export const { signals: signalNumbers } = os.constants;
export const { listenerCount } = process;
export const { findSourceMap } = nodeModule;
export const extensions = (nodeModule as unknown as { _extensions: Record<string, unknown> })._extensions;
export const { getHeapStatistics, GCProfiler } = v8;
export const { Worker, isMainThread, threadId, getEnvironmentData, setEnvironmentData, SHARE_ENV, BroadcastChannel } =
  workerThreads;
export type WorkerThread = InstanceType<typeof Worker>;
export const WorkerPrototype = Worker.prototype;
export const programPerformance = perfHooks.performance;
export const { stringify, parse } = JSON;
export const { from: bytesFrom } = Buffer;
export const { defineProperty, getOwnPropertyDescriptor, getOwnPropertySymbols, isExtensible } = Object;
export const getPrototypeOf = Object.getPrototypeOf as (object: object) => object | null;
export const { construct, apply } = Reflect;
export const { createHook } = asyncHooks;
export const { channel } = diagnosticsChannel;
export type { Channel };
/** V8 takes the depth of stacks from this one, whatever the program calls `Error`. */
export const OurError = Error;
export const { captureStackTrace } = Error;
export const { setInterval, setTimeout, clearTimeout } = globalThis;
const someTimer = setTimeout(() => undefined, 0);
clearTimeout(someTimer);
const { hasRef } = Object.getPrototypeOf(someTimer) as NodeJS.Timeout;
/** Asked for every timer that the program makes: reading the property costs a tenth of the call. */
const refed = Object.getOwnPropertySymbols(someTimer).find(({ description }) => description === 'refed');
export const timerHasRef: (timer: object) => boolean =
  refed === undefined
    ? (timer) => apply(hasRef, timer, [])
    : (timer) => (timer as Record<symbol, boolean | null>)[refed] === true;
export const { profile: startWindow, profileEnd: endWindow } = console;
export const { pid, platform, env, execPath, execArgv } = process;
export const memoryUsage = process.memoryUsage;
export const cpuUsage = process.cpuUsage.bind(process);
/** Absent before Node 17.3 and in some embedders. */
export const activeResources: (() => string[]) | undefined = (
  process as { getActiveResourcesInfo?: () => string[] }
).getActiveResourcesInfo?.bind(process);

type Binding = (name: string) => unknown;
const visibleBinding = (process as unknown as { binding: Binding }).binding;
const behindBinding: unknown = Object.getPrototypeOf(visibleBinding);
/** With `--pending-deprecation` Node wraps it in a function that warns once; the wrapper's prototype is what it wraps. */
export const binding = behindBinding === Function.prototype ? visibleBinding : (behindBinding as Binding);

const hrtime = process.hrtime.bigint;
const nanosPerMicro = 1000;
/** The clock of all our records: `process.hrtime`, which V8 stamps its CPU profiles with, in microseconds. */
export const nowMicros = (): number => Math.round(Number(hrtime()) / nanosPerMicro);
