/** Keys that work anywhere in the viewer. */
import { viewNames } from './viewNames.ts';
import type { ViewId } from './viewerView.ts';

export interface ViewerKeyActions {
  turnTo(view: ViewId): void;
  search(): void;
  help(): void;
}

export function listenToViewerKeys(element: HTMLElement, { turnTo, search, help }: ViewerKeyActions): void {
  element.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.altKey) return;
    const isFind = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f';
    if (!isFind && (event.ctrlKey || event.metaKey || isTyping(event.target))) return;
    const view = viewNames.find(({ key }) => key === event.key);
    if (isFind || event.key === '/') search();
    else if (event.key === '?') help();
    else if (view) turnTo(view.id);
    else return;
    event.preventDefault();
  });
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox';
