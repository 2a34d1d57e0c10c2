/** What a frame is, from its name and url alone. */
import type { Frame } from '../capture/format/cpuColumns.ts';
import type { FrameCategory } from '../report.ts';
import { isBuiltIn } from './builtIns.ts';

/** V8's own entries, which stand directly under the root and have no code. */
export type Pseudo = 'root' | 'idle' | 'program' | 'gc';

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

/** Native work of Node or of an add-on (pbkdf2Sync, gzipSync, fs), in contrast to V8's own built-ins (sort, RegExp). */
export const isNativeWork = (frame: Frame): boolean =>
  categoryOf(frame) === 'native' && (frame.url.startsWith('wasm://') || !isBuiltIn(frame.name));
