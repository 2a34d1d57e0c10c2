/** What the panel lets one do about a recommendation, and what it shows of trials. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Report } from '../../src/profiler/report.ts';
import { sampleReport } from './sampleReport.ts';
import { sampleTrial } from './sampleTrial.ts';
import { describePanel } from './withPanels.ts';

function tried(): Report {
  const report = sampleReport();
  const [advice, , processes] = report.recommendations;
  assert.ok(advice?.target && processes);
  advice.action = { kind: 'move-to-worker', name: 'resample', location: advice.target.location, size: 2 };
  advice.measured = { trialId: 'resample-1', size: 4, speedup: { low: 2.34, expected: 2.49, high: 2.64 } };
  processes.action = { kind: 'run-in-cluster', file: '/home/ada/thumbnails/resize.mjs', size: 2 };
  report.trials = [sampleTrial(), sampleTrial({ id: 'resample-0', exit: 'cancelled', conclusion: 'An earlier one.' })];
  return report;
}

const pictureFolder = process.env['SCREENSHOTS'];
const picture = async (page: Page, name: string): Promise<void> => {
  if (pictureFolder) await page.screenshot({ path: path.join(pictureFolder, `advice-${name}.png`) });
};

describePanel(
  'advice in the panel',
  () => ({ report: tried(), profiles: {} }),
  ({ withPanel }) => {
    test('advice and alternatives can be applied and measured, each by its own name', () =>
      withPanel(async ({ page, sent }) => {
        const advice = page.locator('.recommendation');
        await advice.getByText('Alternatives (2)').click();
        await advice.locator('.advice-line').getByRole('button', { name: 'Apply…' }).click();
        await advice.locator('.advice-line').getByRole('button', { name: 'Compare Models Again…' }).click();
        const alternatives = advice.locator('.alternative');
        // The first has no edit, the second no function to measure.
        assert.deepEqual(await alternatives.nth(0).locator('vscode-button').allTextContents(), ['Compare Models…']);
        assert.deepEqual(await alternatives.nth(1).locator('vscode-button').allTextContents(), ['Apply…']);
        await alternatives.nth(0).locator('vscode-button').click();
        await alternatives.nth(1).locator('vscode-button').click();
        for (const name of ['Profile Again and Compare', 'Compare With…'])
          await page.getByRole('button', { name, exact: true }).click();
        const pressed = (await sent()).slice(1).filter(({ type }) => type !== 'requestEditOffer');
        assert.deepEqual(pressed, [
          { type: 'applyRecommendation', recommendationId: 'workers-resample' },
          { type: 'trialRecommendation', recommendationId: 'workers-resample' },
          { type: 'trialRecommendation', recommendationId: 'optimise-resample' },
          { type: 'applyRecommendation', recommendationId: 'processes' },
          { type: 'profileAgainAndCompare' },
          { type: 'compareWithOther' },
        ]);
      }));

    test('a trial under way shows on its button, which cannot be pressed again until it has ended', () =>
      withPanel(async ({ page, receive, sent }) => {
        const line = page.locator('.advice-line');
        const button = line.locator('vscode-button').nth(1);
        const recommendationId = 'workers-resample';
        await receive({ type: 'trialState', recommendationId, state: 'running', text: 'Measuring worker threads, 4' });
        await line.getByText('Measuring worker threads, 4').waitFor();
        assert.equal(await button.getAttribute('aria-busy'), 'true');
        await button.locator('vscode-progress-ring').waitFor();
        await button.click({ force: true });
        assert.equal((await sent()).filter(({ type }) => type === 'trialRecommendation').length, 0);
        await receive({ type: 'trialState', recommendationId, state: 'idle', text: '' });
        await button.locator('vscode-progress-ring').waitFor({ state: 'detached' });
        await button.click();
        assert.deepEqual((await sent()).at(-1), { type: 'trialRecommendation', recommendationId });
      }));

    test('whether an edit can be made is asked once its recommendation is seen, and no sooner', () =>
      withPanel(async ({ page, sent }) => {
        const asked = async () => (await sent()).flatMap((one) => (one.type === 'requestEditOffer' ? [one] : []));
        await page.locator('.advice-line vscode-button:not([disabled])', { hasText: 'Apply…' }).waitFor();
        assert.deepEqual(
          (await asked()).map(({ recommendationId }) => recommendationId),
          ['workers-resample'],
        );
        await page.locator('.recommendation').getByText('Alternatives (2)').click();
        await page.locator('.alternative vscode-button:not([disabled])', { hasText: 'Apply…' }).waitFor();
        assert.deepEqual(
          (await asked()).map(({ recommendationId }) => recommendationId),
          ['workers-resample', 'processes'],
        );
      }));

    test('an edit that would be refused has its reason, its line and what to do by hand in place of the button', () => {
      const [advice] = tried().recommendations;
      assert.ok(advice?.target);
      const { location } = advice.target;
      const reason = 'resample changes total at line 20, which the other threads would not see.';
      const byHand = 'Return what it adds up.';
      return withPanel(
        async ({ page, sent, receive, setTheme }) => {
          const line = page.locator('.advice-line');
          await line.getByText(reason).waitFor();
          await line.getByText(byHand).waitFor();
          assert.equal(await line.getByRole('button', { name: 'Apply…' }).count(), 0);
          for (const theme of ['light', 'dark', 'high-contrast', 'high-contrast-light'] as const) {
            await setTheme(theme);
            await picture(page, `refused-${theme}`);
          }
          await line.locator('.edit-refused .link').click();
          const opened = (await sent()).at(-1);
          assert.ok(opened?.type === 'openLocation' && opened.location.line === location.line, JSON.stringify(opened));
          // The user has taken the change out of it.
          await receive({ type: 'editOffer', recommendationId: advice.id, offer: { kind: 'possible' } });
          await line.locator('vscode-button:not([disabled])', { hasText: 'Apply…' }).waitFor();
          assert.equal(await line.locator('.edit-refused').count(), 0);
        },
        { offers: { [advice.id]: { kind: 'refused', reason, byHand, location } } },
      );
    });

    test('what was measured stands before what was predicted', () =>
      withPanel(async ({ page }) => {
        const figures = await page.locator('.recommendation .figures > div').allTextContents();
        assert.deepEqual(figures, [
          'Measured speed-up2.5×2.3× to 2.6×',
          'Predicted1.7×1.5× to 1.8×',
          'ModelWorker threads',
          'Size4worker threads',
        ]);
      }));

    test('a measured interval that includes 1 is no gain', () => {
      const report = tried();
      const [advice] = report.recommendations;
      assert.ok(advice);
      advice.measured = { trialId: 'resample-1', size: null, speedup: { low: 0.93, expected: 1.04, high: 1.16 } };
      return withPanel(
        async ({ page }) => {
          const measured = page.locator('.recommendation .figures > div').first();
          assert.match((await measured.textContent()) ?? '', /no certain difference/);
        },
        { report },
      );
    });

    test('a trial is drawn to one scale: bars, intervals, and the line at 1×', () =>
      withPanel(async ({ page }) => {
        const rows = page.locator('.trials > .trial-figures .trial-row');
        assert.equal(await rows.count(), 6);
        const box = async (selector: string, row: number) => {
          const found = await rows.nth(row).locator(selector).boundingBox();
          assert.ok(found, `${selector} of row ${row}`);
          return found;
        };
        const [serial, best] = [await box('.trial-bar', 0), await box('.trial-bar', 3)];
        assert.ok(Math.abs(best.width / serial.width - 2.49) < 0.05, `${best.width} against ${serial.width}`);
        const one = await box('.trial-one', 3);
        assert.ok(Math.abs(one.x - (serial.x + serial.width)) < 2);
        const interval = await box('.trial-interval', 3);
        assert.ok(Math.abs(interval.x + interval.width / 2 - (best.x + best.width)) < 2);
        assert.equal(await page.locator('.trials > .trial-figures .trial-mark').count(), 1);
        assert.match((await rows.nth(3).textContent()) ?? '', /Worker threads, 4best2.49×2.34× to 2.64×/);
      }));

    test('numbers, errors, refused models, scaling and the function’s place stand with the bars', () =>
      withPanel(async ({ page, sent }) => {
        const trials = page.locator('.trials');
        await trials.getByText('With 4 worker threads, resample is 2.49 times as fast').waitFor();
        assert.match(
          (await trials.locator('> .table-scroll tbody tr').nth(5).textContent()) ?? '',
          /Processes, 4.*2 errors/,
        );
        assert.match((await trials.locator('> .refused').textContent()) ?? '', /Distributed queue: No Redis address/);
        assert.equal(await trials.locator('> .trial-figures circle.point').count(), 6);
        await trials.getByText('Earlier measurements (1)').click();
        await trials.getByText('An earlier one.').waitFor();
        await trials.locator('.link').first().click();
        const opened = (await sent()).at(-1);
        assert.ok(opened?.type === 'openLocation' && opened.location.line === 18, JSON.stringify(opened));
      }));

    test('no bar, number or table of a trial is wider than the panel', () =>
      withPanel(async ({ page }) => {
        for (const width of [400, 560, 860, 1200]) {
          await page.setViewportSize({ width, height: 900 });
          const cut = await page
            .locator('.trials .table-scroll')
            .first()
            .evaluate(
              (element) =>
                document.documentElement.scrollWidth -
                window.innerWidth +
                (innerWidth >= 560 ? element.scrollWidth - element.clientWidth : 0),
            );
          assert.equal(cut, 0, `at ${width} px`);
        }
      }));

    test('without trials, without an edit and without a function there is nothing to press or to see', () => {
      const report = sampleReport();
      report.recommendations = report.recommendations.slice(2);
      return withPanel(
        async ({ page }) => {
          assert.equal(await page.locator('.recommendation vscode-button').count(), 0);
          assert.equal(await page.locator('.trials').count(), 0);
        },
        { report },
      );
    });
  },
);
