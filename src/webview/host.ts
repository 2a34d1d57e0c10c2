/** The page's only way out: messages to the editor, or, in a standalone report, the data inside the page. */
import type { FunctionRanges } from '../profiler/capture/format/functionRanges.ts';
import type { CpuProfile } from '../profiler/capture/format/profiles.ts';
import type { Report } from '../profiler/report.ts';
import { formatFullPlace } from './format.ts';
import { protocolVersion, type CaptureInfo, type FromPanel, type PanelState, type ToPanel } from './protocol.ts';

export interface Host {
  /** A report in a file of its own: nothing can be run, opened or exported. */
  readonly standalone: boolean;
  send(message: FromPanel): void;
  onMessage(receive: (message: FromHost) => void): void;
  getState(): PanelState | undefined;
  setState(state: PanelState): void;
}

/** A standalone report holds its profiles as objects already. */
export type FromHost =
  | ToPanel
  | {
      readonly type: 'parsedCpuProfile';
      readonly threadId: string;
      readonly profile: CpuProfile;
      readonly functionRanges: FunctionRanges;
    };

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

interface PageData {
  capture: CaptureInfo;
  report: Report;
  cpuProfiles: Record<string, CpuProfile>;
  functionRanges: FunctionRanges;
}

function connectToPage(): Host {
  let receive: (message: FromHost) => void = () => {};
  let state: PanelState | undefined;
  const data = JSON.parse(document.getElementById('report-data')?.textContent ?? '{}') as PageData;
  const answer = (message: FromPanel): FromHost | null => {
    switch (message.type) {
      case 'ready':
        return { type: 'report', capture: data.capture, report: data.report };
      case 'requestCpuProfile': {
        const { threadId } = message;
        const profile = data.cpuProfiles[threadId];
        if (profile) return { type: 'parsedCpuProfile', threadId, profile, functionRanges: data.functionRanges };
        return {
          type: 'cpuProfileFailed',
          threadId,
          message: 'This report was exported without the profile of this thread.',
        };
      }
      case 'openLocation':
        // There is no editor here; the place in the clipboard is the next best thing.
        void navigator.clipboard?.writeText(formatFullPlace(message.location)).catch(() => {});
        return null;
      default:
        return null;
    }
  };
  return {
    standalone: true,
    send: (message) => {
      const reply = answer(message);
      if (reply) queueMicrotask(() => receive(reply));
    },
    onMessage: (receiver) => (receive = receiver),
    getState: () => state,
    setState: (next) => (state = next),
  };
}

export const readyMessage: FromPanel = { type: 'ready', protocolVersion };
