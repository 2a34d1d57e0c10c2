/** Programs that do not end by themselves, and programs that cannot run. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { hotFunctionRows, profileTimeoutMs, verdictOf } from './reportPanel.ts';
import { Session } from './session.ts';
import type { Workbench } from './workbench.ts';

const files = {
  'endless.mjs': 'function spin() {\n  let rounds = 0;\n  while (true) rounds++;\n}\nspin();\n',
  'server.mjs':
    "import http from 'node:http';\nhttp.createServer((_, answer) => answer.end('hello')).listen(0, '127.0.0.1');\n",
  'broken.mjs': 'const answer = ;\n',
  'notes.txt': 'Not a program.\n',
};

describe('Stopping programs in VS Code', () => {
  let session: Session;
  const step = (name: string, body: (workbench: Workbench) => Promise<void>): void => {
    test(name, () => session.run(name, body));
  };
  before(async () => {
    session = await Session.open({ files });
  });
  after(() => session?.close());

  step('an endless loop is stopped from its notification and yields its report', async (workbench) => {
    await workbench.chooseInContextMenu('endless.mjs', 'Profile Concurrency');
    // Long enough for a verdict: the first tenths of a second are Node's start.
    const progress = workbench.notification('Profiling endless.mjs').filter({ hasText: /0:(0[3-9]|[1-5]\d) · CPU \d/ });
    await progress.waitFor({ timeout: profileTimeoutMs });
    await progress.getByRole('button', { name: 'Cancel' }).click();
    const panel = workbench.panel();
    await verdictOf(panel, 'cpu-bound').waitFor({ timeout: profileTimeoutMs });
    assert.match(await hotFunctionRows(panel).first().innerText(), /spin/);
    assert.match(await panel.locator('body').innerText(), /stopped/i);
    await workbench.noProgressLeft();
    await workbench.closeTab('Concurrency: endless.mjs');
  });

  step('a server is stopped by the command and yields its report', async (workbench) => {
    await workbench.chooseInContextMenu('server.mjs', 'Profile Concurrency');
    await workbench
      .notification('Profiling server.mjs')
      .filter({ hasText: /CPU \d/ })
      .waitFor({ timeout: profileTimeoutMs });
    await workbench.command('Stop Profiling and Show the Report');
    const panel = workbench.panel();
    // Nobody has asked it anything, so there is nothing to judge; the report says how it ended.
    await verdictOf(panel, 'insufficient-data').waitFor({ timeout: profileTimeoutMs });
    assert.match(await panel.locator('.page-header').innerText(), /Stopped by you/);
    await workbench.noProgressLeft();
    await workbench.closeTab('Concurrency: server.mjs');
  });

  step('a program with a syntax error is answered, and no progress stays', async (workbench) => {
    await workbench.chooseInContextMenu('broken.mjs', 'Profile Concurrency');
    const panel = workbench.panel();
    await verdictOf(panel, 'insufficient-data').waitFor({ timeout: profileTimeoutMs });
    assert.match(await panel.locator('section.verdict').innerText(), /exit(ed)? (with )?code 1|SyntaxError/i);
    // What Node.js said about it is in the terminal, which comes into view by itself.
    await workbench.page.locator('.terminal-wrapper.active .xterm-rows').filter({ hasText: 'SyntaxError' }).waitFor();
    await workbench.noProgressLeft();
  });

  step('the entry is offered for programs only', async (workbench) => {
    assert.ok((await workbench.contextMenuOf('endless.mjs')).includes('Profile Concurrency'));
    assert.ok(!(await workbench.contextMenuOf('notes.txt')).includes('Profile Concurrency'));
  });
});

describe('A Node.js binary that is not there', () => {
  let session: Session;
  before(async () => {
    session = await Session.open({ settings: { 'profileConcurrency.nodePath': '/nowhere/bin/node' } });
  });
  after(() => session?.close());

  test('is named in one sentence that leads to the settings and the log', () =>
    session.run('missing node', async (workbench) => {
      await workbench.chooseInContextMenu('cpu-bound-javascript.mjs', 'Profile Concurrency');
      const message = workbench.notification('There is no Node.js binary at /nowhere/bin/node');
      await message.waitFor();
      await message.getByRole('button', { name: 'Open Settings' }).waitFor();
      await workbench.noProgressLeft();
      await message.getByRole('button', { name: 'Show Log' }).click();
      await workbench.page
        .locator('.output-view-container, .pane-body.output-view')
        .filter({ hasText: '/nowhere/bin/node' })
        .waitFor();
    }));
});
