/** Keys that work anywhere in the viewer. */

export interface ViewerKeyActions<Id> {
  turnTo(view: Id): void;
  search(): void;
  help(): void;
}

/** `views`: which key turns to which. */
export function listenToViewerKeys<Id>(
  element: HTMLElement,
  views: readonly { readonly id: Id; readonly key: string }[],
  { turnTo, search, help }: ViewerKeyActions<Id>,
): void {
  element.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.altKey) return;
    const isFind = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f';
    if (!isFind && (event.ctrlKey || event.metaKey || isTyping(event.target))) return;
    const view = views.find(({ key }) => key === event.key);
    if (isFind || event.key === '/') search();
    else if (event.key === '?') help();
    else if (view) turnTo(view.id);
    else return;
    event.preventDefault();
  });
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox';
