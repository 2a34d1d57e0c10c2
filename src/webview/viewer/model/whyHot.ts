/** "Why is this hot": a sentence for frames whose name alone says little, or null where nothing is known for sure. */
import type { FlameFrame } from '../../flame/sampledProfile.ts';
import { whyHotRules } from './whyHotRules.ts';

export function whyHot(frame: FlameFrame): string | null {
  return whyHotRules.find(({ applies }) => applies(frame))?.text ?? null;
}
