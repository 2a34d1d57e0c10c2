/** A workspace that is not trusted: nothing runs, past captures can be read. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { hotFunctionRows, profileTimeoutMs, verdictOf } from './reportPanel.ts';
import { root, Session } from './session.ts';

const program = 'cpu-bound-javascript.mjs';
const profileKey = 'Control+Alt+Shift+F8';

describe('An untrusted workspace', () => {
  let session: Session;
  const captures = mkdtempSync(path.join(os.tmpdir(), 'vscode-captures-'));
  before(async () => {
    execFileSync(
      process.execPath,
      [
        path.join(root, 'dist', 'cli.js'),
        'run',
        '--no-calibrate',
        '--out',
        captures,
        '--',
        path.join(root, 'examples', program),
      ],
      { stdio: 'ignore' },
    );
    session = await Session.open({
      workspaceTrust: true,
      settings: { 'profileConcurrency.captureFolder': captures },
      keybindings: [{ key: 'ctrl+alt+shift+f8', command: 'profileConcurrency.profileFile' }],
    });
  });
  after(async () => {
    await session?.close();
    rmSync(captures, { recursive: true, force: true });
  });

  test('shows past captures', () =>
    session.run('untrusted view', async (workbench) => {
      await workbench.expandView('Concurrency Profiles');
      await workbench.viewItem('Concurrency Profiles', program).click({ timeout: profileTimeoutMs });
      await verdictOf(workbench.panel(), 'cpu-bound').waitFor({ timeout: profileTimeoutMs });
      await hotFunctionRows(workbench.panel()).first().waitFor();
    }));

  test('offers no profiling, neither in menus nor in the palette', () =>
    session.run('untrusted menus', async (workbench) => {
      // The extension has answered above, so its menus are there.
      assert.ok(!(await workbench.contextMenuOf(program)).some((label) => label.includes('Profile Concurrency')));
      const offered = await workbench.palette('Concurrency Profiler');
      assert.ok(
        offered.some((row) => row.includes('Open Capture')),
        offered.join('\n'),
      );
      assert.ok(!offered.some((row) => row.includes('Profile Concurrency')), offered.join('\n'));
    }));

  test('runs nothing when the command is called all the same', () =>
    session.run('untrusted command', async (workbench) => {
      await workbench.openFile(program);
      await workbench.page.keyboard.press(profileKey);
      await workbench.notification('not trusted').waitFor();
      assert.equal(readdirSync(captures).length, 1, 'there is the earlier capture only');
    }));
});
