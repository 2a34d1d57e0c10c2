/** What the colours of a picture mean: whose code, and only what the profile has; the heaviest packages by name. */
import type { FrameCategory } from '../../profiler/report.ts';
import { h } from '../dom.ts';
import { shadeRow, swatchOf } from '../flame/colours.ts';
import { categoryText } from '../views/words.ts';
import { addUp, groupFrames, shadeKey, type ColouredBy } from './model/index.ts';
import type { Scene } from './scene.ts';

const categories: readonly FrameCategory[] = ['user', 'dependency', 'node', 'native', 'gc'];
/** More names than these nobody compares with a picture. */
const mostPackages = 4;

export function legendItems(scene: Scene, by: ColouredBy): HTMLElement[] {
  const { frames } = scene.tree;
  const has = (category: FrameCategory) =>
    frames.some((frame) => frame.category === category && frame.role !== 'waiting');
  const item = (dot: HTMLElement, text: string) => h('li', {}, dot, text);
  const categoryDot = (name: string) => h('span', { class: `category-dot category-${name}`, 'aria-hidden': 'true' });
  return [
    ...categories
      .filter(has)
      .flatMap((category) =>
        category === 'dependency' && by === 'package'
          ? heaviestPackages(scene).map(({ name, dot }) => item(dot, name))
          : [item(categoryDot(category), categoryText[category])],
      ),
    ...(frames.some(({ role }) => role === 'waiting') ? [item(categoryDot('waiting'), 'Waiting')] : []),
  ];
}

/** By the area that has their colour, which takes a tenth of the time of a table: the first picture waits for it. */
function heaviestPackages(scene: Scene): { name: string; dot: HTMLElement }[] {
  const groups = groupFrames(scene.tree.frames, 'package');
  const areas = addUp(scene.tree, groups, scene.weights.total);
  return groups.groups
    .map(({ name, category, frame }, group) => ({ name, category, frame, area: areas[group] ?? 0 }))
    .filter(({ name, category, area }) => name !== null && category === 'dependency' && area > 0)
    .sort((a, b) => b.area - a.area)
    .slice(0, mostPackages)
    .map(({ name, frame }) => {
      const dot = h('span', { class: 'category-dot kind-dot', 'aria-hidden': 'true' });
      const { hue, saturation } = swatchOf(shadeRow(shadeKey(scene.tree.frames[frame]!, 'package')));
      dot.style.setProperty('--kind-hue', String(hue));
      dot.style.setProperty('--kind-saturation', String(saturation));
      return { name: name ?? '', dot };
    });
}
