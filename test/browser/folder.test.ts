/** Profiles of several threads: all of them as lanes on one clock, in a real Chromium. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { ProfilePageView } from '../../src/webview/viewer/page/profilePageState.ts';
import type { Panel } from './panelPage.ts';
import { folderFiles, folderMessage, folderMs, folderTexts, profileOf, traceOfThreads } from './sampleFolder.ts';
import { sampleReport } from './sampleReport.ts';
import { filesMessage, profileFile } from './viewerPage.ts';
import { describePanel } from './withPanels.ts';

const usual = () => ({ report: sampleReport(), profiles: {}, first: folderMessage, files: folderTexts });
const rowPx = 20;
const lanesShown = (page: Page) => page.locator('.profile-lanes .lanes-area').waitFor();
const threads = (page: Page) => page.locator('canvas[data-lane="threads"]');
const labels = (page: Page) => page.locator('.thread-label').allTextContents();
const pressed = (page: Page) => page.locator('.thread-label[aria-pressed="true"]').allTextContents();
const sums = (page: Page) => page.locator('.viewer-sum').textContent();
const chips = (page: Page) => page.locator('.chip-text').allTextContents();
const notes = (page: Page) => page.locator('.lanes-note').allTextContents();
const pageView = async (panel: Panel) => (await panel.state()).view as ProfilePageView;
const requests = async ({ sent }: Panel) => (await sent()).filter(({ type }) => type === 'requestProfile').length;

async function pointAt(page: Page, row: number, atMs: number): Promise<[number, number]> {
  const box = await threads(page).boundingBox();
  assert.ok(box);
  return [box.x + (atMs / folderMs) * box.width, box.y + row * rowPx + rowPx / 2];
}
async function drag(page: Page, row: number, fromMs: number, toMs: number): Promise<void> {
  await page.mouse.move(...(await pointAt(page, row, fromMs)));
  await page.mouse.down();
  await page.mouse.move(...(await pointAt(page, row, (fromMs + toMs) / 2)));
  await page.mouse.move(...(await pointAt(page, row, toMs)));
  await page.mouse.up();
}
const chooseThread = async (page: Page, name: string) => {
  await page.locator('.thread-label', { hasText: name }).click();
  await page.locator('.viewer').waitFor();
};

describePanel('a folder of profiles', usual, ({ withPanel }) => {
  test('shows all threads and processes on one clock, each with what it did', () =>
    withPanel(async ({ page }) => {
      await lanesShown(page);
      assert.deepEqual(await labels(page), [
        'Main threadpid 4711',
        'Worker 1pid 4711',
        'Worker 2pid 4711',
        'Main threadpid 4720',
      ]);
      assert.deepEqual(await notes(page), []);
      await page.locator('.lanes-table summary').click();
      await page.locator('.lanes-table tbody tr').first().waitFor();
      const cells = await page
        .locator('.lanes-table table')
        .first()
        .locator('tbody tr')
        .evaluateAll((rows) => rows.map((row) => [...row.children].map(({ textContent }) => textContent)));
      assert.deepEqual(cells, [
        ['Main thread', 'Process 4711', '0 ms', '2.00 s', '30 %', '0 %', '0 %', '70 %'],
        ['Worker 1', 'Process 4711', '500 ms', '1.50 s', '80 %', '20 %', '0 %', '0 %'],
        ['Worker 2', 'Process 4711', '500 ms', '1.50 s', '10 %', '0 %', '0 %', '90 %'],
        ['Main thread', 'Process 4720', '800 ms', '1.80 s', '70 %', '0 %', '0 %', '30 %'],
      ]);
    }));

  test('a click on a strip shows that thread, with search and hidden functions as they were', () =>
    withPanel(async (panel) => {
      const { page } = panel;
      await lanesShown(page);
      await page.locator('.search-field').fill('hash');
      await page.mouse.click(...(await pointAt(page, 1, 700)));
      await page.locator('.viewer-sum', { hasText: '1.00 s' }).waitFor();
      assert.deepEqual(await pressed(page), ['Worker 1pid 4711']);
      assert.equal((await pageView(panel)).viewer.search.text, 'hash');
      assert.equal((await pageView(panel)).fileId, folderFiles[1]?.id);
    }));

  test('a range dragged over the lanes filters the thread on screen, and the next one in the same moments', () =>
    withPanel(async (panel) => {
      const { page } = panel;
      await lanesShown(page);
      await drag(page, 0, 0, 1000);
      await page.locator('.chip-text').waitFor();
      assert.match((await sums(page)) ?? '', /^100 % = 400 ms/);
      await chooseThread(page, 'Worker 1');
      await page.locator('.viewer-sum', { hasText: '500 ms' }).waitFor();
      assert.match((await chips(page))[0] ?? '', /^0 ms to 500 ms/);
      await chooseThread(page, 'Worker 2');
      await page.locator('.viewer-sum', { hasText: '0 ms' }).waitFor();
    }));

  test('a range of the views is marked in the lanes, and cleared there', () =>
    withPanel(async ({ page }) => {
      await lanesShown(page);
      await drag(page, 0, 200, 1000);
      await page.locator('.chip').click();
      await page.locator('.lanes-chosen').waitFor({ state: 'hidden' });
      assert.match((await sums(page)) ?? '', /^100 % = 600 ms/);
    }));

  test('each file is read once, and threads are switched without reading again', () =>
    withPanel(async (panel) => {
      const { page } = panel;
      await lanesShown(page);
      assert.equal(await requests(panel), folderFiles.length);
      for (const [name, sum] of [
        ['Worker 1', '1.00 s'],
        ['Worker 2', '100 ms'],
        ['Worker 1', '1.00 s'],
      ] as const) {
        await chooseThread(page, name);
        await page.locator('.viewer-sum', { hasText: sum }).waitFor();
      }
      assert.equal(await requests(panel), folderFiles.length);
    }));

  test('a file that cannot be read is told of, and the others are shown', () =>
    withPanel(
      async ({ page }) => {
        await lanesShown(page);
        assert.equal((await labels(page)).length, 3);
        assert.deepEqual(await notes(page), ['The file cannot be read: it is not there.']);
      },
      { files: { ...folderTexts, [folderFiles[2]?.id ?? '']: null } },
    ));

  test('profiles of two days apart each begin at their own start, and a sentence says so', () => {
    const later = JSON.stringify(
      profileOf(220_000_000, [
        ['zip', 700],
        ['(idle)', 300],
      ]),
    );
    return withPanel(
      async ({ page }) => {
        await lanesShown(page);
        assert.deepEqual(await notes(page), [
          'The profiles were recorded too far apart to be seen together, so each begins at its own start.',
        ]);
      },
      {
        files: { ...folderTexts, [folderFiles[3]?.id ?? '']: later },
        first: {
          ...folderMessage,
          files: folderFiles.map((file) => ({ ...file, name: `renamed ${file.name}` })),
        } as typeof folderMessage,
      },
    );
  });
});

const trace = traceOfThreads();
const traceFile = profileFile('trace.json', trace);
describePanel(
  'a trace of several threads',
  () => ({ ...usual(), first: filesMessage(traceFile), files: { [traceFile.id]: trace } }),
  ({ withPanel }) => {
    test('has a lane for each, and switching between them does not read the file again', () =>
      withPanel(async (panel) => {
        const { page } = panel;
        await lanesShown(page);
        assert.deepEqual(await labels(page), ['main', 'hasher 1', 'hasher 2']);
        await chooseThread(page, 'hasher 1');
        await page.locator('.viewer-sum', { hasText: '1.00 s' }).waitFor();
        await chooseThread(page, 'hasher 2');
        await page.locator('.viewer-sum', { hasText: '100 ms' }).waitFor();
        assert.equal(await requests(panel), 1);
      }));
  },
);
