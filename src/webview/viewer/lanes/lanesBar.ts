/** The line above the lanes: what the colours of the strips mean, the range that is chosen, and buttons. */
import { createIconButton } from '../../controls.ts';
import { h } from '../../dom.ts';
import type { TimeSpan } from './lane.ts';
import { rangeInWords } from './laneWords.ts';
import type { ActivityPart } from './lanesInput.ts';

export interface LanesBarOptions {
  readonly parts: readonly ActivityPart[];
  /** Whether a thread was killed. */
  readonly isAnyCut: boolean;
  readonly isFolded: boolean;
  fold(folded: boolean): void;
  clear(): void;
  zoomToRange(): void;
  zoomBy(factor: number): void;
  showAll(): void;
}

export interface LanesBar {
  readonly element: HTMLElement;
  showRange(range: TimeSpan | null): void;
  showZoomed(isZoomed: boolean): void;
}

export function createLanesBar(options: LanesBarOptions): LanesBar {
  const title = h(
    'button',
    { class: 'lane-fold lanes-title', type: 'button', 'aria-expanded': String(!options.isFolded) },
    h('span', { class: 'fold-sign', 'aria-hidden': 'true' }),
    'Threads over time',
  );
  const legend = h(
    'ul',
    { class: 'flame-legend' },
    ...options.parts.map(({ key, label, hint }) =>
      h('li', { title: hint }, h('span', { class: `swatch part-${key}`, 'aria-hidden': 'true' }), label),
    ),
    options.isAnyCut
      ? h(
          'li',
          { title: 'Killed from outside: what the thread did in its last second may be missing' },
          h('span', { class: 'swatch killed', 'aria-hidden': 'true' }),
          'Killed',
        )
      : null,
  );
  const text = h('span', { class: 'range-text' });
  const range = h(
    'div',
    { class: 'lanes-chosen', hidden: true },
    text,
    link('Zoom to it', options.zoomToRange),
    link('Clear', options.clear),
  );
  const all = createIconButton('⤢', 'Show the whole run (Escape)', options.showAll);
  const buttons = h(
    'div',
    { class: 'zoom-buttons' },
    createIconButton('−', 'Zoom out (S or −)', () => options.zoomBy(1 / 2)),
    createIconButton('+', 'Zoom in (W or +)', () => options.zoomBy(2)),
    all,
  );
  const arrange = (folded: boolean) => {
    legend.hidden = buttons.hidden = folded;
  };
  arrange(options.isFolded);
  title.addEventListener('click', () => {
    const folded = title.getAttribute('aria-expanded') === 'true';
    title.setAttribute('aria-expanded', String(!folded));
    arrange(folded);
    options.fold(folded);
  });
  return {
    element: h('div', { class: 'lanes-bar' }, title, legend, range, buttons),
    showRange: (next) => {
      range.hidden = next === null;
      if (next) text.textContent = rangeInWords(next);
    },
    showZoomed: (isZoomed) => all.toggleAttribute('disabled', !isZoomed),
  };
}

function link(label: string, pressed: () => void): HTMLElement {
  const button = h('button', { class: 'link', type: 'button' }, label);
  button.addEventListener('click', pressed);
  return button;
}
