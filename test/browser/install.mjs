/** Installs Chromium where it is missing and prints its path, so that the tests of the panel run instead of being skipped. */
import { ensureBrowser } from '../vscode/setup.mjs';

console.log(ensureBrowser());
