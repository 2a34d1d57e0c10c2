/** What stands in a viewer's place while its file is on its way, and when it cannot be read. */
import { createProgressRing } from '../controls.ts';
import { h } from '../dom.ts';
import { formatBytes, formatShare } from '../format.ts';

export interface Progress {
  readonly doneBytes: number;
  readonly totalBytes: number;
}

export function createLoading(text: string, progress: Progress | null): HTMLElement {
  return h(
    'div',
    { class: 'empty loading', role: 'status' },
    createProgressRing(text),
    h('span', { class: 'loading-text' }, progress === null ? text : `${text} ${progressText(progress)}`),
  );
}

export const progressText = ({ doneBytes, totalBytes }: Progress): string =>
  totalBytes > 0
    ? `${formatBytes(doneBytes)} of ${formatBytes(totalBytes)} (${formatShare(doneBytes / totalBytes)})`
    : '';

export const createFailure = (message: string): HTMLElement => h('p', { class: 'empty', role: 'alert' }, message);
