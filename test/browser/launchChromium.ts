/** Headless Chromium as it starts for root and without traffic of its own; for the panel alone and for VS Code. */
import { chromium, type Browser } from 'playwright-core';

export const launchChromium = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
