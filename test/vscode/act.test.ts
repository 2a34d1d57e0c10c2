/** What may happen after "Apply…": an install that fails and then works, no edit where there can be none, and captures compared from the view. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openLocalRegistry, type LocalRegistry } from './localRegistry.ts';
import { profileTimeoutMs, verdictOf } from './reportPanel.ts';
import { root, screenshotFolder, Session } from './session.ts';
import type { Workbench } from './workbench.ts';

/** Asks a service of its own that answers late. */
const service = `import { createServer, get } from 'node:http';

const answerAfterMs = 150;
const service = createServer((request, response) => setTimeout(() => response.end(request.url), answerAfterMs));
await new Promise((resolve) => service.listen(0, '127.0.0.1', resolve));
const { port } = service.address();

function fetchText(id) {
  return new Promise((resolve, reject) => {
    const request = get({ port, host: '127.0.0.1', path: \`/\${id}\` }, (answer) =>
      answer.setEncoding('utf8').on('data', resolve),
    );
    request.on('error', reject);
  });
}
`;

const project = 'shop';
const independent = 'fetch-orders.mjs';
const projectFiles = {
  'package.json': '{\n  "name": "shop",\n  "private": true\n}\n',
  [independent]: `// No order depends on another.
${service}
const orders = [];
for (const id of Array.from({ length: 24 }, (_, index) => index)) {
  orders.push(await fetchText(id));
}
console.log(orders.length);
service.close();
`,
};

const dependent = 'follow-links.mjs';
const awaitLine = 27;
/** The loop itself shows nothing of it, so it takes the edit's own look at what is called. */
const dependentText = `// Each page names the next.
${service}
let token = 'first';
async function fetchNext(id) {
  const text = await fetchText(\`\${id}-\${token}\`);
  token = \`after\${text.length}\`;
  return text;
}

async function fetchAll(ids) {
  const texts = [];
  for (const id of ids) texts.push(await fetchNext(id));
  return texts;
}

const texts = await fetchAll(Array.from({ length: 24 }, (_, index) => index));
console.log(texts.length);
service.close();
`;

