/** What a user does in VS Code's window, in the user's words. Waits for things to appear, never for time to pass. */
import type { FrameLocator, Locator, Page } from 'playwright-core';

/** Extensions register some seconds after the workbench is drawn, more on a busy machine. */
const extensionHostTimeoutMs = 60_000;
const uiTimeoutMs = 30_000;
/** A menu ignores clicks in its first 100 ms, and closes at once on one that it takes. */
const menuCloseTimeoutMs = 1_000;
const pollIntervalMs = 250;

export class Workbench {
  readonly page: Page;
  readonly #console: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(uiTimeoutMs);
    page.on('console', (message) => this.#console.push(`[${message.type()}] ${message.text()}`));
    page.on('pageerror', (error) => this.#console.push(`[page error] ${error.stack ?? error.message}`));
  }

  /** What the window and its webviews have written to the browser's console. */
  consoleText(): string {
    return this.#console.join('\n');
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.page.locator('.monaco-workbench').waitFor({ timeout: extensionHostTimeoutMs });
    await this.page
      .locator('.explorer-folders-view .monaco-list-row')
      .first()
      .waitFor({ timeout: extensionHostTimeoutMs });
  }

  /** By VS Code's own command, which lets every part save its state first. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load', { timeout: extensionHostTimeoutMs });
    await this.command('Developer: Reload Window');
    await loaded;
    await this.page.locator('.monaco-workbench').waitFor({ timeout: extensionHostTimeoutMs });
  }

  /** What the terminal in front shows. */
  terminalText(): Locator {
    return this.page.locator('.terminal-wrapper.active .xterm-rows');
  }

  /** Folds the panel below the editors, where the terminal is. */
  async hideTerminal(): Promise<void> {
    const below = this.page.locator('.part.panel');
    if (!(await below.isVisible())) return;
    await this.page.keyboard.press('Control+j');
    await below.waitFor({ state: 'hidden' });
  }

  /** Folds the side bar away or brings it back. */
  async toggleSideBar(): Promise<void> {
    const bar = this.page.locator('.part.sidebar');
    const state = (await bar.isVisible()) ? 'hidden' : 'visible';
    await this.command('View: Toggle Primary Side Bar Visibility');
    await bar.waitFor({ state });
  }

  explorerItem(name: string): Locator {
    return this.page.locator(`.explorer-folders-view .monaco-list-row[aria-label="${name}"][aria-level="1"]`);
  }

  /** In a folder that is unfolded. */
  explorerItemInside(name: string): Locator {
    return this.page.locator(`.explorer-folders-view .monaco-list-row[aria-label="${name}"][aria-level="2"]`);
  }

  /** The labels of a file's context menu, which is closed again. */
  async contextMenuOf(fileName: string): Promise<string[]> {
    const labels = await this.#openContextMenu(this.explorerItem(fileName));
    await this.page.keyboard.press('Escape');
    return labels;
  }

  /** Right-clicks a file in the explorer and chooses an entry; waits for the extension that contributes it. */
  async chooseInContextMenu(fileName: string, label: string): Promise<void> {
    await this.#chooseFrom(this.explorerItem(fileName), fileName, label);
  }

  /** The same for a file in a folder that is unfolded. */
  async chooseInContextMenuInside(fileName: string, label: string): Promise<void> {
    await this.#chooseFrom(this.explorerItemInside(fileName), fileName, label);
  }

  async #chooseFrom(item: Locator, name: string, label: string): Promise<void> {
    await this.eventually(`"${label}" in the context menu of ${name}`, extensionHostTimeoutMs, async () => {
      const labels = await this.#openContextMenu(item);
      if (labels.includes(label)) return true;
      await this.page.keyboard.press('Escape');
      return false;
    });
    const entry = this.#menuEntries().filter({ hasText: exactly(label) });
    await this.eventually(`the context menu takes the click on "${label}"`, uiTimeoutMs, async () => {
      await entry.click();
      return entry.waitFor({ state: 'detached', timeout: menuCloseTimeoutMs }).then(
        () => true,
        () => false,
      );
    });
  }

