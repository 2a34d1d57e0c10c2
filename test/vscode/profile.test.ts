/** The main job: right-click a file, choose "Profile Concurrency", read the answer, act on it. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { root, screenshotFolder, Session } from './session.ts';
import { flameCanvas, hotFunctionRows, hotFunctions, profileTimeoutMs, showTab, verdictOf } from './reportPanel.ts';
import type { Workbench } from './workbench.ts';

const program = 'cpu-bound-javascript.mjs';
/** The work is in `editDistance`; V8 counts it for its caller `nearDuplicates` where it has inlined it. */
const hotFunction = /^(editDistance|nearDuplicates)$/;

/** Of the picture in the README: code and panel side by side, the first hot functions in view. */
const mediaSize = { width: 1600, height: 960 };

describe('Profile Concurrency in VS Code', () => {
  let session: Session;
  const step = (name: string, body: (workbench: Workbench) => Promise<void>): void => {
    test(name, () => session.run(name, body));
  };
  before(async () => {
    session = await Session.open({ settings: { 'workbench.colorTheme': 'Light Modern' } });
  });
  after(() => session?.close());

  step('a right-click on a file leads to a verdict, its hot function and a drawn flame chart', async (workbench) => {
    await workbench.chooseInContextMenu(program, 'Profile Concurrency');
    const panel = workbench.panel();
    await verdictOf(panel, 'cpu-bound').waitFor({ timeout: profileTimeoutMs });
    assert.match(await panel.locator('#verdict-title').innerText(), /CPU-bound/);
    const [hottest] = await hotFunctions(panel);
    assert.match(hottest.name, hotFunction);
    await showTab(panel, 'flame');
    await flameCanvas(panel).waitFor();
    // The progress is gone once the answer is there.
    await workbench.notification(`Profiling ${program}`).waitFor({ state: 'detached' });
  });

  step('the output stays out of the way until it is asked for', async (workbench) => {
    const output = workbench.page.locator('.terminal-wrapper.active .xterm-rows');
    assert.equal(await output.isVisible(), false);
    await workbench.command('Show Program Output');
    await output.filter({ hasText: 'near-duplicate pairs' }).waitFor();
    await workbench.hideTerminal();
  });

  step('a click on the hot function shows its line in the editor', async (workbench) => {
    const panel = workbench.panel();
    await showTab(panel, 'hot');
    const [hottest] = await hotFunctions(panel);
    await hotFunctionRows(panel).first().locator('.cell-name').click();
    const source = readFileSync(path.join(session.folder, program), 'utf8').split('\n');
    const declared = source.findIndex((line) => line.startsWith(`function ${hottest.name}(`)) + 1;
    await workbench.cursorAt(program, declared);
    // Beside the panel, not over it.
    await verdictOf(workbench.panel(), 'cpu-bound').waitFor();
  });

  step('the measured numbers stand beside the code', async (workbench) => {
    const lens = workbench.page
      .locator('.codelens-decoration')
      .filter({ hasText: /Self .* · Total .* · CPU-bound program/ })
      .filter({ visible: true });
    await lens.first().waitFor();
    await workbench.hoverInEditor('editDistance');
    await workbench.page
      .locator('.monaco-hover')
      .filter({ hasText: 'as measured' })
      .filter({ hasText: 'Total' })
      .waitFor();
  });

  step('the view "Concurrency Profiles" lists the capture and opens it', async (workbench) => {
    await workbench.expandView('Concurrency Profiles');
    const capture = workbench.viewItem('Concurrency Profiles', program);
    await capture.filter({ hasText: 'CPU-bound' }).waitFor();
    await workbench.closeTab(`Concurrency: ${program}`);
    await capture.click();
    await verdictOf(workbench.panel(), 'cpu-bound').waitFor();
  });

  step('the panel comes back after a reload of the window', async (workbench) => {
    const panel = workbench.panel();
    await showTab(panel, 'flame');
    await flameCanvas(panel).waitFor();
    await workbench.reload();
    await verdictOf(workbench.panel(), 'cpu-bound').waitFor({ timeout: profileTimeoutMs });
    // On the same tab as before.
    await flameCanvas(workbench.panel()).waitFor();
  });

  for (const [name, theme] of [
    ['light', 'Light Modern'],
    ['dark', 'Dark Modern'],
    ['high-contrast', 'Default High Contrast'],
    ['high-contrast-light', 'Default High Contrast Light'],
  ] as const) {
    step(`the panel follows the theme: ${theme}`, async (workbench) => {
      session.server.writeSettings({ 'workbench.colorTheme': theme });
      await workbench.reload();
      const panel = workbench.panel();
      await verdictOf(panel, 'cpu-bound').waitFor({ timeout: profileTimeoutMs });
      mkdirSync(screenshotFolder, { recursive: true });
      await panel.locator('.page-header').evaluate((element) => element.scrollIntoView({ block: 'end' }));
      await workbench.screenshot(path.join(screenshotFolder, `panel-${name}.png`));
      for (const tab of ['flame', 'memory', 'cpu', 'threads', 'hot'] as const) {
        await showTab(panel, tab);
        if (tab === 'flame') await flameCanvas(panel).waitFor();
        await panel.locator(`#view-${tab}`).evaluate((element) => element.scrollIntoView({ block: 'end' }));
        await workbench.screenshot(path.join(screenshotFolder, `panel-${name}-${tab}.png`));
      }
      if (name === 'dark' && process.env['UPDATE_MEDIA']) {
        const usual = workbench.page.viewportSize() ?? mediaSize;
        await workbench.page.setViewportSize(mediaSize);
        await workbench.toggleSideBar();
        await panel.locator('.page-header').evaluate((element) => element.scrollIntoView({ block: 'end' }));
        await workbench.screenshot(path.join(root, 'media', 'panel.png'));
        await workbench.toggleSideBar();
        await workbench.page.setViewportSize(usual);
      }
    });
  }

  step('nothing has failed in the page meanwhile', async (workbench) => {
    const failures = workbench
      .consoleText()
      .split('\n')
      .filter((line) => line.startsWith('[page error]'));
    assert.deepEqual(failures, []);
    await Promise.resolve();
  });
});
