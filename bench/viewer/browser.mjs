/** A fresh Chromium for each measurement, with the memory of its renderer from outside. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
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
    const session = await context.newCDPSession(page);
    return await use(page, new Memory(await rendererPid(browser, page, session), session));
  } finally {
    await browser.close();
  }
}

/** Plain to see among what the others do meanwhile. */
const markerBytes = 64e6;

/** Chromium has renderers of its own, and a spare one: the page's is the one that grows when the page does. */
async function rendererPid(browser, page, pageSession) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  const before = renderers.map((pid) => memoryField(pid, 'VmRSS'));
  await page.evaluate((bytes) => (window.marker = new Uint8Array(bytes).fill(1)) && null, markerBytes);
  const grown = renderers.map((pid, at) => memoryField(pid, 'VmRSS') - before[at]);
  await page.evaluate(() => delete window.marker);
  await pageSession.send('HeapProfiler.collectGarbage');
  return renderers[grown.indexOf(Math.max(...grown))];
}

/** In megabytes; 0 of a process that has ended, and anywhere but on Linux. */
function memoryField(pid, name) {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return 0;
  return ((Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(file, 'utf8'))?.[1]) || 0) * 1024) / 1e6;
}

const lookEveryMs = 10;

/** Resident memory as Linux counts it; 0 elsewhere. */
class Memory {
  #pid;
  #session;
  #highest = 0;
  constructor(pid, session) {
    this.#pid = pid;
    this.#session = session;
    setInterval(() => (this.#highest = Math.max(this.#highest, this.megabytes())), lookEveryMs).unref();
  }

  /** Of what the page held before: pieces in which the file came, for one. */
  async collectGarbage() {
    await this.#session.send('HeapProfiler.collectGarbage');
  }

  megabytes() {
    return memoryField(this.#pid, 'VmRSS');
  }

  /** The highest since the last reset. Linux forgets peaks that end by some of the ways to free memory. */
  peakMegabytes() {
    return Math.max(this.#highest, memoryField(this.#pid, 'VmHWM'));
  }

  resetPeak() {
    this.#highest = 0;
    if (process.platform === 'linux') writeFileSync(`/proc/${this.#pid}/clear_refs`, '5');
  }
}
