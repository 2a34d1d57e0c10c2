/** The main threads of both captures in one graph: read when it is first looked at. */
import { h } from '../../dom.ts';
import { frameLocation } from '../../flame/frameLocation.ts';
import type { ComparedSideName, FromPanel, ToPanel } from '../../protocol.ts';
import { createDifferenceViewer, type DifferenceViewer } from '../../viewer/difference/differenceViewer.ts';
import type { ThreadProfile } from '../../viewer/model/index.ts';
import { loadProfiles } from '../../viewer/read/loadProfiles.ts';
import { createPositionMapping } from '../../viewer/sourceMaps/positionMapping.ts';
import { createFailure, createLoading } from '../../viewer/states.ts';
import type { ViewStore } from '../../viewStore.ts';
import { openable, type OpenLocation } from '../openLocation.ts';

export interface ComparedFlameTab {
  readonly element: HTMLElement;
  /** Asks for both profiles, the first time. */
  shown(): void;
  receive(message: ToPanel): void;
  dispose(): void;
}

export function createComparedFlameTab(
  titles: Readonly<Record<ComparedSideName, string>>,
  view: ViewStore,
  open: OpenLocation,
  send: (message: FromPanel) => void,
): ComparedFlameTab {
  const element = h('div', { class: 'compared-flame' });
  const mapping = createPositionMapping(send);
  const profiles: Partial<Record<ComparedSideName, ThreadProfile>> = {};
  let state: 'unasked' | 'loading' | 'failed' | DifferenceViewer = 'unasked';
  // Runs of one script have one name.
  const named =
    titles.before === titles.after ? { before: `${titles.before} before`, after: `${titles.after} after` } : titles;

  const fail = (message: string) => {
    state = 'failed';
    element.replaceChildren(createFailure(message));
  };
  const show = () => {
    const { before, after } = profiles;
    if (!before || !after || state !== 'loading') return;
    showViewer({ before, after });
    for (const side of ['before', 'after'] as const)
      mapping.ask(
        side === 'before' ? before : after,
        (mapped) => {
          profiles[side] = mapped;
          showViewer({ before, after, ...profiles });
        },
        side,
      );
  };
  const showViewer = (sides: Record<ComparedSideName, ThreadProfile>) => {
    if (typeof state === 'object') state.dispose();
    state = createDifferenceViewer({
      ...sides,
      titles: named,
      view: {
        get: () => view.get().difference,
        update: (change) => view.update({ difference: { ...view.get().difference, ...change } }),
      },
      locate: (frame) => frameLocation(frame, []),
      open: (location) => {
        if (openable(location)) open(location);
      },
    });
    element.replaceChildren(state.element);
  };
  return {
    element,
    shown: () => {
      if (state !== 'unasked') return;
      state = 'loading';
      element.replaceChildren(createLoading('Reading the profiles of both runs…'));
      for (const side of ['before', 'after'] as const) send({ type: 'requestComparedProfile', side });
    },
    receive: (message) => {
      if (mapping.receive(message)) return;
      if (message.type === 'comparedProfileFailed') fail(message.message);
      if (message.type !== 'comparedProfile') return;
      const { side, bytes, functionRanges } = message;
      loadProfiles(bytes, named[side], functionRanges).then(
        ({ threads: [main] }) => {
          if (!main) return fail(`The profile of ${named[side]} has no thread.`);
          profiles[side] = main;
          show();
        },
        (error: unknown) => fail(error instanceof Error ? error.message : String(error)),
      );
    },
    dispose: () => {
      if (typeof state === 'object') state.dispose();
    },
  };
}
