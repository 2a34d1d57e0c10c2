/** What stands in a viewer's place while its file is on its way, and when it cannot be read. */
import { createProgressRing } from '../controls.ts';
import { h } from '../dom.ts';
import { formatBytes, formatShare } from '../format.ts';

export interface Progress {
  readonly doneBytes: number;
  readonly totalBytes: number;
}

export const createLoading = (text: string): HTMLElement => createProgress(text).element;

export interface LoadingProgress {
  readonly element: HTMLElement;
  show(progress: Progress): void;
}

export function createProgress(text: string): LoadingProgress {
  const shown = h('span', {}, text);
  const element = h('div', { class: 'empty loading', role: 'status' }, createProgressRing(text), shown);
  return { element, show: (progress) => (shown.textContent = `${text} ${progressText(progress)}`) };
}

const progressText = ({ doneBytes, totalBytes }: Progress): string =>
  totalBytes > 0
    ? `${formatBytes(doneBytes)} of ${formatBytes(totalBytes)} (${formatShare(doneBytes / totalBytes)})`
    : '';

export const createFailure = (message: string): HTMLElement => h('p', { class: 'empty', role: 'alert' }, message);
