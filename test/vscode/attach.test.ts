/** "Attach…": a program that runs already is chosen from a list, measured, and runs on. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { hotFunctionRows, profileTimeoutMs, verdictOf } from './reportPanel.ts';
import { Session } from './session.ts';

const source = `
  function spin() { let sum = 0; for (let i = 0; i < 1e5; i++) sum += Math.sqrt(i); return sum; }
  console.log('ready');
  for (;;) spin();`;

describe('Attaching in VS Code', () => {
  let session: Session;
  let program: ChildProcess;
  before(async () => {
    session = await Session.open({ settings: { 'profileConcurrency.attachDuration': 3 } });
    const file = path.join(session.folder, 'already-running.mjs');
    writeFileSync(file, source);
    program = spawn(process.execPath, ['--inspect-port=0', file], {
      cwd: session.folder,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await once(program.stdout!, 'data');
  });
  after(async () => {
    program?.kill('SIGKILL');
    await session?.close();
  });

  test('a running program is chosen, measured for the time set, and runs on', () =>
    session.run('attach', async (workbench) => {
      await workbench.command('Concurrency Profiler: Attach…');
      const rows = workbench.page.locator('.quick-input-widget .quick-input-list .monaco-list-row');
      await rows.filter({ hasText: 'already-running.mjs' }).first().click();
      const panel = workbench.panel();
      await verdictOf(panel, 'cpu-bound').waitFor({ timeout: profileTimeoutMs });
      assert.match(await hotFunctionRows(panel).first().innerText(), /spin/);
      await workbench.noProgressLeft();
      assert.equal(program.exitCode ?? program.signalCode, null);
    }));
});
