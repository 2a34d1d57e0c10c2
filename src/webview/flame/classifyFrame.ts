/** Whose code a frame is, from V8's name and url alone. */
import type { Frame } from '../../profiler/capture/format/cpuColumns.ts';
import { isWaitingFunction } from '../../profiler/capture/format/waitingFunctions.ts';
import type { FrameCategory } from '../../profiler/report.ts';
import type { FrameRole } from './sampledProfile.ts';

const pseudoFrames: Readonly<Record<string, { role: FrameRole; category: FrameCategory }>> = {
  '(root)': { role: 'root', category: 'program' },
  '(idle)': { role: 'idle', category: 'program' },
  '(program)': { role: 'program', category: 'program' },
  '(garbage collector)': { role: 'gc', category: 'gc' },
};

export interface FrameClass {
  readonly role: FrameRole;
  readonly category: FrameCategory;
  readonly packageName: string | null;
}

export function classifyFrame({ name, url, scriptId }: Pick<Frame, 'name' | 'url' | 'scriptId'>): FrameClass {
  const pseudo = url === '' ? pseudoFrames[name] : undefined;
  if (pseudo) return { ...pseudo, packageName: null };
  const owner = ownerOf(url, scriptId);
  const { category } = owner;
  const waits = isWaitingFunction(name, category === 'native' || category === 'node' ? category : 'other');
  return { role: waits ? 'waiting' : 'call', ...owner };
}

/** Built-ins have neither url nor script; code without a url that has a script came from `eval`. */
function ownerOf(url: string, scriptId: string): Pick<FrameClass, 'category' | 'packageName'> {
  const builtIn = url === '' && (scriptId === '' || scriptId === '0');
  if (builtIn || url.startsWith('wasm:')) return { category: 'native', packageName: null };
  // Since Node 12 `node:…`; before, bare names such as `internal/timers.js` or `fs.js`.
  if (/^(node:|internal\/|\w+\.js$)/.test(url)) return { category: 'node', packageName: null };
  const packageName = packageOf(url);
  return { category: packageName === null ? 'user' : 'dependency', packageName };
}

/** The innermost package: `…/node_modules/a/node_modules/@b/c/x.js` belongs to `@b/c`. */
function packageOf(url: string): string | null {
  const marker = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/s.exec(url);
  return marker?.[1]?.replace('\\', '/') ?? null;
}
