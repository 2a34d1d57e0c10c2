/** From a function to measured models: the trial's chart in the panel. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { profileTimeoutMs, verdictOf } from './reportPanel.ts';
import { screenshotFolder, Session } from './session.ts';
import type { Workbench } from './workbench.ts';

const program = 'count-primes.mjs';
const module = 'primes.mjs';
const command = 'Compare Concurrency Models…';
const functionLine = 2;
const hiddenLine = 12;
const files = {
  [module]: `// How many primes there are below a limit.
export function countPrimes(limit) {
  let count = 0;
  for (let number = 2; number < limit; number++) {
    let divisor = 2;
    while (divisor * divisor <= number && number % divisor !== 0) divisor++;
    if (divisor * divisor > number) count++;
  }
  return count;
}
function isEven(number) {
  return number % 2 === 0;
}
`,
  [program]: `import { countPrimes } from './${module}';
let total = 0;
for (let round = 0; round < 40; round++) total += countPrimes(400_000);
console.log(total);
`,
};

describe('Comparing concurrency models in VS Code', () => {
  let session: Session;
  const step = (name: string, body: (workbench: Workbench) => Promise<void>): void => {
    test(name, () => session.run(name, body));
  };
  before(async () => {
    session = await Session.open({
      files,
      settings: {
        'profileConcurrency.trial.models': ['worker-threads'],
        'profileConcurrency.trial.repeat': 3,
        'profileConcurrency.trial.timeLimit': 45,
      },
    });
  });
  after(() => session?.close());

  step('a function that is not exported is refused in a sentence', async (workbench) => {
    await workbench.openFile(module);
    await workbench.goToLine(module, hiddenLine);
    await workbench.command(command);
    await workbench.notification('isEven is not exported').waitFor();
  });

  step('a trial of the function at the cursor ends with its chart in the panel', async (workbench) => {
    await workbench.chooseInContextMenu(program, 'Profile Concurrency');
    await verdictOf(workbench.panel(), 'cpu-bound').waitFor({ timeout: profileTimeoutMs });
    await workbench.noProgressLeft();
    await workbench.openFile(module);
    await workbench.goToLine(module, functionLine);
    await workbench.command(command);
    await workbench.pick('One Value, Many Calls…');
    await workbench.enter('The argument of countPrimes(limit) as JSON', '200000');
    await workbench.enter('How many calls', '8');
    const panel = workbench.panel();
    const bars = panel.locator('.trials .trial-row');
    await bars.first().waitFor({ timeout: profileTimeoutMs });
    assert.ok((await bars.count()) >= 2, 'serial and at least one pool of workers');
    assert.match(await panel.locator('.trials').innerText(), /countPrimes/);
    await workbench.noProgressLeft();
    await panel.locator('.trials').evaluate((element) => element.scrollIntoView({ block: 'start' }));
    mkdirSync(screenshotFolder, { recursive: true });
    await workbench.screenshot(path.join(screenshotFolder, 'trial-panel.png'));
  });

  step('the inputs are offered again, and the panel asks for a trial too', async (workbench) => {
    const panel = workbench.panel();
    const ask = panel.getByRole('button', { name: /^Compare Models/ }).first();
    await ask.click();
    await workbench.pick(/As Last Time.*8 calls with 200000/);
    const progress = workbench.notification('Comparing models for countPrimes');
    await progress.waitFor();
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await progress.waitFor({ state: 'detached' });
    await workbench.noProgressLeft();
    // The button asks again, so the panel has been told that the trial is over.
    await panel
      .getByRole('button', { name: /^Compare Models/, disabled: false })
      .first()
      .waitFor();
  });
});
