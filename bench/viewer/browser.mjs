/** A fresh Chromium for each measurement, with the memory of its renderer from outside. */
import { readFileSync, writeFileSync } from 'node:fs';
import { tsImport } from 'tsx/esm/api';

const { launchChromium } = await tsImport('../../test/browser/launchChromium.ts', import.meta.url);
const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** @param {(page: import('playwright-core').Page, memory: Memory) => Promise<unknown>} use */
export async function withPage(url, use) {
  const browser = await launchChromium(chromium);
  try {
    const context = await browser.newContext({ viewport: { width: 1600, height: 1000 }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(url);
    return await use(page, new Memory(await rendererPid(browser), await context.newCDPSession(page)));
  } finally {
    await browser.close();
  }
}

async function rendererPid(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return Math.max(...processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id));
}

/** Resident memory as Linux counts it; null elsewhere. */
class Memory {
  #pid;
  #session;
  constructor(pid, session) {
    this.#pid = pid;
    this.#session = session;
  }

  /** Of what the page held before: pieces in which the file came, for one. */
  async collectGarbage() {
    await this.#session.send('HeapProfiler.collectGarbage');
  }

  megabytes() {
    return this.#field('VmRSS');
  }

  /** The highest since the last reset. */
  peakMegabytes() {
    return this.#field('VmHWM');
  }

  resetPeak() {
    if (process.platform === 'linux') writeFileSync(`/proc/${this.#pid}/clear_refs`, '5');
  }

  #field(name) {
    if (process.platform !== 'linux') return null;
    const status = readFileSync(`/proc/${this.#pid}/status`, 'utf8');
    return (Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) * 1024) / 1e6;
  }
}
