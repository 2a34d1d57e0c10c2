/** The lanes of all threads in Chromium, with a real mouse and keyboard. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { LanesView } from '../../src/webview/viewState.ts';
import { sampleCapture, type Panel } from './panelPage.ts';
import { sampleLanes } from './sampleLanes.ts';
import { sampleProfile } from './sampleProfile.ts';
import { describePanel } from './withPanels.ts';

const wallMs = 6412;
const report = sampleLanes();
const profiles = Object.fromEntries(report.threads.map(({ id }, at) => [id, sampleProfile(300, at + 1)]));
const state = (lanes?: LanesView) => ({
  captureDir: sampleCapture.dir,
  view: { tab: 'flame', ...(lanes === undefined ? {} : { lanes }) },
});
const unfolded: LanesView = { folded: false, foldedLanes: [], window: null };

const canvas = (page: Page, lane: string) => page.locator(`.lanes canvas[data-lane="${lane}"]`);
const area = (page: Page) => page.locator('.lanes-area');
const rangeText = (page: Page) => page.locator('.lanes-chosen:not([hidden]) .range-text');
const sentence = (page: Page) => page.locator('.lanes-sentence').textContent();
const viewOf = async (panel: Panel) => ((await panel.state()).view as { lanes: LanesView }).lanes;
const rowHeight = 20;

/** A moment of the run on the screen, in the middle of a row. */
async function pointAt(page: Page, lane: string, atMs: number, row = 0): Promise<[number, number]> {
  const box = await canvas(page, lane).boundingBox();
  assert.ok(box);
  const height = lane === 'threads' ? rowHeight : box.height;
  return [box.x + (atMs / wallMs) * box.width, box.y + row * height + height / 2];
}

async function drag(page: Page, fromMs: number, toMs: number): Promise<void> {
  await page.mouse.move(...(await pointAt(page, 'threads', fromMs, 1)));
  await page.mouse.down();
  await page.mouse.move(...(await pointAt(page, 'threads', (fromMs + toMs) / 2, 2)));
  await page.mouse.move(...(await pointAt(page, 'threads', toMs, 2)));
  await page.mouse.up();
}

