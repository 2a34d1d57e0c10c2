/** Strips of threads: how much of each stretch was computing, collecting and blocked; the rest of a life is waiting. */
import { cssPixels } from './drawing.ts';
import type { LaneScene } from './lane.ts';
import { meanIn, stepAt, stepStart, type Steps } from './steps.ts';
import { activityParts, type ThreadRow } from './threadRow.ts';

export const threadRowPx = 20;
/** Between two strips. */
const gapPx = 4;

export function drawThreads(scene: LaneScene, rows: readonly ThreadRow[], scrollTopPx: number): void {
  const { canvas } = scene;
  const height = canvas.element.height;
  const px = cssPixels(scene);
  const first = Math.max(0, Math.floor(scrollTopPx / threadRowPx));
  for (let at = first; at < rows.length; at++) {
    const top = px(at * threadRowPx - scrollTopPx + gapPx / 2);
    if (top > height) break;
    drawStrip(scene, rows[at] as ThreadRow, top, px(threadRowPx - gapPx));
  }
}

function drawStrip(scene: LaneScene, row: ThreadRow, top: number, height: number): void {
  const { canvas, theme, toPixel } = scene;
  const { context, element } = canvas;
  const line = Math.max(1, Math.round(canvas.ratio()));
  const left = Math.max(-line, Math.round(toPixel(row.startMs)));
  const right = Math.min(element.width + line, Math.max(left + line, Math.round(toPixel(row.endMs))));
  if (right < 0 || left > element.width) return;
  context.fillStyle = theme.colour({ token: '--part-wait' });
  if (row.recorded !== null) {
    const from = Math.max(left, Math.round(toPixel(row.recorded.startMs)));
    context.fillRect(from, top, right - from, height);
  }
  if (row.parts !== null) {
    const columns = columnsOf(scene, row.parts.cpu, left, right);
    const bottoms = new Float64Array(columns.length).fill(top + height);
    for (const part of activityParts) {
      const steps = row.parts[part];
      context.fillStyle = theme.colour({ token: `--part-${part}` });
      columns.forEach(({ x, width, shareOf }, at) => {
        const bottom = bottoms[at] as number;
        const partTop = Math.max(top, bottom - shareOf(steps) * height);
        if (partTop >= bottom) return;
        context.fillRect(x, partTop, width, bottom - partTop);
        bottoms[at] = partTop;
      });
    }
  }
  context.strokeStyle = theme.border ?? theme.line;
  context.lineWidth = line;
  context.strokeRect(left + line / 2, top + line / 2, Math.max(line, right - left - line), height - line);
  if (row.isCut) drawCut(scene, Math.round(toPixel(row.endMs)), top, height);
}

/** Wide enough to be seen beside the frame of a strip that has ended by itself. */
const cutWidthPx = 3;

/** A bar as high as the row where a thread was killed: strips of those that ended by themselves are lower. */
function drawCut(scene: LaneScene, right: number, top: number, height: number): void {
  const { canvas, theme } = scene;
  const px = cssPixels(scene);
  if (right < 0 || right > canvas.element.width + px(cutWidthPx)) return;
  // Inside the picture also where the thread was killed together with the run.
  const left = Math.min(right, canvas.element.width) - px(cutWidthPx);
  canvas.context.fillStyle = theme.colour({ token: '--vscode-errorForeground' });
  canvas.context.fillRect(left, top - px(gapPx / 2), px(cutWidthPx), height + px(gapPx));
}

interface Column {
  readonly x: number;
  readonly width: number;
  shareOf(steps: Steps): number;
}

/** One a stretch; where those are narrower than a pixel, one a pixel with the mean of what it holds. */
function columnsOf({ toPixel, view, canvas }: LaneScene, steps: Steps, left: number, right: number): Column[] {
  const msPerPixel = (view.endMs - view.startMs) / Math.max(1, canvas.element.width);
  const bucketMs = (steps.endMs[0] ?? 0) - steps.startMs;
  const columns: Column[] = [];
  if (bucketMs >= msPerPixel) {
    for (let at = stepAt(steps, view.startMs); at < steps.values.length; at++) {
      const x = Math.max(left, Math.round(toPixel(stepStart(steps, at))));
      const end = Math.min(right, Math.round(toPixel(steps.endMs[at] as number)));
      if (x > canvas.element.width) break;
      if (end > x) columns.push({ x, width: end - x, shareOf: ({ values }) => values[at] ?? 0 });
    }
    return columns;
  }
  for (let x = Math.max(0, left); x < Math.min(right, canvas.element.width); x++) {
    const startMs = view.startMs + x * msPerPixel;
    columns.push({ x, width: 1, shareOf: (of) => meanIn(of, { startMs, endMs: startMs + msPerPixel }) ?? 0 });
  }
  return columns;
}
