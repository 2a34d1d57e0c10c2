/** The colour of a kind of operation, as the waiting flame graph has it. */
import { h } from '../dom.ts';
import { kindHue, kindSaturation } from '../flame/kindColours.ts';

export function createKindDot(kind: string): HTMLElement {
  const dot = h('span', { class: 'category-dot kind-dot', 'aria-hidden': 'true' });
  dot.style.setProperty('--kind-hue', String(kindHue(kind)));
  dot.style.setProperty('--kind-saturation', String(kindSaturation(kind)));
  return dot;
}
