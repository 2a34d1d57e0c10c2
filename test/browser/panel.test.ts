/** The built panel in Chromium, with a stand-in for the editor. Skipped, with the reason, where there is no Chromium. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { standaloneHtml } from '../../src/profiler/export/html.ts';
import type { ViewState } from '../../src/webview/viewState.ts';
import { distFolder, sampleCapture, type Panel } from './panelPage.ts';
import { sampleProfile } from './sampleProfile.ts';
import { sampleReport } from './sampleReport.ts';
import { sampleServer } from './sampleServer.ts';
import { describePanel } from './withPanels.ts';

const main = '4711-0';
const profiles = { [main]: sampleProfile(), '4712-0': sampleProfile(400, 3) };

const drawn = (page: Page) => page.locator('canvas.flame-canvas[data-drawn-frames]');
const rowNames = (page: Page) => page.locator('.function-row .function-name').allTextContents();
const lastSent = async (panel: Panel) => (await panel.sent()).at(-1);
/** After the next drawing, which follows a change by one animation frame. */
const drawnFrames = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) =>
        requestAnimationFrame(() =>
          requestAnimationFrame(() =>
            resolve(Number(document.querySelector<HTMLElement>('.flame-canvas')?.dataset['drawnFrames'])),
          ),
        ),
      ),
  );

