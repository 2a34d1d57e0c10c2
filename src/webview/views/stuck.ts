/** Above all else: that the program could not go on, and where each of its threads stands. */
import type { Report, StuckReport } from '../../profiler/report.ts';
import { h } from '../dom.ts';
import type { OpenLocation } from './openLocation.ts';
import { createPlace } from './place.ts';
import { threadKind } from './words.ts';

const title: Readonly<Record<StuckReport['kind'], string>> = {
  lock: 'Stuck in a lock',
  'unsettled-promise': 'A promise never settled',
  'silent-worker': 'A worker never answered',
};

/** Null for a program that went on. */
export function createStuck({ stuck, threads }: Report, open: OpenLocation): HTMLElement | null {
  if (!stuck) return null;
  return h(
    'section',
    { class: 'stuck', role: 'alert', 'aria-labelledby': 'stuck-title' },
    h('h2', { id: 'stuck-title' }, title[stuck.kind]),
    h('p', { class: 'summary' }, stuck.text),
    h(
      'div',
      { class: 'stuck-threads' },
      ...stuck.threads.map((thread) => {
        const summary = threads.find(({ id }) => id === thread.id);
        return createThread(
          summary ? { ...thread, name: nameWithKind(thread.name, threadKind(summary)) } : thread,
          open,
        );
      }),
    ),
  );
}

function createThread({ name, stack }: StuckReport['threads'][number], open: OpenLocation): HTMLElement {
  return h(
    'div',
    {},
    h('h3', {}, name),
    stack.length === 0
      ? h('p', { class: 'muted' }, 'No call was on its stack.')
      : h(
          'ol',
          { class: 'stack', 'aria-label': `Stack of ${name}, innermost call first` },
          ...stack.map((frame) =>
            h('li', {}, h('code', {}, frame.name || '(anonymous)'), frame.location && createPlace(frame, open)),
          ),
        ),
  );
}

/** A worker is called by its script, as other threads may be. */
const nameWithKind = (name: string, kind: string): string => (name === '' ? kind : `${name}, ${kind.toLowerCase()}`);
