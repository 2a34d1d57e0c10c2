/** Call paths by weight, the heaviest at the left: where the time went, whenever that was. */
import { chooseNode, nodeOfChosen } from '../chosen.ts';
import { describeFrame, functionFacts, pathFacts } from '../describe.ts';
import { leftHeavyBoxes } from '../model/index.ts';
import type { ViewContext, ViewerPart } from '../viewContext.ts';
import { createBoxChart, widestBox } from './boxChart.ts';
import { messagePart } from './timeView.ts';

export function createGraphView(context: ViewContext): ViewerPart {
  const { tree, weights, mapped, profile } = context.scene();
  const { intervals, nodeOfBox, weightPerTick, whole } = leftHeavyBoxes(tree, weights);
  if (intervals.start.length === 0)
    return messagePart(
      profile.unit === 'micros'
        ? 'Nothing ran in this stretch, or all of it is hidden.'
        : 'The profile has no allocation, or all of it is hidden.',
    );
  return createBoxChart(context, {
    intervals,
    weightPerTick,
    whole,
    label: `Call paths of ${context.title} by weight, the heaviest at the left.`,
    chosenAt: ({ box }) => chooseNode(mapped, nodeOfBox[box] ?? -1),
    boxOf: (chosen) => {
      const node = nodeOfChosen(context.scene(), chosen);
      return widestBox(intervals, (box) => nodeOfBox[box] === node);
    },
    describe: ({ box }) => {
      const frame = tree.frames[intervals.frame[box] ?? -1];
      if (!frame) return null;
      return describeFrame(frame, context.locate(frame), [
        ...pathFacts(context.scene(), nodeOfBox[box] ?? -1),
        ...functionFacts(context.scene(), intervals.frame[box] ?? -1),
      ]);
    },
  });
}
