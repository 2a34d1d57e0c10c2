/** What the panel shows of waits: tasks, operations, the flame graph of waits, thread pool, stalls, phases, stuck programs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { ViewState } from '../../src/webview/viewState.ts';
import type { Panel } from './panelPage.ts';
import { sampleProfile } from './sampleProfile.ts';
import { sampleReport } from './sampleReport.ts';
import { sampleServer, sampleStuck } from './sampleServer.ts';
import { describePanel } from './withPanels.ts';

const profiles = { '4711-0': sampleProfile() };
const sources = '/home/ada/files/src/';

describePanel(
  'waits in the panel',
  () => ({ report: sampleServer(), profiles }),
  ({ withPanel }) => {
    const rowTexts = (page: Page, row: string, cell: string) => page.locator(`.${row}-row .${cell}`).allTextContents();
    const cellsOf = async (page: Page, row: string) =>
      (await page.locator(`.${row}-row`).first().locator('.cell').allTextContents()).join(' | ');
    const opened = async (panel: Panel) => {
      const message = (await panel.sent()).at(-1);
      assert.ok(message?.type === 'openLocation', JSON.stringify(message));
      return `${message.location.file.replace(sources, '')}:${message.location.line}`;
    };
    const viewOf = async (panel: Panel) => (await panel.state()).view as ViewState;
    /** Once the canvas has been drawn. */
    const waitingCanvas = async (page: Page) => {
      await page.locator('#tab-flame').click();
      await page.getByRole('radio', { name: 'Waiting' }).check();
      const canvas = page.locator('.waits .flame-canvas[data-drawn-frames]');
      await canvas.waitFor();
      return canvas;
    };

    test('tasks come with kind, class, times, pattern of awaits, and open their source', () =>
      withPanel(async (panel) => {
        const { page } = panel;
        await page.locator('#tab-tasks').click();
        await page.setViewportSize({ width: 1500, height: 900 });
        assert.deepEqual(await rowTexts(page, 'task', 'function-name'), [
          'GET /files/:id',
          'loadIndex',
          'hashFile',
          'nightly report',
          'readConfig',
        ]);
        assert.equal(
          await cellsOf(page, 'task'),
          'GET /files/:id | I/O-bound | Request | 4,210 | 912.0 | 168,400.0 | 20.0 |  | 31.6 / 64 | 32 at a time | fs, http | routes.mjs:21',
        );
        assert.deepEqual((await rowTexts(page, 'task', 'cell-awaits')).slice(0, 3), [
          '32 at a time',
          'one after another, independent',
          'one a call',
        ]);
        assert.equal(
          await page.locator('.task-row .split-bar').nth(2).getAttribute('aria-label'),
          'computing 2.14 s, blocked 310 ms, waiting 820 ms',
        );
        await page.locator('.task-row').nth(1).click();
        assert.equal(await opened(panel), 'index.mjs:8');
      }));

    test('tasks are sorted, filtered and opened by keys; what is filtered is kept', () =>
      withPanel(async (panel) => {
        const { page } = panel;
        await page.locator('#tab-tasks').click();
        await page.locator('#view-tasks [data-key="cpu"] button').click();
        assert.equal((await rowTexts(page, 'task', 'function-name'))[0], 'hashFile');
        await page.locator('#view-tasks vscode-text-field input').fill('routes');
        assert.deepEqual(await rowTexts(page, 'task', 'function-name'), ['GET /files/:id']);
        await page.locator('.task-table').focus();
        for (const key of ['Home', 'ArrowRight']) await page.keyboard.press(key);
        const details = (await page.locator('.detail-row').allInnerTexts()).join('\n');
        assert.match(details, /One takes 41 ms in the mean; 99 % end within 118 ms/);
        assert.match(details, /Waits for fs 2 min 30 s, http 18.3 s/);
        await page.keyboard.press('Enter');
        assert.equal(await opened(panel), 'routes.mjs:21');
        assert.deepEqual((await viewOf(panel)).tables.tasks, {
          sort: { key: 'cpu', descending: true },
          filter: 'routes',
        });
      }));

    test('operations come with counts, waits, queue and bytes; their callers open below', () =>
      withPanel(async (panel) => {
        const { page } = panel;
        await page.locator('#tab-io').click();
        assert.equal(
          await cellsOf(page, 'io'),
          'readFile | fs | 4,210 | 35.7 | 150,100.0 | 31.6 / 64 | 131,400.0 | 1.3 GB | 3,010.073 % | store.mjs:44',
        );
        await page.locator('.io-row .twistie').first().click();
        assert.deepEqual(await rowTexts(page, 'caller', 'detail-name-cell'), [
          'from readChunk',
          'from sendFile',
          'from handle',
        ]);
        await page.locator('.caller-row').nth(1).click();
        assert.equal(await opened(panel), 'routes.mjs:29');
        await page.getByText('4,120 of them were traced').waitFor();
      }));

    test('the waiting flame graph is drawn, zooms by Enter and opens a line by Ctrl with a click or Enter', () =>
      withPanel(async (panel) => {
        const { page } = panel;
        const canvas = await waitingCanvas(page);
        // From the top: the whole, 2 entry points, 4 and again 4 below them, and the read.
        assert.equal(await canvas.getAttribute('data-drawn-frames'), '12');
        // Below an axis of 22 px, in the third row of 18 px, right of the three quarters that are sendFile's.
        const width = (await canvas.boundingBox())?.width ?? 0;
        const authorise = { x: width * 0.8, y: 22 + 2 * 18 + 9 };
        await canvas.hover({ position: authorise });
        assert.equal(await page.locator('.waits .tooltip-name').textContent(), 'authorise');
        assert.match(
          (await page.locator('.waits .flame-tooltip').textContent()) ?? '',
          /mostly httpLoop waits624 ms \(15 %\)/,
        );
        await canvas.click({ position: authorise });
        assert.equal(await page.locator('.waits .detail-name').textContent(), 'authorise');
        await page.keyboard.press('Enter');
        // Zoomed, the box takes nine tenths of the width.
        await canvas.hover({ position: { x: width * 0.3, y: authorise.y } });
        assert.equal(await page.locator('.waits .tooltip-name').textContent(), 'authorise');
        assert.equal(
          (await panel.sent()).some(({ type }) => type === 'openLocation'),
          false,
        );
        await page.keyboard.press('Control+Enter');
        assert.equal(await opened(panel), 'auth.mjs:17');
        await page.keyboard.press('Escape');
        await canvas.click({ position: { x: width * 0.2, y: 22 + 4 * 18 + 9 }, modifiers: ['Control'] });
        assert.equal(await opened(panel), 'store.mjs:44');
      }));

    test('the waiting flame graph can be as wide as the waits added up, and comes back so', async () => {
      let state: Awaited<ReturnType<Panel['state']>> | undefined;
      await withPanel(async (panel) => {
        const { page } = panel;
        await waitingCanvas(page);
        assert.match((await page.locator('.waits-tools .flame-legend').textContent()) ?? '', /^fs 83 %http 15 %/);
        await page.getByRole('radio', { name: 'All waits' }).check();
        assert.match((await page.locator('.waits-tools .flame-legend').textContent()) ?? '', /^fs 88 %http 11 %/);
        state = await panel.state();
      });
      await withPanel(
        async ({ page }) => {
          await page.locator('.waits .flame-canvas[data-drawn-frames]').waitFor();
          assert.ok(await page.getByRole('radio', { name: 'All waits' }).isChecked());
        },
        { state: state as NonNullable<typeof state> },
      );
    });

    test('a loop that hardly waited has a sentence instead of a graph', () =>
      withPanel(
        async ({ page }) => {
          await page.locator('#tab-flame').click();
          await page.getByRole('radio', { name: 'Waiting' }).check();
          await page.getByText('The event loop waited 11 % of the time, but no operation was seen').waitFor();
        },
        { report: sampleReport() },
      ));

    test('the thread pool says who filled it and who waited, and leads there', () =>
      withPanel(async (panel) => {
        const { page } = panel;
        await page.locator('#tab-io').click();
        const card = page.locator('.thread-pool');
        assert.match((await card.textContent()) ?? '', /Threads4Busy97 %.*Queued27.4in the mean, 60 at most/);
        assert.match((await card.locator('[role=note]').textContent()) ?? '', /waiting for a thread/);
        await card.locator('.link').nth(2).click();
        assert.equal(await opened(panel), 'hash.mjs:34');
      }));

    test('nothing about waits takes room where nothing waited', () =>
      withPanel(
        async ({ page }) => {
          assert.equal(await page.locator('.stuck, .phases').count(), 0);
          await page.locator('#tab-tasks').click();
          await page.getByText('No task was found').waitFor();
          await page.locator('#tab-io').click();
          await page.getByText('No asynchronous operation of the program was seen.').waitFor();
          assert.equal(await page.locator('.thread-pool').count(), 0);
        },
        { report: sampleReport() },
      ));

    test('phases lie on the axis of the run with the class of each', () =>
      withPanel(async ({ page }) => {
        const phases = page.locator('.phase');
        assert.deepEqual(await phases.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label'))), [
          '0 ms to 1.21 s: CPU-bound, JavaScript on the main thread',
          '1.21 s to 5.90 s: I/O-bound, work in the thread pool',
          '5.90 s to 6.41 s: Mixed',
        ]);
        const [strip, second] = await Promise.all([
          page.locator('.phase-strip').boundingBox(),
          phases.nth(1).boundingBox(),
        ]);
        assert.ok(strip && second);
        assert.ok(Math.abs((second.x - strip.x) / strip.width - 1210 / 6412) < 0.01);
        assert.ok(Math.abs(second.width / strip.width - 4694 / 6412) < 0.01);
      }));

    test('a stuck program is told first, with the stack of each thread to go to', () =>
      withPanel(
        async (panel) => {
          const box = panel.page.locator('.stuck');
          assert.match((await box.textContent()) ?? '', /All threads wait for each other/);
          const [stuck, answer] = await Promise.all([box.boundingBox(), panel.page.locator('.answer').boundingBox()]);
          assert.ok(stuck && answer && stuck.y < answer.y);
          assert.deepEqual(await box.locator('.stack').first().locator('code').allTextContents(), [
            'wait',
            'lock',
            'sendFile',
          ]);
          await box.locator('.link').nth(1).click();
          assert.equal(await opened(panel), 'routes.mjs:29');
        },
        { report: sampleStuck() },
      ));

    test('a stall leads to its moment in the flame chart, from the table and from the chart', () =>
      withPanel(async (panel) => {
        const { page } = panel;
        const flameWindow = async () => {
          const { viewer, tab } = await viewOf(panel);
          const { window } = viewer;
          assert.equal(tab, 'flame');
          assert.ok(window);
          return [window.startMicros / 1000, window.endMicros / 1000] as const;
        };
        await page.locator('#tab-cpu').click();
        await page.getByRole('button', { name: 'Flame chart at 3.02 s' }).click();
        await page.locator('#tab-flame[aria-selected="true"]').waitFor();
        // 3020 to 3408 ms, and a quarter of it on both sides.
        assert.deepEqual(await flameWindow(), [2923, 3505]);
        await page.locator('.calls .flame-canvas[data-drawn-frames]').waitFor();

        await page.locator('#tab-cpu').click();
        const canvas = page.locator('#view-cpu canvas');
        // The chart lays itself out some frames after its tab is shown; then the pointer becomes a hand over a stall.
        const isOverBand = async (y: number) => {
          const box = await canvas.boundingBox();
          if (!box) return false;
          // What it said before the layout had settled does not count.
          await canvas.evaluate((element) => (element.style.cursor = ''));
          // The plot leaves room for labels on the left; 812 to 955 ms lie at an eighth of the run.
          await page.mouse.move(box.x + 34 + (box.width - 34 - 20) * (883 / 6412), box.y + box.height / 2 + y);
          return canvas.evaluate(
            (element) =>
              new Promise<boolean>((resolve) =>
                requestAnimationFrame(() => requestAnimationFrame(() => resolve(element.style.cursor === 'pointer'))),
              ),
          );
        };
        for (let frames = 0; !(await isOverBand(frames % 2)); frames++)
          assert.ok(frames < 500, 'no stall under the pointer');
        await page.mouse.down();
        await page.mouse.up();
        await page.locator('#tab-flame[aria-selected="true"]').waitFor();
        const [from, to] = await flameWindow();
        assert.ok(from < 812 && from > 700 && to > 955 && to < 1100, `${from} to ${to}`);
      }));

    test('no tab is wider than the panel, from narrow to wide', () =>
      withPanel(
        async ({ page }) => {
          for (const width of [420, 520, 800, 1100, 1500]) {
            await page.setViewportSize({ width, height: 900 });
            for (const tab of ['tasks', 'io', 'flame', 'cpu']) {
              await page.locator(`#tab-${tab}`).click();
              const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
              assert.equal(overflow, 0, `${tab} at ${width} px`);
              const cut = await page
                .locator(`#view-${tab} .header-row .cell:visible button > .header-title`)
                .evaluateAll((titles) =>
                  titles
                    .filter((title) => {
                      const cell = title.closest('.cell');
                      if (cell === null) return true;
                      const [inner, outer] = [title.getBoundingClientRect(), cell.getBoundingClientRect()];
                      return inner.left < outer.left || inner.right > outer.right;
                    })
                    .map((title) => title.textContent),
                );
              assert.deepEqual(cut, [], `headers of ${tab} at ${width} px`);
            }
          }
        },
        { report: sampleStuck() },
      ));
  },
);