describe('Acting in VS Code', () => {
  let session: Session;
  let registry: LocalRegistry;
  let source: string;
  const step = (name: string, body: (workbench: Workbench) => Promise<void>): void => {
    test(name, () => session.run(name, body));
  };
  const picture = async (workbench: Workbench, name: string): Promise<void> => {
    mkdirSync(screenshotFolder, { recursive: true });
    await workbench.screenshot(path.join(screenshotFolder, `act-${name}.png`));
  };
  const inProject = (name: string): string => path.join(session.folder, project, name);
  const view = 'Concurrency Profiles';

  before(async () => {
    registry = await openLocalRegistry();
    source = mkdtempSync(path.join(os.tmpdir(), 'act-'));
    for (const [name, text] of Object.entries(projectFiles)) writeFileSync(path.join(source, name), text);
    writeFileSync(path.join(source, '.npmrc'), registry.npmrc);
    session = await Session.open({ files: { [dependent]: dependentText }, folders: { [project]: source } });
  });
  after(async () => {
    await session?.close();
    await registry?.close();
    rmSync(source, { recursive: true, force: true });
  });

  step('for a loop that carries state no edit is offered, and the panel says why and where', async (workbench) => {
    await workbench.chooseInContextMenu(dependent, 'Profile Concurrency');
    const panel = workbench.panel();
    await verdictOf(panel, 'io-bound').waitFor({ timeout: profileTimeoutMs });
    await workbench.noProgressLeft();
    const advice = panel.locator('.advice-line');
    await advice.getByText('fetchNext reads token, awaits, and then sets it').waitFor();
    assert.equal(await advice.getByRole('button', { name: 'Apply…' }).count(), 0, 'nothing is offered to be refused');
    await picture(workbench, 'refused');
    await advice.locator('.edit-refused .link').click();
    await workbench.cursorAt(dependent, awaitLine);
    assert.equal(await workbench.refactorPreview().locator('.monaco-list-row').first().isVisible(), false);
    assert.equal(readFileSync(path.join(session.folder, dependent), 'utf8'), dependentText);
    assert.equal(existsSync(path.join(session.folder, 'package.json')), false);
  });

  step('an applied edit offers to install the package that it needs', async (workbench) => {
    await workbench.explorerItem(project).click();
    await workbench.chooseInContextMenuInside(independent, 'Profile Concurrency');
    const panel = workbench.panel();
    await workbench.tab(`Concurrency: ${independent}`).waitFor({ timeout: profileTimeoutMs });
    await verdictOf(panel, 'io-bound').waitFor({ timeout: profileTimeoutMs });
    await workbench.noProgressLeft();
    await panel.locator('section.recommendation').getByRole('button', { name: 'Apply…' }).first().click();
    await workbench.refactorPreview().locator('.monaco-list-row').filter({ hasText: independent }).waitFor();
    await workbench.applyRefactorPreview();
    await workbench.notification('Applied. Install p-map and profile again?').waitFor();
    await picture(workbench, 'install-offered');
  });

  step('an install that fails says so and can be tried again', async (workbench) => {
    await workbench.pressInNotification('Applied. Install p-map and profile again?', 'Install p-map');
    await workbench.notification('npm install failed').waitFor({ timeout: profileTimeoutMs });
    await workbench.terminalText().filter({ hasText: 'npm install' }).waitFor();
    await picture(workbench, 'install-failed');
    assert.equal(existsSync(inProject('node_modules/p-map')), false);
  });

  step('the install runs in the folder of the package.json that was changed', async (workbench) => {
    registry.publish(path.join(root, 'node_modules', 'p-map'));
    await workbench.pressInNotification('npm install failed', 'Try Again');
    await workbench.notification('Installed p-map').waitFor({ timeout: profileTimeoutMs });
    await picture(workbench, 'installed');
    assert.ok(existsSync(inProject('node_modules/p-map/package.json')));
    const lock = JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8'));
    assert.ok('node_modules/p-map' in lock.packages);
    assert.equal(existsSync(path.join(session.folder, 'node_modules')), false, 'nothing above the project');
  });

  step('what was installed runs, and the comparison shows the gain', async (workbench) => {
    await workbench.pressInNotification('Installed p-map', 'Profile Again and Compare');
    await workbench.panel().locator('main.comparison').waitFor({ timeout: profileTimeoutMs });
    await workbench.noProgressLeft();
    await workbench.hideTerminal();
    await picture(workbench, 'compared');
    await workbench.closeTab(`Compare: ${independent}`);
  });

  step('two captures that are selected in the view are compared', async (workbench) => {
    await workbench.expandView(view);
    const [newest, older] = [workbench.viewItem(view, independent, 0), workbench.viewItem(view, independent, 1)];
    await older.click();
    await newest.click({ modifiers: ['Control'] });
    await workbench.chooseForViewItem(view, workbench.viewItem(view, dependent), 'Compare Selected');
    await workbench.notification('Select two captures').waitFor();
    await workbench.dismissNotification('Select two captures');
    await workbench.chooseForViewItem(view, newest, 'Compare Selected');
    await workbench.tab(`Compare: ${independent}`).waitFor();
    await workbench.panel().locator('main.comparison').waitFor({ timeout: profileTimeoutMs });
    await picture(workbench, 'selected');
    await workbench.closeTab(`Compare: ${independent}`);
  });

  step('captures of two programs are compared, and it is said that they are two', async (workbench) => {
    await workbench.expandView(view);
    // Ends the selection of two.
    await workbench.viewItem(view, dependent).click();
    await workbench.chooseForViewItem(view, workbench.viewItem(view, dependent), 'Select for Compare');
    await workbench.chooseForViewItem(view, workbench.viewItem(view, independent, 0), 'Compare with Selected');
    await workbench.tab(`${dependent} ↔ ${independent}`).waitFor();
    await workbench.panel().locator('main.comparison').waitFor({ timeout: profileTimeoutMs });
    await picture(workbench, 'two-programs');
  });

  step('a capture is not compared with itself', async (workbench) => {
    await workbench.chooseForViewItem(view, workbench.viewItem(view, dependent), 'Compare with Selected');
    await workbench.notification('nothing to compare it with but itself').waitFor();
  });
});
