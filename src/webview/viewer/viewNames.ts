/** What the views are called, and which key turns to them. */
import type { ThreadProfile } from './model/index.ts';
import type { ViewId } from './viewerView.ts';

export interface ViewName {
  readonly id: ViewId;
  readonly label: string;
  readonly title: string;
  readonly key: string;
}

export const viewNames: readonly ViewName[] = [
  { id: 'time', key: '1', label: 'Time', title: 'Calls in the order in which they were made' },
  { id: 'graph', key: '2', label: 'Graph', title: 'Call paths by weight, the heaviest at the left' },
  { id: 'sandwich', key: '3', label: 'Sandwich', title: 'Who calls the chosen function, and what it calls' },
  { id: 'topDown', key: '4', label: 'Top-down', title: 'Table of call paths: callers above what they call' },
  { id: 'bottomUp', key: '5', label: 'Bottom-up', title: 'Table of what ran, who called it below' },
  { id: 'function', key: '6', label: 'Functions', title: 'Table of functions' },
  { id: 'file', key: '7', label: 'Files', title: 'Table of files' },
  { id: 'package', key: '8', label: 'Packages', title: 'Table of npm packages' },
  { id: 'category', key: '9', label: 'Categories', title: 'Your code, dependencies, Node.js, built-ins, GC' },
  { id: 'lines', key: '0', label: 'Lines', title: 'Lines of the chosen function' },
];

/** Heap profiles have no time, and name no lines. */
export const fittingViews = ({ unit }: ThreadProfile): readonly ViewName[] =>
  unit === 'bytes' ? viewNames.filter(({ id }) => id !== 'time' && id !== 'lines') : viewNames;

/** The graph in place of a view that this profile has not. */
export const fittingView = (profile: ThreadProfile, view: ViewId): ViewId =>
  fittingViews(profile).some(({ id }) => id === view) ? view : 'graph';
