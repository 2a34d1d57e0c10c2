/** Profile files and captures in editors of the extension, and the heat of lines beside the code. */
import { mkdirSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { asChromeTrace, hot, programName, recordCapture, recordProfiles } from './recordedProfiles.ts';
import { flameCanvas, profileTimeoutMs, verdictOf } from './reportPanel.ts';
import { root, screenshotFolder, Session } from './session.ts';
import type { Workbench } from './workbench.ts';

const cpuEditor = 'CPU Profile (Concurrency Profiler)';
const traceEditor = 'CPU Profiles of a Chrome Trace (Concurrency Profiler)';
const heapEditor = 'Heap Profile (Concurrency Profiler)';
const uiTimeoutMs = 30_000;
const themes = [
  ['dark', 'Dark Modern'],
  ['light', 'Light Modern'],
  ['high-contrast', 'Dark High Contrast'],
  ['high-contrast-light', 'Light High Contrast'],
] as const;

describe('Profiles in VS Code', () => {
  let session: Session;
  let captureId: string;
  const step = (name: string, body: (workbench: Workbench) => Promise<void>): void => {
    test(name, () => session.run(name, body));
  };
  const screenshot = async (workbench: Workbench, name: string): Promise<void> => {
    mkdirSync(screenshotFolder, { recursive: true });
    await workbench.screenshot(path.join(screenshotFolder, `${name}.png`));
  };
  before(async () => {
    const recorded = recordProfiles();
    const capture = recordCapture(root);
    captureId = capture.id;
    session = await Session.open({
      settings: { 'workbench.colorTheme': 'Dark Modern', 'explorer.compactFolders': false },
      files: {
        [programName]: recorded.program,
        'one.cpuprofile': recorded.cpuProfile,
        'one.heapprofile': recorded.heapProfile,
        'two.cpuprofile': recorded.childProfile,
        'chrome.json': asChromeTrace(recorded.cpuProfile, recorded.childProfile),
        'huge.cpuprofile': '',
        'none.cpuprofile': '{"not": "a profile"}',
        'cut.cpuprofile': recorded.cpuProfile.slice(0, 2000),
        'capture.json': '{"mine": true}',
      },
      folders: { profiles: recorded.folder, [captureId]: capture.folder },
    });
  });
  after(() => session?.close());

  /** How many lines in sight have a share of the run behind them. */
  const hotLines = async (workbench: Workbench): Promise<number> =>
    (await workbench.decorationTexts()).filter((text) => /\d\s%\s·\s[\d.]+\sm?s/.test(text)).length;
  const clearHotLines = async (workbench: Workbench): Promise<void> => {
    await workbench.command('Clear the Numbers beside the Code');
    await workbench.eventually('no hot lines any more', uiTimeoutMs, async () => (await hotLines(workbench)) === 0);
  };

  step('a .cpuprofile is opened with the viewer', async (workbench) => {
    await workbench.openWith('one.cpuprofile', cpuEditor);
    await flameCanvas(workbench.panel()).waitFor();
    await screenshot(workbench, 'profile-cpu-dark');
  });

  step(
    'a click on a function finds its source in the workspace, though it was recorded elsewhere',
    async (workbench) => {
      const panel = workbench.panel();
      await flameCanvas(panel).press('6');
      const row = panel.getByRole('row').filter({ hasText: hot.name }).first();
      await row.click({ modifiers: ['Control'] });
      await workbench.cursorAt(programName, hot.line);
    },
  );

  step('its hot lines are shown in the editor on request, and cleared', async (workbench) => {
    await workbench.panel().getByRole('button', { name: 'Show Lines in Editors' }).click();
    await workbench.eventually('hot lines', uiTimeoutMs, async () => (await hotLines(workbench)) > 0);
    await screenshot(workbench, 'profile-lines-dark');
    await clearHotLines(workbench);
    await workbench.closeTab(programName);
  });

  step('a .heapprofile is opened with the viewer', async (workbench) => {
    await workbench.openWith('one.heapprofile', heapEditor);
    await flameCanvas(workbench.panel()).waitFor();
    await screenshot(workbench, 'profile-heap-dark');
  });

  step('the profiles inside a Chrome trace are opened with the viewer, a lane each', async (workbench) => {
    await workbench.openWith('chrome.json', traceEditor);
    const panel = workbench.panel();
    await flameCanvas(panel).waitFor();
    await flameCanvas(panel).press('6');
    await panel.getByRole('row').filter({ hasText: hot.name }).first().waitFor();
    await panel.locator('.thread-label', { hasText: 'Thread 2' }).click();
    await panel.locator('.thread-label[aria-pressed="true"]', { hasText: 'Thread 2' }).waitFor();
    await panel.getByRole('row').filter({ hasText: hot.name }).first().waitFor();
    await screenshot(workbench, 'profile-trace-dark');
  });

  step('the profiles of a folder are on one page', async (workbench) => {
    await workbench.chooseInContextMenu('profiles', 'Open CPU Profiles of This Folder');
    await workbench.tab('profiles').waitFor();
    const panel = workbench.panel();
    await flameCanvas(panel).waitFor();
    await panel.getByText(/^2 files/).waitFor();
    await panel.locator('.lanes-area').waitFor();
    for (const [name, theme] of themes) {
      await workbench.theme(theme);
      await screenshot(workbench, `profile-folder-${name}`);
    }
    await workbench.theme('Dark Modern');
    await workbench.reload();
    await flameCanvas(workbench.panel()).waitFor({ timeout: profileTimeoutMs });
    await workbench
      .panel()
      .getByText(/^2 files/)
      .waitFor();
  });

  step('a lane of a folder shows its process', async (workbench) => {
    const panel = workbench.panel();
    await panel.locator('.thread-label').nth(1).click();
    await panel.locator('.thread-label[aria-pressed="true"]').nth(0).waitFor();
    await flameCanvas(panel).waitFor();
  });

  step('a folder that is open already is brought to the front', async (workbench) => {
    await workbench.openWith('one.cpuprofile', cpuEditor);
    await workbench.panel().getByRole('heading', { name: 'one.cpuprofile' }).waitFor();
    await workbench.chooseInContextMenu('profiles', 'Open CPU Profiles of This Folder');
    await workbench
      .panel()
      .getByText(/^2 files/)
      .waitFor();
    await workbench.eventually('one tab for the folder', uiTimeoutMs, async () => {
      return (await workbench.tab('profiles').count()) === 1;
    });
  });

  step('what an editor was compared with is there again after a reload of the window', async (workbench) => {
    await workbench.openWith('one.cpuprofile', cpuEditor);
    await workbench.panel().getByRole('heading', { name: 'one.cpuprofile' }).waitFor();
    await workbench.panel().getByRole('button', { name: 'Compare With…' }).click();
    await workbench.pick('two.cpuprofile');
    await workbench.panel().getByRole('button', { name: 'Stop Comparing' }).waitFor();
    // The page has the focus again then: it would close the palette that is open by that time.
    await flameCanvas(workbench.panel()).click();
    await workbench.reload();
    await workbench.panel().getByRole('button', { name: 'Stop Comparing' }).waitFor({ timeout: profileTimeoutMs });
    await workbench.panel().getByRole('button', { name: 'Stop Comparing' }).click();
    await flameCanvas(workbench.panel()).waitFor();
  });

  step('a file that was cut off shows what is left of it, and says so', async (workbench) => {
    await workbench.openWith('cut.cpuprofile', cpuEditor);
    await workbench.panel().getByText('notes on this file').click();
    await workbench
      .panel()
      .getByText(/cut off|ends/)
      .first()
      .waitFor();
    await screenshot(workbench, 'profile-cut-dark');
  });

  step('a file that is no profile says so in its page', async (workbench) => {
    await workbench.openWith('none.cpuprofile', cpuEditor);
    await workbench.panel().getByRole('alert').waitFor();
    await screenshot(workbench, 'profile-none-dark');
  });

  step('a file beyond what an editor can read is refused in one sentence', async (workbench) => {
    // Takes no room on the disk: nothing of it was ever written.
    truncateSync(path.join(session.folder, 'huge.cpuprofile'), 3_000_000_000);
    await workbench.openWith('huge.cpuprofile', cpuEditor);
    await workbench
      .panel()
      .getByRole('alert')
      .filter({ hasText: 'huge.cpuprofile is too big to be shown (3.0 GB' })
      .waitFor();
  });

  step('two selected profiles are compared', async (workbench) => {
    // The file of the editor that opens is selected in the explorer by itself, at its own time, which may undo the choice of two.
    const compareBoth = () =>
      workbench.eventually('the comparison of both', uiTimeoutMs, async () => {
        await workbench.page.keyboard.press('Escape');
        await workbench.explorerItem('one.cpuprofile').click();
        await workbench.explorerItem('two.cpuprofile').click({ modifiers: ['Control'] });
        await workbench.chooseInContextMenu('two.cpuprofile', 'Compare Profiles');
        const stop = workbench.panel().getByRole('button', { name: 'Stop Comparing' });
        return stop.waitFor({ timeout: 5000 }).then(
          () => true,
          () => false,
        );
      });
    await compareBoth();
    await workbench.tab('one.cpuprofile ↔ two.cpuprofile').waitFor();
    await flameCanvas(workbench.panel()).waitFor();
    await compareBoth();
    await workbench.eventually('one tab for the comparison', uiTimeoutMs, async () => {
      return (await workbench.tab('one.cpuprofile ↔ two.cpuprofile').count()) === 1;
    });
    await screenshot(workbench, 'profile-comparison-dark');
  });

  step('a double-click on capture.json shows the report', async (workbench) => {
    await workbench.explorerItem(captureId).click();
    await workbench.explorerItemInside('capture.json').dblclick();
    await verdictOf(workbench.panel(), 'cpu-bound').waitFor({ timeout: profileTimeoutMs });
    await screenshot(workbench, 'capture-editor-dark');
    await workbench.panel().getByRole('tab', { name: 'Flame chart' }).click();
    await flameCanvas(workbench.panel()).waitFor();
    await screenshot(workbench, 'capture-lanes-dark');
    await workbench.explorerItem(captureId).click();
  });

  step("somebody else's capture.json opens as text", async (workbench) => {
    await workbench.explorerItem('capture.json').dblclick();
    await workbench.page.locator('.view-lines').filter({ hasText: '"mine"' }).waitFor();
  });

  step(
    'hot lines of a run are tinted, with their share behind them, in every theme until cleared',
    async (workbench) => {
      await workbench.openFile(programName);
      await workbench.chooseInContextMenu(programName, 'Profile Concurrency');
      await verdictOf(workbench.panel(), 'cpu-bound').waitFor({ timeout: profileTimeoutMs });
      await workbench.eventually('hot lines', uiTimeoutMs, async () => (await hotLines(workbench)) > 0);
      for (const [name, theme] of themes) {
        await workbench.theme(theme);
        await screenshot(workbench, `line-heat-${name}`);
      }
      await clearHotLines(workbench);
    },
  );
});
