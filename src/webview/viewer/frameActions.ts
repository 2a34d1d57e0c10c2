/** What can be done with a function or call path; the same in the menu, in the line of details, and by key. */
import { formatPlace } from '../format.ts';
import { openable } from '../views/openLocation.ts';
import { nodeOfChosen, pathTo, type Chosen } from './chosen.ts';
import { functionMatch, type Transform } from './model/index.ts';
import type { FrameContext } from './frameContext.ts';
import type { ViewId } from './viewerView.ts';

export interface FrameAction {
  readonly label: string;
  /** Of those that stand in the line of details. */
  readonly short?: string;
  act(): void;
}

/** Groups, to be set apart from each other. `turnTo`: null where there are no views of one function. */
export function frameActions(
  context: FrameContext,
  chosen: Chosen,
  turnTo: ((view: ViewId) => void) | null,
): FrameAction[][] {
  const { frame, node } = chosen;
  const add = (transform: Transform) => () => context.update({ transforms: [...context.view().transforms, transform] });
  const what = functionMatch(frame);
  const { packageName, url } = frame;
  const path = { kind: 'file', url } as const;
  const isCall = frame.role === 'call' || frame.role === 'waiting';
  const location = context.locate(frame);
  return [
    [
      ...(openable(location) && location
        ? [{ label: `Open ${formatPlace(location)}`, act: () => context.open(frame, false) }]
        : []),
      ...(turnTo
        ? [
            { label: 'Show callers and callees', short: 'Callers and callees', act: () => turnTo('sandwich') },
            { label: 'Show its lines', act: () => turnTo('lines') },
          ]
        : []),
      { label: 'Copy stack', short: 'Copy stack', act: () => copyStack(context, chosen) },
    ],
    [
      { label: 'Focus on this function', short: 'Focus', act: add({ kind: 'focus', what }) },
      ...(node === null ? [] : [{ label: 'Focus on this call path', act: add({ kind: 'focusPath', node }) }]),
    ],
    [
      { label: 'Hide this function', short: 'Hide', act: add({ kind: 'hide', what }) },
      ...(packageName === null
        ? []
        : [
            {
              label: `Hide package ${packageName}`,
              act: add({ kind: 'hide', what: { kind: 'package', packageName } }),
            },
            {
              label: `Merge package ${packageName}`,
              act: add({ kind: 'merge', what: { kind: 'package', packageName } }),
            },
          ]),
      ...(url === '' ? [] : [{ label: 'Merge its file', act: add({ kind: 'merge', what: path }) }]),
      ...(isCall ? [] : [{ label: 'Leave out of all sums', act: add({ kind: 'leaveOut', what }) }]),
    ],
    [
      { label: 'Collapse its recursion', act: add({ kind: 'collapseRecursion', what }) },
      { label: 'Collapse all recursion', act: add({ kind: 'collapseRecursion', what: null }) },
    ],
  ].filter((group) => group.length > 0);
}

/** As an error prints it: the chosen call first, its callers below. */
export function copyStack(context: FrameContext, chosen: Chosen): void {
  const { tree } = context.scene();
  const node = nodeOfChosen(context.scene(), chosen);
  const lines = pathTo(tree, node)
    .reverse()
    .map((at) => {
      const frame = tree.frames[tree.frameOfNode[at] ?? -1];
      if (!frame) return '';
      const location = context.locate(frame);
      return location
        ? `    at ${frame.name} (${location.file}:${location.line}:${location.column})`
        : `    at ${frame.name}`;
    });
  void navigator.clipboard?.writeText(lines.join('\n')).catch(() => {});
}
