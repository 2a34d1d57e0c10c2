/** The lanes above a page of several threads' profiles: made once all files were read, then the thread on screen follows them. */
import { h } from '../../dom.ts';
import type { ProfileFile } from '../../protocol.ts';
import { createLanes, type Lanes, type LanesStore, type TimeSpan } from '../lanes/index.ts';
import { lanesOfProfiles } from '../lanes/lanesOfProfiles.ts';
import { placeInRun, type PlaceInRun } from '../lanes/placeInRun.ts';
import type { ThreadRow } from '../lanes/threadRow.ts';
import type { ThreadProfile, TimeRange } from '../model/index.ts';
import type { ProfileStore } from './profileStore.ts';
import { surveyFiles } from './surveyFiles.ts';
import { laneId, placeOf, threadsOfFiles, type ThreadPlace } from './threadsOfFiles.ts';

export interface ProfileLanesOptions {
  readonly files: readonly ProfileFile[];
  readonly store: Pick<ProfileStore, 'survey'>;
  readonly view: LanesStore;
  threadChosen(place: ThreadPlace): void;
  /** Chosen in the lanes, of the thread on screen. */
  rangeChanged(range: TimeRange | null): void;
}

export interface ProfileLanes {
  readonly element: HTMLElement;
  /** Reads the other files, once. */
  begin(): void;
  /**
   * The thread that is on screen from now on, with the range that it had itself. Gives the range that is chosen for all, in
   * its own time.
   */
  showThread(place: ThreadPlace, profile: ThreadProfile, own: TimeRange | null): TimeRange | null;
  /** Chosen in the views of the thread on screen. */
  showRange(range: TimeRange | null): void;
  dispose(): void;
}

/** One thread alone has its own chart over time. */
const fewestThreads = 2;

export function createProfileLanes(options: ProfileLanesOptions): ProfileLanes {
  const { files, store } = options;
  const element = h('div', { class: 'profile-lanes' });
  let state: 'unread' | 'reading' | 'read' | 'disposed' = 'unread';
  let lanes: Lanes | null = null;
  let rows: readonly ThreadRow[] = [];
  let shown: { readonly id: string; readonly profile: ThreadProfile; readonly own: TimeRange | null } | null = null;
  /** Of the picture: it means the same moments in every thread on one clock. */
  let range: TimeSpan | null = null;

  const inPicture = (): PlaceInRun | null => {
    const row = rows.find(({ id }) => id === shown?.id);
    return shown && row ? placeInRun(shown.profile, row, {}) : null;
  };
  const toOwn = (): TimeRange | null => (range && inPicture()?.toProfile(range)) ?? null;

  async function read(): Promise<void> {
    state = 'reading';
    const progress = h('p', { class: 'muted', role: 'status' });
    const surveyed = await surveyFiles(files, store, (done) => {
      if (done > 0 && done < files.length) {
        progress.textContent = `Reading the other threads: ${done} of ${files.length} files…`;
        if (!progress.isConnected) element.replaceChildren(progress);
      }
      return state !== 'disposed';
    });
    if (!surveyed) return;
    state = 'read';
    const threads = threadsOfFiles(surveyed.files);
    const notes = surveyed.notes.map((note) => h('p', { class: 'lanes-note' }, note));
    if (threads.length < fewestThreads) return element.replaceChildren(...notes);
    const input = lanesOfProfiles(threads, surveyed.notes);
    rows = input.rows;
    lanes = createLanes({
      input,
      view: options.view,
      threadId: shown?.id ?? null,
      rangeChanged: (next) => {
        range = next;
        if (inPicture()) options.rangeChanged(toOwn());
      },
      threadChosen: (id) => options.threadChosen(placeOf(id)),
    });
    element.replaceChildren(lanes.element);
    if (shown?.own) showRange(shown.own);
  }

  function showRange(own: TimeRange | null): void {
    if (shown) shown = { ...shown, own };
    const place = inPicture();
    if (!place) return;
    range = own && place.toRun(own);
    lanes?.showRange(range);
  }

  return {
    element,
    begin: () => {
      if (state === 'unread') void read();
    },
    showThread: (place, profile, own) => {
      shown = { id: laneId(place), profile, own };
      lanes?.showThread(shown.id);
      return state === 'read' && inPicture() ? toOwn() : own;
    },
    showRange,
    dispose: () => {
      state = 'disposed';
      lanes?.dispose();
    },
  };
}