describePanel(
  'the panel',
  () => ({ report: sampleReport(), profiles }),
  ({ browser, withPanel }) => {
    test('asks for the report and answers with verdict, advice and hot functions', () =>
      withPanel(async ({ page, sent }) => {
        assert.deepEqual(await sent(), [{ type: 'ready', protocolVersion: 1 }]);
        assert.equal(await page.locator('#verdict-title').textContent(), 'CPU-bound');
        assert.equal(await page.locator('#advice-title').textContent(), 'Run resample in worker threads');
        assert.match(
          (await page.locator('.budget .budget-bar').getAttribute('aria-label')) ?? '',
          /computing 79 %, gc 6.0 %, blocked 4.0 %, waiting 11 %/,
        );
        assert.equal((await rowNames(page))[0], 'resample');
      }));

    test('opens the line of a function by click and by key, and lines of it', () =>
      withPanel(async (panel) => {
        const { page } = panel;
        await page.locator('.function-row').nth(1).click();
        assert.deepEqual(await lastSent(panel), {
          type: 'openLocation',
          location: { file: '/home/ada/thumbnails/src/decode.mjs', line: 52, column: 10 },
          beside: true,
          keepFocus: false,
        });
        await page.locator('.function-table').focus();
        for (const key of ['Home', 'ArrowRight', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
        assert.deepEqual(await lastSent(panel), {
          type: 'openLocation',
          location: { file: '/home/ada/thumbnails/src/resample.mjs', line: 24, column: 1 },
          beside: true,
          keepFocus: false,
        });
      }));

    test('sorts, filters and keeps both in its state', () =>
      withPanel(async (panel) => {
        const { page } = panel;
        await page.getByRole('columnheader', { name: 'Total' }).getByRole('button').click();
        assert.equal((await rowNames(page))[0], 'toThumbnail');
        assert.equal(await page.locator('#view-hot [data-key="total"]').getAttribute('aria-sort'), 'descending');
        await page.locator('#view-hot vscode-text-field input').fill('/^(re|to)/');
        assert.deepEqual(await rowNames(page), ['toThumbnail', 'resample', 'readSync']);
        await page.locator('vscode-checkbox').click();
        assert.deepEqual(await rowNames(page), ['toThumbnail', 'resample']);
        const { view } = await panel.state();
        const { tables, onlyMine } = view as Pick<ViewState, 'tables' | 'onlyMine'>;
        assert.deepEqual(
          { hot: tables.hot, onlyMine },
          { hot: { sort: { key: 'total', descending: true }, filter: '/^(re|to)/' }, onlyMine: true },
        );
      }));

    test('ten thousand functions are a few dozen elements', () => {
      const report = sampleReport();
      const [first] = report.hotFunctions;
      assert.ok(first);
      report.hotFunctions = Array.from({ length: 10_000 }, (_, at) => ({
        ...first,
        name: `f${at}`,
        selfMs: 10_000 - at,
      }));
      return withPanel(
        async ({ page }) => {
          await page.locator('.function-table').focus();
          await page.keyboard.press('End');
          await page.locator('#function-row-9999').waitFor();
          assert.ok((await page.locator('.function-row').count()) < 80);
        },
        { report },
      );
    });

    test('draws the flame chart, moves from call to call and opens the source', () =>
      withPanel(async (panel) => {
        const { page } = panel;
        await page.locator('#tab-flame').click();
        await drawn(page).waitFor();
        const all = await drawnFrames(page);
        assert.ok(all > 100, `${all} boxes`);
        await page.locator('.flame-canvas').focus();
        for (const key of ['ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
        assert.equal(await page.locator('.detail-name').textContent(), 'toThumbnail');
        await page.keyboard.press('Control+Enter');
        assert.deepEqual(await lastSent(panel), {
          type: 'openLocation',
          location: { file: '/home/ada/thumbnails/src/resize.mjs', line: 31, column: 23 },
          beside: true,
          keepFocus: false,
        });
        // Alt with a click shows the line of the box under it and leaves the keyboard in the chart.
        await page.locator('.flame-canvas').click({ position: { x: 150, y: 30 }, modifiers: ['Alt'] });
        const shown = await lastSent(panel);
        assert.ok(shown?.type === 'openLocation' && shown.keepFocus, JSON.stringify(shown));
        assert.ok(await page.locator('.flame-canvas').evaluate((canvas) => canvas === document.activeElement));
        for (let press = 0; press < 8; press++) await page.keyboard.press('w');
        const zoomed = await drawnFrames(page);
        assert.ok(zoomed > 0 && zoomed < all / 4, `${zoomed} of ${all} boxes`);
        await page.keyboard.press('Escape');
        assert.equal(await drawnFrames(page), all);
        // Enter zooms to the box, Escape goes back.
        await page.keyboard.press('Enter');
        assert.ok((await drawnFrames(page)) < all);
        await page.keyboard.press('Escape');
        assert.equal(await drawnFrames(page), all);
      }));

    test('hovering names the call; a double click zooms to it', () =>
      withPanel(async (panel) => {
        const { page } = panel;
        await page.locator('#tab-flame').click();
        await drawn(page).waitFor();
        // Below the axis, near the left edge: the first call of the recording.
        const spot = { position: { x: 60, y: 32 } };
        await page.locator('.flame-canvas').hover(spot);
        assert.equal(await page.locator('.calls .tooltip-name').textContent(), 'main');
        assert.match(
          (await page.locator('.calls .flame-tooltip').textContent()) ?? '',
          /This call.*self.*All calls, total/,
        );
        await page.locator('.flame-canvas').dblclick(spot);
        const { view } = await panel.state();
        assert.ok((view as ViewState).viewer.window);
      }));

    test('comes back to the same tab, thread and zoom after the page was hidden', async () => {
      let state: Awaited<ReturnType<Panel['state']>> | undefined;
      let boxes = 0;
      await withPanel(async (panel) => {
        const { page } = panel;
        await page.locator('#tab-flame').click();
        await drawn(page).waitFor();
        await page.locator('.flame-canvas').focus();
        for (let press = 0; press < 5; press++) await page.keyboard.press('+');
        boxes = await drawnFrames(page);
        state = await panel.state();
      });
      assert.equal(state?.captureDir, sampleCapture.dir);
      await withPanel(
        async ({ page }) => {
          await drawn(page).waitFor();
          assert.equal(await drawnFrames(page), boxes);
        },
        { state: state as NonNullable<typeof state> },
      );
    });

    test('a change of theme repaints the canvas', () =>
      withPanel(async (panel) => {
        const { page } = panel;
        await page.locator('#tab-flame').click();
        await drawn(page).waitFor();
        const pixel = () =>
          page.evaluate(async () => {
            await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
            const canvas = document.querySelector<HTMLCanvasElement>('.flame-canvas');
            // Read from a copy: reading the canvas itself twice makes the browser complain.
            const copy = new OffscreenCanvas(1, 1).getContext('2d');
            if (canvas) copy?.drawImage(canvas, -60, -36);
            return [...(copy?.getImageData(0, 0, 1, 1).data ?? [])];
          });
        const dark = await pixel();
        await panel.setTheme('light');
        assert.notDeepEqual(await pixel(), dark);
      }));

    test('code and each part of the budget can be told from their background in every theme', () =>
      withPanel(async (panel) => {
        const background = (selector: string) =>
          panel.page
            .locator(selector)
            .first()
            .evaluate((element) => getComputedStyle(element).backgroundColor);
        for (const theme of ['light', 'dark', 'high-contrast', 'high-contrast-light'] as const) {
          await panel.setTheme(theme);
          assert.equal(await background('.recommendation code'), 'rgba(0, 0, 0, 0)', theme);
          const parts = ['cpu', 'gc', 'blocked'];
          const colours = await Promise.all(parts.map((part) => background(`.budget-legend .part-${part}`)));
          assert.equal(new Set(colours).size, parts.length, `${theme}: ${colours.join(' ')}`);
          // Those that are not opaque are written with their alpha.
          for (const colour of colours) assert.match(colour, /^rgb\(/, theme);
        }
      }));

    test('a profile that is missing or broken says so in its place', () =>
      withPanel(
        async ({ page }) => {
          await page.locator('#tab-flame').click();
          assert.match((await page.locator('.flame-body [role=alert]').textContent()) ?? '', /not in the capture/);
        },
        { profiles: {} },
      ));

    test('a thread is chosen from the list of threads', () =>
      withPanel(async (panel) => {
        const { page } = panel;
        await page.locator('#tab-threads').click();
        await page.getByRole('button', { name: 'Flame chart of checksum.mjs, child process 4712' }).click();
        await drawn(page).waitFor();
        const profiles = (await panel.sent()).filter(({ type }) => type === 'requestCpuProfile');
        assert.deepEqual(profiles, [{ type: 'requestCpuProfile', threadId: '4712-0' }]);
      }));

    test('charts show memory and CPU in words too', () =>
      withPanel(async ({ page }) => {
        await page.locator('#tab-memory').click();
        assert.match((await page.locator('.memory canvas').getAttribute('aria-label')) ?? '', /Peak heap 148 MB/);
        await page.locator('#tab-cpu').click();
        assert.match((await page.locator('#view-cpu canvas').getAttribute('aria-label')) ?? '', /of 2 cores/);
      }));

    test('stalls stand below the CPU chart, longest first, and lead to their line', () =>
      withPanel(async (panel) => {
        const { page } = panel;
        await page.locator('#tab-cpu').click();
        assert.match((await page.locator('.stalls tbody tr').first().textContent()) ?? '', /resample3.02 s388 ms/);
        await page.locator('.stalls .link').first().click();
        assert.equal((await lastSent(panel))?.type, 'openLocation');
      }));

    test('a report that cannot be made leaves a sentence and the way to the log', () =>
      withPanel(async (panel) => {
        const { page } = panel;
        await page.evaluate(() => window.postMessage({ type: 'failed', message: 'The capture is gone.' }, '*'));
        await page.getByText('The capture is gone.').waitFor();
        await page.locator('vscode-button').click();
        assert.deepEqual(await lastSent(panel), { type: 'showLog' });
      }));

    test('no part of the page and no table is wider than the panel', () =>
      withPanel(async ({ page }) => {
        for (const width of [400, 650, 900, 1600]) {
          await page.setViewportSize({ width, height: 900 });
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          assert.equal(overflow, 0, `at ${width} px`);
          if (width < 600) continue;
          for (const tab of ['cpu', 'memory', 'threads']) {
            await page.locator(`#tab-${tab}`).click();
            const cut = await page
              .locator(`#view-${tab} .table-scroll`)
              .evaluate((element) => element.scrollWidth - element.clientWidth);
            assert.equal(cut, 0, `${tab} at ${width} px`);
          }
        }
      }));

    test('a long file name is cut in its middle and the line number stays in sight', () => {
      const report = sampleReport();
      const [first] = report.hotFunctions;
      assert.ok(first?.location);
      first.location = { ...first.location, file: '/home/ada/a-file-name-as-long-as-some-teams-like-them-to-be.mjs' };
      return withPanel(
        async ({ page }) => {
          const place = page.locator('.function-row .cell-location').first();
          assert.equal(await place.textContent(), 'a-file-name-as-long-as-some-teams-like-them-to-be.mjs:18');
          const right = (locator: typeof place) => locator.evaluate((element) => element.getBoundingClientRect().right);
          assert.ok((await right(place.locator('.place-end'))) <= (await right(place)));
          const start = place.locator('.place-start');
          assert.ok(await start.evaluate((element) => element.scrollWidth > element.clientWidth));
        },
        { report, width: 650 },
      );
    });

    test('in half a window the hottest functions are in sight below verdict and advice, without scrolling', () =>
      withPanel(
        async ({ page }) => {
          const bottom = await page
            .locator('.function-row')
            .nth(2)
            .evaluate((row) => row.getBoundingClientRect().bottom);
          assert.ok(bottom <= 850, `the third row ends at ${bottom} px`);
          await page.getByText('More evidence (1)').click();
          await page.getByText('Cores in use in the mean').waitFor();
        },
        { width: 650, height: 850 },
      ));

    test('the error that ended the program stands above the verdict', () => {
      const report = sampleReport();
      report.run.exit = { code: 1, signal: null, reason: 'crashed', error: "SyntaxError: Unexpected token '}'" };
      return withPanel(
        async ({ page }) => {
          assert.equal(await page.locator('.verdict .failure').textContent(), "SyntaxError: Unexpected token '}'");
        },
        { report },
      );
    });

    test('a report in a file of its own shows the same without an editor', async () => {
      const folder = await mkdtemp(path.join(tmpdir(), 'standalone-'));
      const page = await browser().newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      try {
        const [script, style] = await Promise.all(
          ['webview.js', 'webview.css'].map((name) => readFile(path.join(distFolder, name), 'utf8')),
        );
        const data = { capture: sampleCapture, report: sampleServer(), functionRanges: {} };
        const embedded = Object.entries(profiles).map(([id, profile]) => {
          return { id, gzipBase64: gzipSync(JSON.stringify(profile)).toString('base64') };
        });
        const file = path.join(folder, 'report.html');
        await writeFile(file, standaloneHtml({ data, profiles: embedded }, script ?? '', style ?? ''));
        await page.emulateMedia({ colorScheme: 'dark' });
        await page.goto(pathToFileURL(file).href);
        assert.equal(await page.locator('#verdict-title').textContent(), 'Mixed');
        assert.equal(await page.locator('.actions').count(), 0);
        await page.locator('#tab-tasks').click();
        assert.equal(await page.locator('.task-row').count(), 5);
        await page.locator('#tab-io').click();
        await page.locator('.thread-pool').waitFor();
        await page.locator('#tab-flame').click();
        await drawn(page).waitFor();
        assert.ok((await drawnFrames(page)) > 100);
        await page.getByRole('radio', { name: 'Waiting' }).check();
        await page.locator('.waits .flame-canvas[data-drawn-frames="12"]').waitFor();
        assert.deepEqual(errors, []);
      } finally {
        await page.close();
        await rm(folder, { recursive: true });
      }
    });
  },
);
