/** What the colours of the graph mean. */
import { h } from '../../dom.ts';
import { themeKind } from '../../theme.ts';
import { differenceColours, legendSteps } from './differenceColours.ts';

export function createDifferenceLegend(): HTMLElement {
  const colours = differenceColours(themeKind());
  return h(
    'ul',
    { class: 'flame-legend difference-legend', 'aria-label': 'Colours' },
    ...legendSteps.map(({ shade, label }) => {
      const dot = h('span', { class: 'category-dot', 'aria-hidden': 'true' });
      dot.style.background = colours[shade]?.fill ?? '';
      return h('li', {}, dot, label);
    }),
  );
}
