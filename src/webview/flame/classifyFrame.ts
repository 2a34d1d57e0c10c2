/** Whose code a frame is, from V8's name and url alone. */
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

export function classifyFrame(name: string, url: string): FrameClass {
  const pseudo = url === '' ? pseudoFrames[name] : undefined;
  if (pseudo) return { ...pseudo, packageName: null };
  if (url === '' || url.startsWith('wasm:')) return { role: 'call', category: 'native', packageName: null };
  if (/^(node:|internal\/|bootstrap_node\.js|native )/.test(url))
    return { role: 'call', category: 'node', packageName: null };
  const packageName = packageOf(url);
  return { role: 'call', category: packageName === null ? 'user' : 'dependency', packageName };
}

/** The innermost package: `…/node_modules/a/node_modules/@b/c/x.js` belongs to `@b/c`. */
function packageOf(url: string): string | null {
  const marker = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/s.exec(url);
  return marker?.[1]?.replace('\\', '/') ?? null;
}
