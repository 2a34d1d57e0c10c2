/** "Why is this hot": a sentence for frames whose name says little to the one who reads it, or null. */
import type { FlameFrame } from '../../flame/sampledProfile.ts';
import { whyHotRules } from './whyHotRules.ts';

export function whyHot(frame: FlameFrame): string | null {
  return whyHotRules.find(({ applies }) => applies(frame))?.text ?? null;
}
