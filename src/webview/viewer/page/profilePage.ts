/** The page of a profile file, or of several: one of them at a time in the viewer, or two of them compared. */
import type { Location } from '../../../profiler/report.ts';
import { createButton, createDropdown } from '../../controls.ts';
import { h } from '../../dom.ts';
import { frameLocation } from '../../flame/frameLocation.ts';
import type { FlameFrame } from '../../flame/sampledProfile.ts';
import type { Host } from '../../host.ts';
import type { ProfileFile, ToPanel } from '../../protocol.ts';
import { openable } from '../../views/openLocation.ts';
import type { Page } from '../../views/page.ts';
import { createDifferenceViewer } from '../difference/differenceViewer.ts';
import type { ThreadProfile } from '../model/index.ts';
import { watchPage } from '../pageLife.ts';
import { createProfileViewer, type ProfileViewer } from '../profileViewer.ts';
import type { LoadedProfiles } from '../read/readProfiles.ts';
import { createFailure, createLoading, createProgress } from '../states.ts';
import { createPositionMapping } from '../sourceMaps/positionMapping.ts';
import { createFileTransfers } from './fileTransfers.ts';
import { fileChoice, filesText } from './fileWords.ts';
import { createProfileLanes } from './profileLanes.ts';
import { createProfileStore } from './profileStore.ts';
import type { ThreadPlace } from './threadsOfFiles.ts';
import { heatOfFunctions } from './heatOfFunctions.ts';
import { restorePageView, type ProfilePageView } from './profilePageState.ts';

type ProfileFilesMessage = Extract<ToPanel, { type: 'profileFiles' }>;

