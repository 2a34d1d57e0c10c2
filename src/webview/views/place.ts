/** A place in a table: a link where an editor can open it, plain text where not. Too long a name is cut in its middle. */
import type { Location } from '../../profiler/report.ts';
import { h } from '../dom.ts';
import { fileName, formatFullPlace, formatPlace } from '../format.ts';
import { openable, type OpenLocation } from './openLocation.ts';

/** Characters at the end of a file's name that are never cut: enough for an extension and what stands before it. */
const keptCharacters = 7;

/** `file:line` in two parts: the style sheet cuts the first one where room is short, so the line is always there. */
export function createPlaceText(location: { readonly file: string; readonly line: number }): HTMLElement {
  const name = fileName(location.file);
  const cut = Math.max(0, name.length - keptCharacters);
  return h(
    'span',
    { class: 'place' },
    h('span', { class: 'place-start' }, name.slice(0, cut)),
    h('span', { class: 'place-end' }, `${name.slice(cut)}:${location.line}`),
  );
}

export function createPlace(
  { name, location }: { readonly name: string; readonly location: Location | null },
  open: OpenLocation,
): HTMLElement {
  if (!location) return h('span', { class: 'muted' }, '–');
  if (!openable(location)) return h('span', { title: location.file }, createPlaceText(location));
  const link = h(
    'button',
    {
      class: 'link',
      type: 'button',
      title: formatFullPlace(location),
      'aria-label': `Open ${name} at ${formatPlace(location)}`,
    },
    createPlaceText(location),
  );
  link.addEventListener('click', () => open(location));
  return link;
}
