/** What a frame is, from its name and url alone. */
import type { Frame } from '../capture/format/cpuColumns.ts';
import type { FrameCategory } from '../report.ts';
import { isBuiltIn } from './builtIns.ts';

/** V8's own entries, which stand directly under the root and have no code; 'profiler' is time that we took ourselves. */
export type Pseudo = 'root' | 'idle' | 'program' | 'gc' | 'profiler';

export function pseudoOf({ name, url }: Frame): Pseudo | null {
  if (url !== '') return null;
  switch (name) {
    case '(root)':
      return 'root';
    case '(idle)':
      return 'idle';
    case '(program)':
      return 'program';
    case '(garbage collector)':
      return 'gc';
    default:
      return null;
  }
}

export function categoryOf(frame: Frame): FrameCategory {
  const pseudo = pseudoOf(frame);
  if (pseudo !== null) return pseudo === 'gc' ? 'gc' : 'program';
  const { url } = frame;
  if (url === '') return frame.scriptId === '' || frame.scriptId === '0' ? 'native' : 'user';
  if (url.startsWith('wasm://')) return 'native';
  if (isOfNode(url)) return 'node';
  return /[\\/]node_modules[\\/]/.test(url) ? 'dependency' : 'user';
}

/** Since Node 12 `node:…`; before, bare names such as `internal/modules/cjs/loader.js` or `bootstrap_node.js`. */
const isOfNode = (url: string) => url.startsWith('node:') || url.startsWith('internal/') || /^[\w]+\.js$/.test(url);

/**
 * Modules of Node that do little themselves. Methods of native objects (a pbkdf2 job, a zlib handle) have no frame of
 * their own, so that their time stands on the JS function that calls them: 1469 of 1500 ms on `pbkdf2Sync` (Node 20).
 */
const thinModules = /^node:(?:internal\/)?(?:crypto|zlib|fs|child_process|sqlite|v8|vm)(?:\/|$)/;
const fileSystemModules = /^node:(?:internal\/)?fs(?:\/|$)/;
/** Native functions behind the synchronous part of `fs` and `child_process`. */
const systemCalls = new Set(
  `access chmod chown close copyFile cpSyncCopyDir existsSync fchmod fdatasync fstat fsync ftruncate futimes internalModuleReadJSON
  internalModuleStat legacyMainResolve link lstat mkdir mkdtemp open openFileHandle read readBuffers readdir readFileUtf8
  readlink realpath rename rmSync rmdir spawn spawnSync stat statfs symlink unlink utimes writeBuffer writeBuffers
  writeFileUtf8 writeString`.split(/\s+/),
);

/** Native work of Node or of an add-on (pbkdf2Sync, gzipSync, fs), in contrast to V8's own built-ins (sort, RegExp). */
export function isNativeWork(frame: Frame): boolean {
  if (categoryOf(frame) === 'native') return frame.url.startsWith('wasm://') || !isBuiltIn(frame.name);
  return thinModules.test(frame.url);
}

/** Synchronous calls into the operating system, computing in the kernel or waiting for it. */
export const isSystemCall = (frame: Frame): boolean =>
  (categoryOf(frame) === 'native' && systemCalls.has(frame.name)) || fileSystemModules.test(frame.url);