  async #openContextMenu(item: Locator): Promise<string[]> {
    // One that a failed step has left open.
    if (await this.#menuEntries().first().isVisible()) await this.page.keyboard.press('Escape');
    await item.click({ button: 'right' });
    await this.#menuEntries().first().waitFor();
    return (await this.#menuEntries().allInnerTexts()).map((text) => text.trim());
  }

  #menuEntries(): Locator {
    return this.page.locator('.context-view .monaco-menu .action-label:not(.separator)');
  }

  /** What the palette offers for a text. */
  async palette(text: string): Promise<string[]> {
    const rows = await this.#openPalette(text);
    const found = await rows.allInnerTexts();
    await this.page.keyboard.press('Escape');
    return found.map((row) => row.replace(/\s+/g, ' ').trim());
  }

  /**
   * Runs a command from the palette by its full title; waits for the extension that contributes it. The palette lists
   * what is known when it opens: one that is opened too early never gets the command, and is opened again.
   */
  async command(title: string): Promise<void> {
    await this.eventually(`"${title}" in the palette`, extensionHostTimeoutMs, async () => {
      const row = (await this.#openPalette(title)).filter({ hasText: title }).first();
      if (await row.isVisible()) {
        await row.click();
        return true;
      }
      await this.page.keyboard.press('Escape');
      return false;
    });
  }

  async #openPalette(text: string): Promise<Locator> {
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget input');
    await input.waitFor();
    await input.fill(`>${text}`);
    const rows = this.page.locator('.quick-input-widget .quick-input-list .monaco-list-row');
    await rows.first().waitFor();
    return rows;
  }

  /** The document inside the webview that is on top: two nested frames. */
  panel(): FrameLocator {
    return this.page
      .locator('iframe.webview.ready')
      .filter({ visible: true })
      .contentFrame()
      .locator('iframe#active-frame')
      .contentFrame();
  }

  tab(title: string): Locator {
    return this.page.locator('.tabs-container .tab', { hasText: title });
  }

  /** Resolves once the active text editor shows this file with the cursor on this line. */
  async cursorAt(fileName: string, line: number, timeout = uiTimeoutMs): Promise<void> {
    await this.page
      .locator(`.editor-group-container.active .tab.active[data-resource-name="${fileName}"]`)
      .waitFor({ timeout });
    await this.page
      .locator('#status\\.editor\\.selection')
      .filter({ hasText: new RegExp(`Ln ${line}\\b`) })
      .waitFor({ timeout });
  }

  /** A notification that holds this text. */
  notification(text: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item').filter({ hasText: text });
  }

  /** Resolves once no notification shows a progress any more. */
  async noProgressLeft(): Promise<void> {
    const bars = this.page.locator('.notifications-toasts .monaco-progress-container.active');
    await this.eventually('no progress is left', uiTimeoutMs, async () => (await bars.count()) === 0);
  }

  /** Presses a button of a notification and waits until the notification has gone. */
  async pressInNotification(text: string | RegExp, button: string): Promise<void> {
    const notification = this.notification(text);
    await notification.getByRole('button', { name: button, exact: true }).click();
    await notification.waitFor({ state: 'detached' });
  }

  /** Puts a notification away without pressing any of its buttons. */
  async dismissNotification(text: string | RegExp): Promise<void> {
    const notification = this.notification(text);
    await notification.hover();
    await notification.locator('.codicon-notifications-clear').click();
    await notification.waitFor({ state: 'detached' });
  }

  /** Chooses an entry of the list that a command has opened. */
  async pick(text: string | RegExp): Promise<void> {
    const row = this.page.locator('.quick-input-widget .quick-input-list .monaco-list-row').filter({ hasText: text });
    await row.first().click();
  }

  /** Opens a file of the explorer in an editor of this name; waits for the extension that contributes it. */
  async openWith(fileName: string, editor: string): Promise<void> {
    const rows = this.page.locator('.quick-input-widget .quick-input-list .monaco-list-row');
    await this.eventually(`"${editor}" among the editors for ${fileName}`, extensionHostTimeoutMs, async () => {
      await this.chooseInContextMenu(fileName, 'Open With...');
      await rows.first().waitFor();
      const chosen = await rows
        .filter({ hasText: editor })
        .click({ timeout: menuCloseTimeoutMs })
        .then(
          () => true,
          () => false,
        );
      if (!chosen) await this.page.keyboard.press('Escape');
      return chosen;
    });
    await this.tab(fileName).waitFor();
  }