/** After the next drawing, which follows a change by one animation frame. */
const settle = (page: Page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Red, green, blue and opacity of a canvas at a moment, at a share of its height. */
async function pixelAt(page: Page, lane: string, atMs: number, yPx: number): Promise<number[]> {
  await settle(page);
  return canvas(page, lane).evaluate(
    (element: HTMLCanvasElement, [x, y]) => {
      const ratio = element.width / element.clientWidth;
      const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
      context.drawImage(element, -Math.round(x! * element.width), -Math.round(y! * ratio));
      return [...context.getImageData(0, 0, 1, 1).data];
    },
    [atMs / wallMs, yPx],
  );
}

describePanel(
  'the lanes',
  () => ({ report, profiles, state: state() }),
  ({ withPanel }) => {
    test('show every thread and process in order, and a lane for all that was recorded', () =>
      withPanel(async ({ page }) => {
        const names = await page
          .locator('.thread-label')
          .evaluateAll((labels) => labels.map((label) => label.textContent));
        assert.deepEqual(names, [
          'server.mjsmain',
          'hasherworker 2',
          'hasherworker 3',
          'mailerworker 4',
          'thumbnails.mjsprocess 4719',
          'resizeworker 2',
        ]);
        const lanes = await page.locator('div.lane-label .lane-fold').allTextContents();
        assert.deepEqual(lanes, ['I/O in flight', 'GC', 'Loop stalls', 'User timing', 'CPU', 'Memory']);
      }));

    test('a worker that computes is hot, one that waits is not, and one that has ended is nothing', () =>
      withPanel(async ({ page }) => {
        const middle = (row: number) => row * rowHeight + rowHeight / 2;
        const computing = await pixelAt(page, 'threads', 3000, middle(2));
        const waiting = await pixelAt(page, 'threads', 3000, middle(3));
        const ended = await pixelAt(page, 'threads', 5100, middle(2));
        const beforeStart = await pixelAt(page, 'threads', 300, middle(3));
        assert.notDeepEqual(computing, waiting);
        assert.notDeepEqual(computing, ended);
        assert.notDeepEqual(waiting, ended);
        assert.deepEqual(ended, beforeStart);
      }));

    test('a thread that was killed is marked, in the strip and in words, and one that ended by itself is not', () =>
      withPanel(async ({ page }) => {
        const middle = (row: number) => row * rowHeight + rowHeight / 2;
        const [endedMs, killedMs] = [4100, 5200];
        // One pixel stands for some 6 ms, the mark for three of them.
        const ended = await pixelAt(page, 'threads', endedMs - 10, middle(2));
        const killed = await pixelAt(page, 'threads', killedMs - 10, middle(5));
        const [red = 0, green = 0, blue = 0] = killed;
        assert.ok(red > green && red > blue, `the mark is ${killed.join()}`);
        assert.notDeepEqual(killed, ended);
        await page.mouse.move(...(await pointAt(page, 'threads', killedMs + 200, 5)));
        await page.locator('.lanes .flame-tooltip', { hasText: 'killed at 5.20 s' }).waitFor();
        await page.mouse.move(...(await pointAt(page, 'threads', endedMs + 200, 2)));
        await page.locator('.lanes .flame-tooltip', { hasText: 'ended at 4.10 s' }).waitFor();
        await page.getByText('As a table').click();
        const ends = page.locator('.lanes-table tbody tr', { hasText: 'resize' });
        await ends.getByText('killed').waitFor();
        assert.equal(await page.locator('.lanes-table td', { hasText: 'killed' }).count(), 1);
        assert.equal(await page.locator('.lanes-bar', { hasText: 'Killed' }).count(), 1);
      }));

    test('a drag chooses a range, its ends can be moved, and a double click clears it', () =>
      withPanel(async ({ page }) => {
        await drag(page, 2000, 3000);
        assert.match((await rangeText(page).textContent()) ?? '', /^(1\.99|2\.0\d) s to (2\.99|3\.0\d) s/);
        await drag(page, 3000, 4000);
        assert.match((await rangeText(page).textContent()) ?? '', /^(1\.99|2\.0\d) s to (3\.99|4\.0\d) s/);
        await page.mouse.dblclick(...(await pointAt(page, 'cpu', 1000)));
        assert.equal(await rangeText(page).count(), 0);
      }));

    test('a range cuts the numbers of the viewer below, until it is cleared', () =>
      withPanel(async ({ page }) => {
        await page.locator('.viewer').waitFor();
        await drag(page, 100, 250);
        await page.waitForFunction(() =>
          /without idle time.*\(1\d\d ms\)/s.test(document.querySelector('.viewer')?.textContent ?? ''),
        );
        await page.locator('.lanes-chosen').getByText('Clear').click();
        await page.waitForFunction(() => !/\(1\d\d ms\)/.test(document.querySelector('.viewer')?.textContent ?? ''));
      }));

    test('a range cuts the graph of waits', () =>
      withPanel(
        async ({ page }) => {
          const text = page.locator('.waits-range');
          await page.locator('.waits .flame-canvas').waitFor();
          await drag(page, 1000, 2000);
          assert.match(
            (await text.textContent()) ?? '',
            /^From (1\.0\d s|99\d ms|1\.00 s) to (1\.99|2\.0\d) s\. Counts are estimates/,
          );
          await drag(page, 4000, 5000);
          assert.match((await text.textContent()) ?? '', /nothing was waited for\.$/);
          await page.locator('.lanes-chosen').getByText('Clear').click();
          assert.equal(await text.isVisible(), false);
        },
        { state: { ...state(), view: { tab: 'flame', flameKind: 'waiting' } } },
      ));

    test('a click on a strip and on a name choose that thread', () =>
      withPanel(async (panel) => {
        const { page } = panel;
        const pressed = () => page.locator('.thread-label[aria-pressed="true"]').textContent();
        await page.mouse.click(...(await pointAt(page, 'threads', 3000, 5)));
        assert.equal(await pressed(), 'resizeworker 2');
        await page.locator('.thread-label').nth(3).click();
        assert.equal(await pressed(), 'mailerworker 4');
        const asked = (await panel.sent()).filter(({ type }) => type === 'requestCpuProfile');
        assert.deepEqual(asked.slice(-2), [
          { type: 'requestCpuProfile', threadId: '4719-2' },
          { type: 'requestCpuProfile', threadId: '4711-4' },
        ]);
      }));

    test('a click on a stall or a measure chooses its stretch', () =>
      withPanel(async ({ page }) => {
        await page.mouse.click(...(await pointAt(page, 'stalls', 3200)));
        assert.equal(await rangeText(page).textContent(), '3.02 s to 3.41 s (388 ms)');
        const [x, y] = await pointAt(page, 'timing', 400);
        await page.mouse.click(x, y - 16);
        assert.equal(await rangeText(page).textContent(), '120 ms to 1.02 s (900 ms)');
      }));

    test('the tooltip says what the row under the pointer did, and the others in a line each', () =>
      withPanel(async ({ page }) => {
        await page.mouse.move(...(await pointAt(page, 'threads', 3000, 2)));
        const tooltip = page.locator('.lanes-area .flame-tooltip');
        const text = (await tooltip.innerText()).replaceAll(/\s+/g, ' ');
        assert.match(text, /hasher, worker thread 3 Computing 97 % Waiting 3.0 % Threads (\d waiting, )?\d computing/);
        assert.match(text, /I\/O in flight [\d.]+ User timing hash batch and 1 more CPU \d\.\d\d cores Memory \d+ MB/);
        await page.mouse.move(...(await pointAt(page, 'io', 2600)));
        assert.match(
          (await tooltip.innerText()).replaceAll(/\s+/g, ' '),
          /Most at once \d+ fs [\d.]+ http [\d.]+ crypto 3/,
        );
        await page.mouse.move(5, 5);
        await tooltip.waitFor({ state: 'hidden' });
      }));

    test('Ctrl with the wheel zooms at the pointer, a plain wheel does not; the zoom is remembered', () =>
      withPanel(async (panel) => {
        const { page } = panel;
        await page.mouse.move(...(await pointAt(page, 'threads', 3206, 1)));
        await page.mouse.wheel(0, -100);
        assert.equal((await viewOf(panel)).window, null);
        await page.keyboard.down('Control');
        await page.mouse.wheel(0, -400);
        await page.keyboard.up('Control');
        await settle(page);
        const { window } = await viewOf(panel);
        assert.ok(window && window.endMs - window.startMs < wallMs / 2);
        assert.ok(Math.abs((window.startMs + window.endMs) / 2 - 3206) < 20, 'the moment stays under the pointer');
        await page.getByTitle('Show the whole run (Escape)').click();
        assert.equal((await viewOf(panel)).window, null);
      }));

    test('the keyboard moves through time and lanes, says what is there, chooses and clears', () =>
      withPanel(async (panel) => {
        const { page } = panel;
        const press = async (...keys: string[]) => {
          for (const key of keys) await page.keyboard.press(key);
        };
        await area(page).focus();
        await press('Home', 'ArrowDown');
        assert.match(
          (await sentence(page)) ?? '',
          /^At 0 ms, hasher, worker thread 2: not started yet \(starts at 420 ms\)/,
        );
        await press('ArrowDown', ...Array.from({ length: 5 }, () => 'PageDown'));
        assert.match((await sentence(page)) ?? '', /^At 3\.21 s, hasher, worker thread 3: computing 97 %/);
        await press('Enter');
        assert.equal(await page.locator('.thread-label[aria-pressed="true"]').textContent(), 'hasherworker 3');
        await press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown');
        assert.match(
          (await sentence(page)) ?? '',
          /^At 3\.21 s, I\/O in flight: Most at once \d+, fs [\d.]+, http [\d.]+/,
        );
        await press('Shift+PageDown', 'Shift+PageDown');
        assert.match((await rangeText(page).textContent()) ?? '', /^3\.21 s to 4\.49 s/);
        await press('+', '+');
        assert.ok((await viewOf(panel)).window);
        await press('Escape');
        assert.equal(await rangeText(page).count(), 0);
        await press('Escape');
        assert.equal((await viewOf(panel)).window, null);
        await press('End');
        assert.match((await sentence(page)) ?? '', /^At 6\.41 s/);
      }));

    test('fold one by one and as a whole, and stay so', async () => {
      await withPanel(async (panel) => {
        const { page } = panel;
        await page.getByRole('button', { name: 'I/O in flight' }).click();
        assert.equal(await canvas(page, 'io').isVisible(), false);
        assert.deepEqual((await viewOf(panel)).foldedLanes, ['io']);
        await page.getByRole('button', { name: 'Threads over time' }).click();
        assert.equal(await area(page).isVisible(), false);
        assert.equal((await viewOf(panel)).folded, true);
      });
      await withPanel(
        async ({ page }) => {
          assert.equal(await area(page).isVisible(), false);
          await page.getByRole('button', { name: 'Threads over time' }).click();
          assert.equal(await canvas(page, 'gc').isVisible(), true);
          assert.equal(await canvas(page, 'io').isVisible(), false);
        },
        { state: state({ ...unfolded, folded: true, foldedLanes: ['io'] }) },
      );
    });

    test('the table has what the picture has, of the run and of a range', () =>
      withPanel(async ({ page }) => {
        await page.getByText('As a table').click();
        const rows = () =>
          page
            .locator('.lanes-table tbody tr')
            .evaluateAll((found) => found.map((row) => [...row.children].map((cell) => cell.textContent).join(' ')));
        const whole = await rows();
        assert.ok(whole.includes('mailer Worker thread 4 800 ms 6.41 s ended 1.0 % 0 % 0 % 99 %'), whole[3]);
        assert.ok(whole.some((row) => row.startsWith('CPU Workers 1.')));
        await drag(page, 2000, 3000);
        const inRange = await rows();
        assert.match(inRange[2] ?? '', /^hasher Worker thread 3 430 ms 4.10 s ended 97 %/);
        assert.ok(inRange.some((row) => /^Loop stalls Stalls none/.test(row)));
        assert.ok(inRange.some((row) => /^I\/O in flight fs [\d.]+ \d+$/.test(row)));
      }));

    test('more than a dozen threads scroll, on the same time axis', () => {
      const threads = Array.from({ length: 40 }, (_, at) => ({
        ...report.threads[2]!,
        id: `4711-${at + 2}`,
        threadId: at + 2,
        name: `worker ${at}`,
        startMs: 100 * at,
        wallMs: 1000,
      }));
      return withPanel(
        async ({ page }) => {
          const scroll = page.locator('.lanes-threads');
          const shown = await scroll.evaluate((element) => [element.clientHeight, element.scrollHeight]);
          assert.ok(shown[0]! <= 13 * rowHeight && shown[1]! >= 40 * rowHeight);
          const widths = await page
            .locator('.lanes canvas[data-lane]')
            .evaluateAll((all) => [...new Set(all.map((one) => Math.round(one.getBoundingClientRect().width)))]);
          assert.equal(widths.length, 1, 'one moment is one line');
          await page.mouse.move(...(await pointAt(page, 'threads', 3000, 4)));
          await page.mouse.wheel(0, 2000);
          await page.waitForFunction(() => document.querySelector('.lanes-threads')!.scrollTop > 0);
          await page.mouse.click(...(await pointAt(page, 'threads', 3700, 11)));
          assert.match(
            (await page.locator('.thread-label[aria-pressed="true"]').textContent()) ?? '',
            /^worker 3\d/,
            'the row under the pointer, not the one at its place above',
          );
        },
        { report: { ...report, threads } },
      );
    });

    test('a report without lanes still shows its threads', () => {
      const older = { ...report };
      delete older.overTime;
      return withPanel(
        async ({ page }) => {
          assert.equal(await page.locator('.thread-label').count(), 6);
          assert.equal(await canvas(page, 'io').count(), 0);
        },
        { report: { ...older, stalls: [], cpuTimeline: [] } },
      );
    });

    for (const theme of ['light', 'dark', 'high-contrast', 'high-contrast-light'] as const)
      test(`draw what computes and what waits apart in ${theme}`, () =>
        withPanel(
          async ({ page }) => {
            const computing = await pixelAt(page, 'threads', 3000, 2 * rowHeight + 10);
            const waiting = await pixelAt(page, 'threads', 3000, 3 * rowHeight + 10);
            const distance = computing.reduce((sum, value, at) => sum + Math.abs(value - (waiting[at] ?? 0)), 0);
            assert.ok(distance > 100, `${computing.join()} and ${waiting.join()}`);
          },
          { theme },
        ));
  },
);
