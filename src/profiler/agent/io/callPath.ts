/** From a raw stack to the call path that a user knows: the public function of Node, then the program's own frames. */
import type { CallFrame } from '../../capture/format/operations.ts';
import type { RawFrame } from './stackCapture.ts';

export interface PathFrame extends CallFrame {
  readonly isAsync: boolean;
}

export interface CallPath {
  /** Leaf first. Empty when none of the program's functions is on the stack. */
  readonly frames: readonly PathFrame[];
  /** The functions of Node between resource and program, innermost first; without a program, all. */
  readonly above: readonly RawFrame[];
}

const isNode = (url: string): boolean => url.startsWith('node:');
/** Native functions of V8, such as `new Promise` or `Array.map`, have no script. */
const isProgram = ({ url }: RawFrame, ownFile: string): boolean => url !== '' && !isNode(url) && url !== ownFile;
/** Calls our hook, and calls the program's continuations: nobody's work. */
const isPlumbing = ({ url }: RawFrame): boolean =>
  url === 'node:internal/async_hooks' ||
  url === 'node:internal/process/task_queues' ||
  url === 'node:diagnostics_channel';

/** Deeper chains are cut at their outer end. */
const longestPath = 40;

const postMessage = { name: 'postMessage', url: 'node:worker_threads', line: 0, column: 0 };

export function callPath(raw: readonly RawFrame[], ownFile: string, isFollowed = false): CallPath {
  const first = raw.findIndex((frame) => isProgram(frame, ownFile));
  const above = (first < 0 ? raw : raw.slice(0, first)).filter((frame) => isNode(frame.url) && !isPlumbing(frame));
  if (first < 0) return { frames: [], above };
  const frames: PathFrame[] = raw.slice(first).filter((frame) => isProgram(frame, ownFile));
  const called = calledFunction(above);
  if (called) frames.unshift(called);
  // Followed methods are not on the stack themselves: ours stand in their place.
  else if (isFollowed) frames.unshift({ ...postMessage, isAsync: false });
  return { frames: frames.slice(0, longestPath), above };
}

/** Wrappers that Node puts around its functions: they say nothing of which one it was. */
const wrapperNames: ReadonlySet<string> = new Set(['', 'value', 'wrapper', 'asyncBufferWrapper', 'zlibBuffer']);
const afterLastDot = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** The outermost function of Node that has a name of its own. Lines inside Node differ and tell a user nothing. */
function calledFunction(above: readonly RawFrame[]): PathFrame | null {
  const called = above.findLast(({ name }) => !wrapperNames.has(afterLastDot(name))) ?? above.at(-1);
  if (!called) return null;
  const url = publicModule(called.url);
  return { name: publicName(afterLastDot(called.name), url, above.at(-1)!), url, line: 0, column: 0, isAsync: false };
}

/** Only the class of a compressor has a name: `Gzip`, made by `createGzip` or `gzip`. */
function publicName(name: string, url: string, outermost: RawFrame): string {
  if (url !== 'node:zlib' || !wrapperNames.has(afterLastDot(outermost.name))) return name;
  return outermost.name.endsWith('value') ? `create${name}` : `${name[0]!.toLowerCase()}${name.slice(1)}`;
}

/** The function of the program that Node called, with nothing awaited since: frameworks stand around it. */
export function handlerOf(frames: readonly PathFrame[]): readonly PathFrame[] {
  if (frames.some(({ isAsync }) => isAsync)) return [];
  const isOwn = ({ url }: PathFrame): boolean => !isNode(url) && !url.includes('node_modules');
  const handler = frames.filter(isOwn).at(-1);
  return handler ? [handler] : [];
}

const publicModules: readonly (readonly [prefix: string, module: string])[] = [
  ['node:internal/fs/promises', 'node:fs/promises'],
  ['node:internal/fs/', 'node:fs'],
  ['node:internal/dns/promises', 'node:dns/promises'],
  ['node:internal/dns/', 'node:dns'],
  ['node:internal/crypto/', 'node:crypto'],
  ['node:internal/timers', 'node:timers'],
  ['node:internal/child_process', 'node:child_process'],
  ['node:internal/worker', 'node:worker_threads'],
  ['node:internal/streams/', 'node:stream'],
  ['node:internal/http2/', 'node:http2'],
  ['node:internal/deps/undici', 'node:undici'],
  // Where the global `fetch` is defined, as the versions go.
  ['node:internal/bootstrap/', 'node:undici'],
  ['node:internal/process/pre_execution', 'node:undici'],
  ['node:internal/tls/', 'node:tls'],
  ['node:_http_', 'node:http'],
  ['node:_tls_', 'node:tls'],
];

export function publicModule(url: string): string {
  return publicModules.find(([prefix]) => url.startsWith(prefix))?.[1] ?? url;
}
