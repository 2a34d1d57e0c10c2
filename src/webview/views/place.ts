/** A place in a table: a link where an editor can open it, plain text where not. */
import type { Location } from '../../profiler/report.ts';
import { h } from '../dom.ts';
import { formatFullPlace, formatPlace } from '../format.ts';
import { openable, type OpenLocation } from './openLocation.ts';

export function createPlace(
  { name, location }: { readonly name: string; readonly location: Location | null },
  open: OpenLocation,
): HTMLElement {
  if (!location) return h('span', { class: 'muted' }, '–');
  if (!openable(location)) return h('span', { title: location.file }, formatPlace(location));
  const link = h(
    'button',
    {
      class: 'link',
      type: 'button',
      title: formatFullPlace(location),
      'aria-label': `Open ${name} at ${formatPlace(location)}`,
    },
    formatPlace(location),
  );
  link.addEventListener('click', () => open(location));
  return link;
}
