/** The line about the chosen call, below the flame chart. */
import { h } from '../dom.ts';
import { describeBox } from '../flame/describeBox.ts';
import type { FlameModel } from '../flame/flameModel.ts';
import type { frameLocation } from '../flame/frameLocation.ts';
import type { FocusedBox } from '../flame/moveFocus.ts';
import { formatFullPlace, formatMs, formatPlace } from '../format.ts';
import { openable } from './openLocation.ts';
import { createPlaceText } from './place.ts';

export function describeCall(
  model: FlameModel,
  box: FocusedBox | null,
  locate: (box: FocusedBox) => ReturnType<typeof frameLocation>,
  openBox: (box: FocusedBox) => void,
): HTMLElement[] {
  const description = box && describeBox(model, box);
  if (!box || !description)
    return [
      h(
        'span',
        { class: 'muted' },
        'Click a call for its line and numbers. Double-click zooms to it, Ctrl with the wheel zooms, dragging moves.',
      ),
    ];
  const location = locate(box);
  const { frame, startMs, durationMs, selfMs, allSelf, allTotal, category } = description;
  let place: HTMLElement = h('span', { class: 'muted' }, location ? formatPlace(location) : category);
  if (location && openable(location)) {
    place = h('button', { class: 'link', type: 'button', title: formatFullPlace(location) }, createPlaceText(location));
    place.addEventListener('click', () => openBox(box));
  }
  const item = (label: string, value: string) =>
    h('span', { class: 'detail' }, h('span', { class: 'muted' }, `${label} `), value);
  return [
    h('span', { class: 'detail-name' }, frame.name),
    place,
    item('at', formatMs(startMs)),
    item('this call', formatMs(durationMs)),
    item('self', formatMs(selfMs)),
    item('all calls', `${allTotal}, self ${allSelf}`),
  ];
}