export function createProfilePage({ title, files }: ProfileFilesMessage, host: Host): Page {
  const transfers = createFileTransfers(host.send);
  const mapping = createPositionMapping(host.send);
  const store = createProfileStore(transfers.request, files.length === 1);
  let view = restorePageView(host.getState(), files);
  let file = files.find(({ id }) => id === view.fileId) ?? files[0] ?? null;
  let other: ProfileFile | null = null;
  let shown: { dispose(): void } | null = null;
  /** Where it is one profile that is shown. */
  let single: ProfileViewer | null = null;
  /** While a range from the lanes is shown, of which the viewer tells as well. */
  let isShowing = false;
  /** Counts what is asked for, so that what comes late is known as late. */
  let asked = 0;
  /** Null where it is not on screen, or has no lines. */
  let withLines: ThreadProfile | null = null;
  let isDropped = false;

  const keep = (change: Partial<ProfilePageView>) => {
    view = { ...view, ...change };
    host.setState({
      captureDir: '',
      profiles: { files: files.map(({ id }) => id), comparedWith: other?.id ?? null },
      view,
    });
  };
  const choosers = h('div', { class: 'profile-choosers' });
  const comparing = h('div', { class: 'profile-comparing' });
  const body = h('div', { class: 'profile-body' });
  const put = (content: HTMLElement, next: { dispose(): void } | null) => {
    shown?.dispose();
    shown = next;
    single = null;
    body.replaceChildren(content);
  };
  const locate = (frame: FlameFrame): Location | null => frameLocation(frame, []);
  const open = (location: Location, stay: boolean) => {
    if (openable(location)) host.send({ type: 'openLocation', location, beside: true, keepFocus: stay });
  };

  async function read(wanted: ProfileFile): Promise<LoadedProfiles> {
    const loading = createProgress(`Reading ${wanted.name}…`);
    put(loading.element, null);
    return store.read(wanted, {
      show: loading.show,
      arrived: () => put(createLoading(`Laying out ${wanted.name}…`), null),
    });
  }

  async function load(): Promise<void> {
    const turn = ++asked;
    mapping.forget();
    withLines = null;
    drawComparing();
    lanes.element.hidden = other !== null;
    if (!file) return put(createFailure('There is no profile to show.'), null);
    try {
      const loaded = await read(file);
      const compared = other && (await read(other));
      if (turn !== asked) return;
      drawChoosers(loaded);
      if (!other) lanes.begin();
      const profile = threadOf(loaded);
      if (!profile) put(createFailure(`${file.name} holds no profile of a thread.`), null);
      else if (compared) showDifference(profile, compared);
      else {
        showProfile(profile);
        if (!host.standalone) mapping.ask(profile, showProfile);
      }
    } catch (error) {
      if (turn === asked) put(createFailure(error instanceof Error ? error.message : String(error)), null);
    }
  }

  /** What is searched, hidden and chosen stays; a stretch of time does where the lanes know what it means there. */
  function turnTo({ fileId, thread }: ThreadPlace): void {
    file = files.find(({ id }) => id === fileId) ?? file;
    keep({ fileId, thread, viewer: { ...view.viewer, range: null, window: null } });
    void load();
  }

  const threadOf = ({ threads, notes }: LoadedProfiles): ThreadProfile | null => {
    const profile = threads[view.thread] ?? threads[0];
    return profile ? { ...profile, notes: [...notes, ...profile.notes] } : null;
  };

  function showProfile(profile: ThreadProfile): void {
    const place = { fileId: file?.id ?? '', thread: view.thread };
    keep({ viewer: { ...view.viewer, range: lanes.showThread(place, profile, view.viewer.range) } });
    const viewer = createProfileViewer({
      profile,
      title: profile.name || (file?.name ?? title),
      view: { get: () => view.viewer, update: (change) => keep({ viewer: { ...view.viewer, ...change } }) },
      locate,
      open,
      rangeChanged: (range) => {
        if (!isShowing) lanes.showRange(range);
      },
    });
    put(viewer.element, viewer);
    single = viewer;
    withLines = profile.unit === 'micros' && profile.ticks.nodeOfTick.length > 0 ? profile : null;
    drawComparing();
  }

  /** The file of the page is the earlier one: it was there first. */
  function showDifference(before: ThreadProfile, { threads }: LoadedProfiles): void {
    const after = threads[view.thread] ?? threads[0];
    if (!after || !file || !other) return put(createFailure(`${other?.name} holds no profile of a thread.`), null);
    if (after.unit !== before.unit)
      return put(
        createFailure('One of them is a CPU profile and the other a heap profile: they cannot be compared.'),
        null,
      );
    const titles = { before: file.name, after: other.name };
    const sides = { before, after };
    const show = () => {
      const viewer = createDifferenceViewer({
        ...sides,
        titles,
        view: {
          get: () => view.difference,
          update: (change) => keep({ difference: { ...view.difference, ...change } }),
        },
        locate,
        open,
      });
      put(viewer.element, viewer);
    };
    show();
    for (const side of ['before', 'after'] as const)
      mapping.ask(sides[side], (mapped) => {
        sides[side] = mapped;
        show();
      });
  }

  function drawChoosers({ threads }: LoadedProfiles): void {
    choosers.replaceChildren(
      ...(files.length > 1
        ? [createDropdown('Profile', files.map(fileChoice), file?.id ?? '', (id) => turnTo({ fileId: id, thread: 0 }))]
        : []),
      ...(threads.length > 1
        ? [
            createDropdown(
              'Thread',
              threads.map(({ name }, at) => ({ value: String(at), label: name || `Thread ${at + 1}` })),
              String(Math.min(view.thread, threads.length - 1)),
              (at) => turnTo({ fileId: file?.id ?? '', thread: Number(at) }),
            ),
          ]
        : []),
    );
  }

  function drawComparing(): void {
    if (host.standalone) return;
    const hot = withLines;
    comparing.replaceChildren(
      ...(hot && file ? [createShowLines(hot, file.id)] : []),
      ...(other
        ? [
            createButton('Stop Comparing', 'secondary', () => {
              other = null;
              host.send({ type: 'stopComparing' });
              keep({});
              void load();
            }),
          ]
        : []),
      createButton('Compare With…', 'secondary', () => host.send({ type: 'pickProfileToCompare' })),
    );
  }

  const createShowLines = (profile: ThreadProfile, fileId: string) =>
    createButton('Show Lines in Editors', 'secondary', () =>
      host.send({ type: 'showLineHeat', fileId, functions: heatOfFunctions(profile) }),
    );

  const lanes = createProfileLanes({
    files,
    store,
    view: { get: () => view.lanes, update: (change) => keep({ lanes: { ...view.lanes, ...change } }) },
    threadChosen: turnTo,
    rangeChanged: (range) => {
      isShowing = true;
      if (single) single.showRange(range);
      else keep({ viewer: { ...view.viewer, range } });
      isShowing = false;
    },
  });
  const stopWatching = watchPage(
    () => {
      store.drop();
      if (!shown) return;
      isDropped = true;
      withLines = null;
      mapping.forget();
      put(createLoading('Reading…'), null);
    },
    () => {
      if (isDropped) void load();
      isDropped = false;
    },
  );
  const element = h(
    'main',
    { class: 'page profile-page' },
    h(
      'header',
      { class: 'page-header' },
      h('div', { class: 'profile-heading' }, h('h1', {}, title), h('p', { class: 'muted' }, filesText(files))),
      choosers,
      comparing,
    ),
    lanes.element,
    body,
  );
  keep({});
  // A stored comparison is told of at once; then the file is read once only.
  queueMicrotask(() => void load());
  return {
    element,
    receive: (message) => {
      if (transfers.receive(message) || mapping.receive(message) || message.type !== 'profileToCompare') return;
      other = message.file;
      keep({});
      void load();
    },
    scrolled: () => {},
    restoreScroll: () => {},
    dispose: () => {
      asked++;
      stopWatching();
      lanes.dispose();
      shown?.dispose();
    },
  };
}
