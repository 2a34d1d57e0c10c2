/** What the numbers are of: the stretch of time, what is hidden or merged, and what had to be repaired in the file. */
import { h } from '../dom.ts';
import { formatMs } from '../format.ts';
import { legendItems } from './legend.ts';
import type { ThreadProfile } from './model/index.ts';
import { createChip, createTransformChips } from './transformChips.ts';
import type { ViewContext } from './viewContext.ts';
import { formatWeight } from './weightText.ts';

export interface Banner {
  readonly element: HTMLElement;
  show(): void;
}

const microsPerMs = 1000;

export function createBanner(profile: ThreadProfile, context: ViewContext): Banner {
  const chips = h('ul', { class: 'chips', 'aria-label': 'What the numbers are of' });
  const sum = h('span', { class: 'muted viewer-sum' });
  const legend = h('ul', { class: 'flame-legend', 'aria-label': 'Colours' });
  const { notes } = profile;
  return {
    element: h(
      'div',
      { class: 'viewer-banner' },
      h('div', { class: 'chip-line' }, sum, chips, legend),
      notes.length === 0
        ? null
        : h(
            'details',
            { class: 'viewer-notes' },
            h('summary', {}, notes.length === 1 ? '1 note on this file' : `${notes.length} notes on this file`),
            h('ul', {}, ...notes.map((note) => h('li', {}, note))),
          ),
    ),
    show: () => {
      const { range } = context.view();
      const { whole } = context.scene();
      const of = profile.unit === 'micros' && !context.view().includesIdle ? ' without idle time' : '';
      sum.textContent = `100 % = ${formatWeight(whole, profile.unit)}${of}`;
      legend.replaceChildren(...legendItems(context.scene(), context.view().colouredBy));
      const ms = (micros: number) => formatMs(micros / microsPerMs);
      chips.replaceChildren(
        ...(range
          ? [
              createChip(
                `${ms(range.startMicros)} to ${ms(range.endMicros)} (${ms(range.endMicros - range.startMicros)})`,
                'Remove the time range',
                () => context.update({ range: null }),
              ),
            ]
          : []),
        ...createTransformChips(context),
      );
      chips.hidden = chips.childElementCount === 0;
    },
  };
}
