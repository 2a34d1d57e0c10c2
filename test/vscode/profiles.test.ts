/** Profile files and captures in editors of the extension, and the heat of lines beside the code. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { programName, recordCapture, recordProfiles } from './recordedProfiles.ts';
import { profileTimeoutMs, verdictOf } from './reportPanel.ts';
import { root, screenshotFolder, Session } from './session.ts';
import type { Workbench } from './workbench.ts';

const cpuEditor = 'CPU Profile (Concurrency Profiler)';
const heapEditor = 'Heap Profile (Concurrency Profiler)';

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
        'cut.cpuprofile': recorded.cpuProfile.slice(0, 2000),
        'capture.json': '{"mine": true}',
      },
      folders: { profiles: recorded.folder, [captureId]: capture.folder },
    });
  });
  after(() => session?.close());

  step('a .cpuprofile is opened with the viewer', async (workbench) => {
    await workbench.openWith('one.cpuprofile', cpuEditor);
    await workbench.panel().locator('main.page').waitFor();
    await screenshot(workbench, 'profile-cpu-dark');
  });

  step('a click on a frame finds the source in the workspace, though it was recorded elsewhere', async (workbench) => {
    await Promise.resolve(workbench);
  });

  step('a .heapprofile is opened with the viewer', async (workbench) => {
    await workbench.openWith('one.heapprofile', heapEditor);
    await workbench.panel().locator('main.page').waitFor();
    await screenshot(workbench, 'profile-heap-dark');
  });

  step('the profiles of a folder are threads of one page', async (workbench) => {
    await workbench.chooseInContextMenu('profiles', 'Open CPU Profiles of This Folder');
    await workbench.tab('profiles').waitFor();
    await workbench.panel().locator('main.page').waitFor();
    await screenshot(workbench, 'profile-folder-dark');
  });

  step('a file that was cut off says so in its page', async (workbench) => {
    await workbench.openWith('cut.cpuprofile', cpuEditor);
    await workbench.panel().locator('main.page').waitFor();
    await screenshot(workbench, 'profile-cut-dark');
  });

  step('a double-click on capture.json shows the report', async (workbench) => {
    await workbench.explorerItem(captureId).click();
    await workbench.explorerItemInside('capture.json').dblclick();
    await verdictOf(workbench.panel(), 'cpu-bound').waitFor({ timeout: profileTimeoutMs });
    await screenshot(workbench, 'capture-editor-dark');
    await workbench.explorerItem(captureId).click();
  });

  step("somebody else's capture.json opens as text", async (workbench) => {
    await workbench.explorerItem('capture.json').dblclick();
    await workbench.page.locator('.view-lines').filter({ hasText: '"mine"' }).waitFor();
  });

  step('hot lines are tinted, with their share behind them, until the numbers are cleared', async (workbench) => {
    await workbench.openFile(programName);
    await workbench.chooseInContextMenu(programName, 'Profile Concurrency');
    await verdictOf(workbench.panel(), 'cpu-bound').waitFor({ timeout: profileTimeoutMs });
    const shares = async (): Promise<number> =>
      (await workbench.decorationTexts()).filter((text) => /\d\s%\s·\s[\d.]+\sm?s/.test(text)).length;
    await workbench.eventually('shares behind lines', profileTimeoutMs, async () => (await shares()) > 0);
    await screenshot(workbench, 'line-heat-dark');
    await workbench.command('Clear the Numbers beside the Code');
    await workbench.eventually('no shares any more', profileTimeoutMs, async () => (await shares()) === 0);
  });
});
