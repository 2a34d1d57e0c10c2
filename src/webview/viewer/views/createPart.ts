/** The view for each of the switch's choices. */
import type { ViewContext, ViewerPart } from '../viewContext.ts';
import type { ViewId } from '../viewerView.ts';
import { createBottomUpView } from './bottomUpView.ts';
import { createGraphView } from './graphView.ts';
import { createGroupView } from './groupView.ts';
import { createLinesView } from './linesView.ts';
import { createSandwichView } from './sandwichView.ts';
import { createTimeView } from './timeView.ts';
import { createTopDownView } from './topDownView.ts';

export function createPart(view: ViewId, context: ViewContext): ViewerPart {
  switch (view) {
    case 'time':
      return createTimeView(context);
    case 'graph':
      return createGraphView(context);
    case 'sandwich':
      return createSandwichView(context);
    case 'topDown':
      return createTopDownView(context);
    case 'bottomUp':
      return createBottomUpView(context);
    case 'lines':
      return createLinesView(context);
    default:
      return createGroupView(context, view);
  }
}
