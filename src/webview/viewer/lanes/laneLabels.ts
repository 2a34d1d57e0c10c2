/** What stands left of the lanes: a thread that can be chosen, a lane that can be folded. */
import { h } from '../../dom.ts';
import { formatMs } from '../../format.ts';
import type { Lane } from './lane.ts';
import { partsInWords, swatch, threadTitle } from './laneWords.ts';
import type { ActivityPart } from './lanesInput.ts';
import type { ThreadRow } from './threadRow.ts';

export function createThreadLabel(row: ThreadRow, parts: readonly ActivityPart[], chosen: () => void): HTMLElement {
  const button = h(
    'button',
    {
      class: 'lane-label thread-label',
      type: 'button',
      'aria-pressed': 'false',
      title: titleOf(row, parts),
    },
    h('span', { class: 'label-name' }, row.name),
    h('span', { class: 'label-kind' }, row.shortKind),
  );
  button.addEventListener('click', chosen);
  return button;
}

function titleOf(row: ThreadRow, parts: readonly ActivityPart[]): string {
  const process = row.pid === null ? '' : `Process ${row.pid}, `;
  return [
    threadTitle(row),
    `${process}${formatMs(row.startMs)} to ${formatMs(row.endMs)}${row.isCut ? ', killed' : ''}`,
    row.budget ? partsInWords(row.budget, parts) : 'not sampled',
  ].join('\n');
}

/** Kinds beyond these have no room; the tooltip names them. */
const mostInLegend = 4;

export function createLaneLabel(lane: Lane, isFolded: boolean, fold: (folded: boolean) => void): HTMLElement {
  const button = h(
    'button',
    { class: 'lane-fold', type: 'button', 'aria-expanded': String(!isFolded) },
    h('span', { class: 'fold-sign', 'aria-hidden': 'true' }),
    lane.name,
  );
  const label = h(
    'div',
    { class: 'lane-label', 'data-lane': lane.id, title: lane.hint },
    h(
      'div',
      { class: 'lane-title' },
      button,
      lane.scale === null ? null : h('span', { class: 'label-kind', title: 'Upper edge' }, lane.scale),
    ),
    lane.legend.length > 1
      ? h(
          'ul',
          { class: 'lane-legend' },
          ...lane.legend.slice(0, mostInLegend).map((one) => h('li', {}, swatch(one.colour), one.label)),
        )
      : null,
  );
  label.classList.toggle('folded', isFolded);
  button.addEventListener('click', () => {
    const folded = button.getAttribute('aria-expanded') === 'true';
    button.setAttribute('aria-expanded', String(!folded));
    label.classList.toggle('folded', folded);
    fold(folded);
  });
  return label;
}
