/** From a recommendation to a changed program, and to the proof that it is faster. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import { profileTimeoutMs, verdictOf } from './reportPanel.ts';
import { screenshotFolder, Session } from './session.ts';
import type { Workbench } from './workbench.ts';

const program = 'serial-orders.mjs';
const otherThemes = [
  ['dark', 'Dark Modern'],
  ['high-contrast', 'Dark High Contrast'],
] as const;
const loopLine = 20;
const files = {
  'package.json': '{\n  "name": "orders",\n  "private": true\n}\n',
  'package-lock.json': '{}\n',
  [program]: `// Asks a service for orders, one after another, although no order depends on another.
import { createServer, get } from 'node:http';

const answerAfterMs = 250;
const service = createServer((request, response) => setTimeout(() => response.end(request.url), answerAfterMs));
await new Promise((resolve) => service.listen(0, '127.0.0.1', resolve));
const { port } = service.address();

function fetchOrder(id) {
  return new Promise((resolve, reject) => {
    const request = get({ port, host: '127.0.0.1', path: \`/orders/\${id}\` }, (answer) => answer.on('data', resolve));
    request.on('error', reject);
  });
}

async function fetchOrders(ids) {
  const orders = [];
  // The order of the results is that of the ids.
  for (const id of ids) {
    orders.push(await fetchOrder(id));
  }
  return orders;
}

const orders = await fetchOrders(Array.from({ length: 32 }, (_, index) => index));
console.log(\`\${orders.length} orders, the last is \${orders.at(-1)}\`);
service.close();
`,
};

/** Wall time before over wall time after. The headline is no proof here: on a busy machine it rightly speaks of noise. */
async function gainIn(panel: FrameLocator): Promise<number> {
  const [before, after] = (await panel.locator('.compared-wall').allInnerTexts()).map((text) => {
    const [, value, unit] = /^([\d.]+)\s*(ms|s)$/.exec(text.trim()) ?? [];
    return Number(value) * (unit === 's' ? 1000 : 1);
  });
  assert.ok(before !== undefined && after !== undefined, 'both runs are shown with their wall time');
  return before / after;
}

describe('Acting on a recommendation in VS Code', () => {
  let session: Session;
  const step = (name: string, body: (workbench: Workbench) => Promise<void>): void => {
    test(name, () => session.run(name, body));
  };
  const picture = async (workbench: Workbench, name: string): Promise<void> => {
    mkdirSync(screenshotFolder, { recursive: true });
    await workbench.screenshot(path.join(screenshotFolder, `recommendation-${name}.png`));
  };
  const sourceNow = () => readFileSync(path.join(session.folder, program), 'utf8');
  before(async () => {
    session = await Session.open({
      files,
      packages: ['p-map'],
      settings: { 'workbench.colorTheme': 'Light Modern' },
    });
  });
  after(() => session?.close());

  step('the panel of a serial program offers its edit', async (workbench) => {
    await workbench.chooseInContextMenu(program, 'Profile Concurrency');
    const panel = workbench.panel();
    await verdictOf(panel, 'io-bound').waitFor({ timeout: profileTimeoutMs });
    await panel.locator('section.recommendation').getByRole('button', { name: 'Apply…' }).first().waitFor();
    await workbench.noProgressLeft();
  });

  step('the line offers it too, as a refactoring', async (workbench) => {
    await workbench.openFile(program);
    await workbench.goToLine(program, loopLine);
    const action = workbench.page.locator('.action-widget .monaco-list-row').filter({ hasText: /calls of fetchOrder/ });
    // The language server starts with the first report; a list that was opened before it answered lacks the action.
    await workbench.eventually('the action at the await', profileTimeoutMs, async () => {
      await workbench.page.keyboard.press('Control+Shift+r');
      const found = await action
        .first()
        .waitFor({ timeout: 3000 })
        .then(
          () => true,
          () => false,
        );
      if (!found) await workbench.page.keyboard.press('Escape');
      return found;
    });
    await picture(workbench, 'code-action');
    await workbench.page.keyboard.press('Escape');
  });

  step('its action is previewed, and nothing changes before it is confirmed', async (workbench) => {
    await workbench.panel().locator('section.recommendation').getByRole('button', { name: 'Apply…' }).first().click();
    const preview = workbench.refactorPreview();
    await preview.locator('.monaco-list-row').filter({ hasText: program }).waitFor();
    await preview.locator('.monaco-list-row').filter({ hasText: 'package.json' }).first().waitFor();
    assert.equal(sourceNow(), files[program]);
    await picture(workbench, 'preview');
  });

  step('confirmed, it changes the program and its package.json', async (workbench) => {
    await workbench.applyRefactorPreview();
    await workbench.notification('Applied. Profile again?').waitFor();
    await picture(workbench, 'applied');
  });

  step('profiling again ends in a comparison that shows the gain', async (workbench) => {
    await workbench.pressInNotification('Applied. Profile again?', 'Profile Again and Compare');
    const panel = workbench.panel();
    await panel.locator('main.comparison').waitFor({ timeout: profileTimeoutMs });
    assert.ok((await gainIn(panel)) > 2, 'eight seconds of waiting have become less than four');
    assert.match(sourceNow(), /pMap\(/);
    const { dependencies } = JSON.parse(readFileSync(path.join(session.folder, 'package.json'), 'utf8'));
    assert.ok('p-map' in dependencies);
    await workbench.noProgressLeft();
    await picture(workbench, 'comparison');
    for (const [name, theme] of otherThemes) {
      await workbench.theme(theme);
      await picture(workbench, `comparison-${name}`);
    }
    await workbench.theme('Light Modern');
  });

  step('the comparison comes back after a reload of the window', async (workbench) => {
    await workbench.reload();
    await workbench.panel().locator('main.comparison').waitFor({ timeout: profileTimeoutMs });
  });

  step('the former capture no longer fits the changed program, which is said in a sentence', async (workbench) => {
    await workbench.tab(`Concurrency: ${program}`).click();
    const panel = workbench.panel();
    await verdictOf(panel, 'io-bound').waitFor({ timeout: profileTimeoutMs });
    const advice = panel.locator('.advice-line');
    await advice.getByText(`${program} has changed since it was measured. Profile it again to act on it.`).waitFor();
    assert.equal(await advice.getByRole('button', { name: 'Apply…' }).count(), 0);
    await picture(workbench, 'outdated');
  });

  step('two captures are compared from the view', async (workbench) => {
    const view = 'Concurrency Profiles';
    await workbench.closeTab(`Compare: ${program}`);
    await workbench.expandView(view);
    const [newest, older] = [workbench.viewItem(view, program, 0), workbench.viewItem(view, program, 1)];
    await workbench.chooseForViewItem(view, older, 'Select for Compare');
    await workbench.chooseForViewItem(view, newest, 'Compare with Selected');
    await workbench.panel().locator('main.comparison').waitFor({ timeout: profileTimeoutMs });
    assert.ok((await gainIn(workbench.panel())) > 2, 'the earlier capture is on the left whichever was selected first');
  });
});
