/** Which frames a transform means. Names, not rows: it then holds for every thread, and after the file was opened again. */
import type { FrameCategory } from '../../../profiler/report.ts';
import type { FlameFrame, FrameRole } from '../../flame/sampledProfile.ts';

export type FrameMatch =
  | {
      readonly kind: 'function';
      readonly name: string;
      readonly url: string;
      readonly line: number | null;
      readonly column: number | null;
    }
  | { readonly kind: 'file'; readonly url: string }
  | { readonly kind: 'package'; readonly packageName: string }
  | { readonly kind: 'category'; readonly category: FrameCategory }
  /** `(idle)`, `(program)`, the collector. */
  | { readonly kind: 'role'; readonly role: FrameRole };

export const functionMatch = ({ name, url, line, column }: FlameFrame): FrameMatch => ({
  kind: 'function',
  name,
  url,
  line,
  column,
});

export function isMatch(frame: FlameFrame, match: FrameMatch): boolean {
  switch (match.kind) {
    case 'function':
      return (
        frame.name === match.name &&
        frame.url === match.url &&
        frame.line === match.line &&
        frame.column === match.column
      );
    case 'file':
      return frame.url === match.url && frame.url !== '';
    case 'package':
      return frame.packageName === match.packageName;
    case 'category':
      return frame.category === match.category;
    case 'role':
      return frame.role === match.role;
  }
}

/** Frame → 1 where it is meant. */
export const matchingFrames = (frames: readonly FlameFrame[], match: FrameMatch): Uint8Array =>
  Uint8Array.from(frames, (frame) => (isMatch(frame, match) ? 1 : 0));
