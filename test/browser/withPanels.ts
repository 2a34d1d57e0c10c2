/** What every test of the panel needs: one browser, a panel a test, and no complaint of the page at its end. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from './launchChromium.ts';
import { chromiumPath, missingForBrowser, openPanel, type Panel, type PanelOptions } from './panelPage.ts';

/** The toolkit's badge and progress ring carry an empty style attribute; the policy refuses it, and nothing is lost. */
const fromToolkit = /^Applying inline style violates/;
/** For an element that never comes; a busy machine draws in less. */
const patienceMs = 10_000;

export interface Panels {
  browser(): Browser;
  /** Opens a panel, uses it once its answer is there, and checks that the page had nothing to complain about. */
  withPanel(use: (panel: Panel) => Promise<void>, options?: Partial<PanelOptions>): Promise<void>;
}

/** A group of tests that share a browser; skipped, with the reason, where there is none. */
export function describePanel(name: string, usual: () => PanelOptions, tests: (panels: Panels) => void): void {
  describe(name, { skip: missingForBrowser() }, () => {
    let browser: Browser;
    before(async () => {
      browser = await launchChromium(chromiumPath);
    });
    after(() => browser.close());
    tests({
      browser: () => browser,
      withPanel: async (use, options = {}) => {
        const panel = await openPanel(browser, { ...usual(), ...options });
        try {
          panel.page.setDefaultTimeout(patienceMs);
          await panel.page.locator('.answer, .comparison-answer, .profile-page').waitFor();
          await use(panel);
          assert.deepEqual(
            panel.complaints.filter((text) => !fromToolkit.test(text)),
            [],
          );
        } finally {
          await panel.close();
        }
      },
    });
  });
}
