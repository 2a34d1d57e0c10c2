/** The page's only way out: messages to the editor, or, in a standalone report, the data inside the page. */
import type { FunctionRanges } from '../profiler/capture/format/functionRanges.ts';
import type { Report } from '../profiler/report.ts';
import { embeddedProfile } from './embeddedProfiles.ts';
import { formatFullPlace } from './format.ts';
import {
  protocolVersion,
  type CaptureInfo,
  type FromPanel,
  type PanelState,
  type ProfileFile,
  type ToPanel,
} from './protocol.ts';

export interface Host {
  /** A report in a file of its own: nothing can be run, opened or exported. */
  readonly standalone: boolean;
  send(message: FromPanel): void;
  onMessage(receive: (message: ToPanel) => void): void;
  getState(): PanelState | undefined;
  setState(state: PanelState): void;
}

interface EditorApi {
  postMessage(message: FromPanel): void;
  getState(): PanelState | undefined;
  setState(state: PanelState): void;
}
declare function acquireVsCodeApi(): EditorApi;

export const connect = (): Host =>
  document.body.dataset['standalone'] === undefined ? connectToEditor(acquireVsCodeApi()) : connectToPage();

function connectToEditor(api: EditorApi): Host {
  return {
    standalone: false,
    send: (message) => api.postMessage(message),
    onMessage: (receive) => window.addEventListener('message', (event: MessageEvent<ToPanel>) => receive(event.data)),
    getState: () => api.getState(),
    setState: (state) => {
      api.setState(state);
    },
  };
}

/** What `profiler/export` puts into a page of its own: a report, or profile files without one. */
type PageData =
  { capture: CaptureInfo; report: Report; functionRanges: FunctionRanges } | { title: string; files: ProfileFile[] };

const leftOut = 'This page was exported without this profile.';

function connectToPage(): Host {
  let receive: (message: ToPanel) => void = () => {};
  let state: PanelState | undefined;
  const data = JSON.parse(document.getElementById('report-data')?.textContent ?? '{}') as PageData;
  const answer = async (message: FromPanel): Promise<ToPanel | null> => {
    switch (message.type) {
      case 'ready':
        return 'report' in data
          ? { type: 'report', capture: data.capture, report: data.report }
          : { type: 'profileFiles', title: data.title, files: data.files };
      case 'requestCpuProfile': {
        const { threadId } = message;
        const bytes = await embeddedProfile(threadId);
        const functionRanges = 'report' in data ? data.functionRanges : {};
        if (bytes) return { type: 'cpuProfile', threadId, bytes, functionRanges };
        return { type: 'cpuProfileFailed', threadId, message: leftOut };
      }
      case 'requestProfile': {
        const { fileId } = message;
        const bytes = await embeddedProfile(fileId);
        if (bytes) return { type: 'profileChunk', fileId, offset: 0, totalBytes: bytes.length, bytes };
        return { type: 'profileFailed', fileId, message: leftOut };
      }
      case 'openLocation':
        // There is no editor here; the place in the clipboard is the next best thing.
        await navigator.clipboard?.writeText(formatFullPlace(message.location)).catch(() => {});
        return null;
      default:
        return null;
    }
  };
  return {
    standalone: true,
    send: (message) => {
      void answer(message).then((reply) => {
        if (reply) receive(reply);
      });
    },
    onMessage: (receiver) => (receive = receiver),
    getState: () => state,
    setState: (next) => (state = next),
  };
}

export function readyMessage({ getState }: Pick<Host, 'getState'>): FromPanel {
  const profiles = getState()?.profiles;
  return { type: 'ready', protocolVersion, ...(profiles ? { profiles } : {}) };
}
