/** What the colours of a picture mean: whose code, and only what the profile has. */
import { h } from '../dom.ts';
import { categoryText } from '../views/words.ts';
import type { FrameCategory } from '../../profiler/report.ts';
import type { FlameFrame } from '../flame/sampledProfile.ts';

const categories: readonly FrameCategory[] = ['user', 'dependency', 'node', 'native', 'gc'];

export function createLegend(frames: readonly FlameFrame[]): HTMLElement {
  const has = (category: FrameCategory) =>
    frames.some((frame) => frame.category === category && frame.role !== 'waiting');
  const entries = [
    ...categories.filter(has).map((category) => ({ dot: category as string, text: categoryText[category] })),
    ...(frames.some(({ role }) => role === 'waiting') ? [{ dot: 'waiting', text: 'Waiting' }] : []),
  ];
  return h(
    'ul',
    { class: 'flame-legend', 'aria-label': 'Colours' },
    ...entries.map(({ dot, text }) =>
      h('li', {}, h('span', { class: `category-dot category-${dot}`, 'aria-hidden': 'true' }), text),
    ),
  );
}
