/** speedscope's own page on the same file in the same browser: how long its importer alone takes. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { withPage } from './browser.mjs';

const version = '1.25.0';
/** Its published times for 259 MB end in "out of memory" after longer. */
const patienceMs = 90_000;

/** Installs the package beside the measured files, once; it is no dependency of the project. */
export function installSpeedscope(folder) {
  const release = path.join(folder, 'node_modules/speedscope/dist/release');
  if (!existsSync(release)) {
    mkdirSync(folder, { recursive: true });
    execFileSync('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', `speedscope@${version}`]);
  }
  return release;
}

/** Milliseconds of the import as speedscope prints them, or why there are none. */
export async function importIntoSpeedscope(pageUrl, file) {
  try {
    return await withPage(pageUrl, async (page) => {
      const imported = new Promise((resolve, reject) => {
        page.on('console', (message) => {
          const time = /^import: ([\d.]+) (ms|s|m)/.exec(message.text());
          if (time) resolve(Number(time[1]) * { ms: 1, s: 1000, m: 60_000 }[time[2]]);
        });
        page.on('crash', () => reject(new Error('its page crashed')));
        page.on('dialog', (dialog) => reject(new Error(dialog.message())));
        page.on('close', () => reject(new Error('its page closed')));
        setTimeout(() => reject(new Error(`given up after ${patienceMs / 1000} s`)), patienceMs).unref();
      });
      imported.catch(() => {}); // awaited below, after the file was chosen
      await page.setInputFiles('#file', file);
      return { importMs: await imported };
    });
  } catch (error) {
    return { failed: error.message.split('\n')[0] };
  }
}
