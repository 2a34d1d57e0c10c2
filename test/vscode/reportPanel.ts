/** Where the panel shows what. */
import type { FrameLocator, Locator } from 'playwright-core';
import type { BoundClass } from '../../src/profiler/report.ts';
import type { TabId } from '../../src/webview/viewState.ts';

/** Start, run, analysis and drawing of a small example, on a machine that is busy with the browser too. */
export const profileTimeoutMs = 90_000;

export const verdictOf = (panel: FrameLocator, wanted: BoundClass): Locator =>
  panel.locator(`section.verdict[data-class="${wanted}"]`);

export const hotFunctionRows = (panel: FrameLocator): Locator => panel.locator('.function-row');

/** The rows in sight, hottest first; there is at least one. */
export async function hotFunctions(panel: FrameLocator): Promise<[{ name: string }, ...{ name: string }[]]> {
  const names = hotFunctionRows(panel).locator('.cell-name');
  await names.first().waitFor();
  const [first = '', ...others] = (await names.allInnerTexts()).map((text) => text.trim());
  return [{ name: first }, ...others.map((name) => ({ name }))];
}

/** The flame chart, once it has drawn frames. */
export const flameCanvas = (panel: FrameLocator): Locator =>
  panel.locator('canvas[data-drawn-frames]:not([data-drawn-frames="0"])');

export async function showTab(panel: FrameLocator, tab: TabId): Promise<void> {
  await panel.locator(`#tab-${tab}`).click();
  await panel.locator(`#view-${tab}`).waitFor();
}