  /** Types into the box that a command has opened, known by its prompt, and confirms. */
  async enter(prompt: string | RegExp, text: string): Promise<void> {
    const box = this.page.locator('.quick-input-widget').filter({ hasText: prompt });
    await box.waitFor();
    await box.locator('input[type=text]').fill(text);
    await this.page.keyboard.press('Enter');
    await box.waitFor({ state: 'hidden' });
  }

  /** The tree of changes that an edit waits with for its confirmation. */
  refactorPreview(): Locator {
    return this.page.locator('.bulk-edit-panel');
  }

  /** Confirms the edit that the preview shows, and waits until it is applied. */
  async applyRefactorPreview(): Promise<void> {
    const preview = this.refactorPreview();
    await preview.getByRole('button', { name: 'Apply', exact: true }).click();
    await preview.locator('.monaco-list-row').first().waitFor({ state: 'hidden' });
  }

  /** Right-clicks an entry of a view and chooses from its menu. */
  async chooseForViewItem(viewTitle: string, item: Locator, label: string): Promise<void> {
    await this.expandView(viewTitle);
    await this.#chooseFrom(item, viewTitle, label);
  }

  /** Puts the cursor on a line of the editor in front. */
  async goToLine(fileName: string, line: number): Promise<void> {
    await this.eventually(`the cursor on line ${line} of ${fileName}`, uiTimeoutMs, async () => {
      await this.page.locator(`.tabs-container .tab[data-resource-name="${fileName}"]`).click();
      await this.page.keyboard.press('Control+g');
      const input = this.page.locator('.quick-input-widget input[type=text]');
      await input.waitFor();
      await input.fill(`:${line}`);
      await this.page.keyboard.press('Enter');
      return this.cursorAt(fileName, line, pollIntervalMs * 8).then(
        () => true,
        () => false,
      );
    });
  }

  async openFile(name: string): Promise<void> {
    await this.explorerItem(name).dblclick();
    await this.page.locator(`.tabs-container .tab[data-resource-name="${name}"]`).waitFor();
  }

  async closeTab(title: string): Promise<void> {
    await this.tab(title).click({ button: 'middle' });
    await this.tab(title).waitFor({ state: 'detached' });
  }

  /** Points at the first place in the editor where this word stands alone. */
  async hoverInEditor(word: string): Promise<void> {
    await this.page
      .locator('.view-lines span span')
      .filter({ hasText: exactly(word) })
      .first()
      .hover();
  }

  /** What stands behind the ends of lines in the editors without being text of theirs. */
  decorationTexts(): Promise<string[]> {
    return this.page
      .locator('.view-line span[class*="ced-"]')
      .evaluateAll((elements) =>
        elements.map((element) => getComputedStyle(element, '::after').content).filter((text) => text !== 'none'),
      );
  }

  /** Turns to a colour theme by the picker, as a user does. */
  async theme(name: string): Promise<void> {
    await this.command('Preferences: Color Theme');
    const input = this.page.locator('.quick-input-widget input');
    await input.fill(name);
    await this.pick(name);
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Opens a view of the side bar that may be folded. */
  async expandView(title: string): Promise<void> {
    const header = this.#viewPane(title).locator('.pane-header');
    await header.waitFor();
    if ((await header.getAttribute('aria-expanded')) !== 'true') await header.click();
    await this.#viewPane(title).locator('.pane-body').waitFor();
  }

  /** `at`: which of several that hold the text, from the top. */
  viewItem(viewTitle: string, text: string, at = 0): Locator {
    return this.#viewPane(viewTitle).locator('.monaco-list-row').filter({ hasText: text }).nth(at);
  }

  #viewPane(title: string): Locator {
    return this.page.locator('.pane').filter({ has: this.page.locator(`.pane-header h3:has-text("${title}")`) });
  }

  /** With the mouse out of the way. */
  async screenshot(file: string): Promise<void> {
    await this.page.mouse.move(0, 0);
    await this.page.screenshot({ path: file, animations: 'disabled' });
  }

  /** Polls a condition that no locator can express. */
  async eventually(what: string, timeoutMs: number, probe: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!(await probe())) {
      if (Date.now() > deadline) throw new Error(`Not within ${timeoutMs / 1000} s: ${what}.`);
      await this.page.waitForTimeout(pollIntervalMs);
    }
  }
}

function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}
