/** Two captures side by side in the panel. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { ViewState } from '../../src/webview/viewState.ts';
import {
  afterDir,
  beforeDir,
  comparisonMessage,
  emptyComparison,
  otherNodeComparison,
  otherProgramComparison,
  sampleComparison,
  unchangedComparison,
} from './sampleComparison.ts';
import { sampleProfile } from './sampleProfile.ts';
import { sampleReport } from './sampleReport.ts';
import { fasterProfile } from './viewerPage.ts';
import { describePanel } from './withPanels.ts';

const usual = () => ({ report: sampleReport(), profiles: {}, first: comparisonMessage(sampleComparison()) });
const names = (page: Page, row: string) => page.locator(`.${row}-row .function-name`).allTextContents();
const cells = async (page: Page, row: string, at: number) =>
  (await page.locator(`.${row}-row`).nth(at).locator('.cell').allTextContents()).join(' | ');

const pictureFolder = process.env['SCREENSHOTS'];
const picture = async (page: Page, name: string): Promise<void> => {
  if (pictureFolder) await page.screenshot({ path: path.join(pictureFolder, `comparison-${name}.png`) });
};

describePanel('a comparison', usual, ({ withPanel }) => {
  test('answers with the speed-up, its interval, both verdicts, and bars as long as the runs', () =>
    withPanel(async ({ page }) => {
      assert.equal(await page.locator('#comparison-title').textContent(), '1.79× as fast');
      assert.match((await page.locator('.comparison-answer').textContent()) ?? '', /1\.60× to 2\.00× by wall time/);
      assert.deepEqual(await page.locator('.compared-verdict .class-badge').allTextContents(), ['CPU-bound', 'Mixed']);
      const [before, after] = await page
        .locator('.compared-bar .budget-bar')
        .evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().width));
      assert.ok(before !== undefined && after !== undefined);
      assert.ok(Math.abs(after / before - 3580 / 6412) < 0.01, `${after} of ${before} px`);
    }));

  test('different programs have no speed-up, another Node has one without praise, and neither has a colour', async () => {
    const coloursIn = (page: Page) =>
      page.locator('.better, .worse, #comparison-title').evaluateAll((all) => {
        const usual = getComputedStyle(document.body).color;
        return all.filter((one) => getComputedStyle(one).color !== usual).map(({ textContent }) => textContent);
      });
    await withPanel(
      async ({ page, setTheme }) => {
        assert.equal(await page.locator('#comparison-title').textContent(), 'Different programs');
        const answer = (await page.locator('.comparison-answer').textContent()) ?? '';
        assert.match(answer, /resize\.mjs \(6\.41 s\) and crop\.mjs \(3\.58 s\)/);
        assert.doesNotMatch(answer, /×/);
        for (const theme of ['dark', 'light', 'high-contrast'] as const) {
          await setTheme(theme);
          assert.deepEqual(await coloursIn(page), [], theme);
          await picture(page, `other-program-${theme}`);
        }
      },
      { first: comparisonMessage(otherProgramComparison()) },
    );
    await withPanel(
      async ({ page }) => {
        assert.equal(await page.locator('#comparison-title').textContent(), '1.79× as fast');
        await page.getByText('Different versions of Node.js: v20.20.2 before, v24.1.0 after').waitFor();
        assert.deepEqual(await coloursIn(page), []);
      },
      { first: comparisonMessage(otherNodeComparison()) },
    );
    await withPanel(async ({ page }) => assert.ok((await coloursIn(page)).length > 0, 'the same program has colours'));
  });

  test('functions that changed come first, with what became of them; the rest is within the noise', () =>
    withPanel(async ({ page }) => {
      assert.deepEqual((await names(page, 'function')).slice(0, 3), ['crc32', 'runInWorker', 'resample']);
      assert.match(await cells(page, 'function', 0), /crc32gone \| 214\.0 \| 0\.0 \| −214\.0 \|/);
      assert.match(await cells(page, 'function', 1), /runInWorkernew \| 0\.0 \| 84\.0 \| \+84\.0 \|/);
      assert.match(await cells(page, 'function', 2), /resamplemoved .*noise −39\.0/);
      await page.locator('#view-functions vscode-checkbox').click();
      assert.deepEqual(await names(page, 'function'), ['crc32', 'runInWorker']);
    }));

  test('a row opens its source and, below it, all of its measures', () =>
    withPanel(async ({ page, sent }) => {
      await page.locator('.function-row').nth(2).click();
      assert.deepEqual((await sent()).at(-1), {
        type: 'openLocation',
        location: { file: '/home/ada/thumbnails/src/resample.worker.mjs', line: 6, column: 17 },
        beside: true,
        keepFocus: false,
      });
      await page.locator('.function-row .twistie').nth(2).click();
      const detail = page.locator('.difference-detail-row').first();
      assert.match(
        (await detail.textContent()) ?? '',
        /Self: 2\.63 s before, 2\.59 s after \(−39 ms, within the noise/,
      );
    }));

  test('tasks are compared by what is chosen, and the choice outlives the page', async () => {
    let kept: Awaited<ReturnType<typeof keptState>> | undefined;
    const keptState = async (panel: { state(): Promise<{ captureDir: string; beforeDir?: string; view: unknown }> }) =>
      panel.state();
    await withPanel(async (panel) => {
      const { page } = panel;
      await page.locator('#tab-tasks').click();
      assert.equal((await names(page, 'task'))[0], 'runInWorker');
      await page.getByRole('radio', { name: 'Mean of one' }).check();
      assert.match(await page.locator('.task-row', { hasText: 'batch' }).innerText(), /205\.0\s+114\.0\s+−91\.0/);
      kept = await keptState(panel);
    });
    assert.ok(kept);
    assert.deepEqual([kept.captureDir, kept.beforeDir], [afterDir, beforeDir]);
    assert.equal((kept.view as ViewState).comparisonTab, 'tasks');
    await withPanel(
      async ({ page }) => {
        assert.ok(await page.getByRole('radio', { name: 'Mean of one' }).isChecked());
      },
      { state: kept },
    );
  });

  test('sorts and filters', () =>
    withPanel(async ({ page }) => {
      await page.locator('#view-functions').getByRole('columnheader', { name: 'Before' }).getByRole('button').click();
      assert.equal((await names(page, 'function'))[0], 'resample');
      await page.locator('#view-functions vscode-text-field input').fill('pako');
      assert.deepEqual(await names(page, 'function'), ['inflateBlock', 'crc32']);
    }));

  test('the profiles of both runs are one graph, read when it is looked at', () =>
    withPanel(
      async ({ page, sent }) => {
        assert.ok((await sent()).every(({ type }) => type !== 'requestComparedProfile'));
        await page.locator('#tab-flame').click();
        await page.locator('.difference-viewer .flame-canvas[data-drawn-frames]').waitFor();
        assert.match(
          (await page.locator('.difference-sum').textContent()) ?? '',
          /^resize\.mjs before: .*resize\.mjs after: /,
        );
        await page.locator('.compared-flame').getByRole('radio', { name: 'Functions' }).check();
        assert.match(await page.locator('.difference-row', { hasText: 'weight' }).innerText(), /gone/);
      },
      { profiles: { before: sampleProfile(), after: fasterProfile(sampleProfile()) } },
    ));

  test('a capture without its profile says so in the place of the graph', () =>
    withPanel(async ({ page }) => {
      await page.locator('#tab-flame').click();
      await page.locator('.compared-flame [role=alert]').getByText('not in the capture').waitFor();
    }));

  test('runs that do not differ say so, and do not read as faster or slower', () =>
    withPanel(
      async ({ page }) => {
        assert.equal(await page.locator('#comparison-title').textContent(), 'No difference beyond the noise');
        assert.equal(await page.locator('.better, .worse').count(), 0);
        await page.locator('#view-functions vscode-checkbox').click();
        await page.locator('#view-functions').getByText('Nothing differs beyond the noise').waitFor();
      },
      { first: comparisonMessage(unchangedComparison()) },
    ));

  test('runs without functions, tasks or verdict leave a sentence in their place', () =>
    withPanel(
      async ({ page }) => {
        assert.equal(await page.locator('#comparison-title').textContent(), 'Speed-up unknown');
        assert.match((await page.locator('.notice').textContent()) ?? '', /The later run was stopped/);
        await page.getByText('No function was seen running in either run.').waitFor();
        await page.locator('#tab-tasks').click();
        await page.getByText('No task was found in either run.').waitFor();
        await page.locator('#tab-memory').click();
        await page.getByText('In neither run did an allocation site grow').waitFor();
      },
      { first: comparisonMessage(emptyComparison()) },
    ));

  test('no part of the page is wider than the panel, and better, worse and neither differ in every theme', () =>
    withPanel(async ({ page, setTheme }) => {
      for (const width of [400, 600, 860, 1600]) {
        await page.setViewportSize({ width, height: 900 });
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.equal(overflow, 0, `at ${width} px`);
      }
      for (const theme of ['light', 'dark', 'high-contrast', 'high-contrast-light'] as const) {
        await setTheme(theme);
        const colours = await page
          .locator('.measures .better, .measures .worse, .measures .delta:not(.better, .worse, .within)')
          .evaluateAll((found) => found.map((one) => getComputedStyle(one).color));
        assert.equal(new Set(colours).size, 3, `${theme}: ${colours.join(' ')}`);
      }
    }));
});
