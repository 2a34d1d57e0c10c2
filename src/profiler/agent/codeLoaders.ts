/** Whether something may have changed source code on its way from the file into V8: then only V8 knows the text and its map. */
import { env, execArgv, extensions } from './originals.ts';

/** Options of Node that load a transpiler, or transpile. */
const loadingOption = /^(-r|--require|--import|--loader|--experimental-loader|--experimental-transform-types)\b/;
const plainFile = /\.[cm]?js$/;
const loadJavaScript = extensions['.js'];

/** `urls` are those of the scripts that were sampled. */
export function codeMayBeTransformed(urls: Iterable<string>): boolean {
  const options = [...execArgv, ...(env['NODE_OPTIONS'] ?? '').split(/\s+/)];
  if (options.some((option) => loadingOption.test(option))) return true;
  // Hooks into `require`, as Babel and CoffeeScript place them.
  if (extensions['.js'] !== loadJavaScript) return true;
  for (const url of urls) if (url.startsWith('file:') && !plainFile.test(url)) return true;
  return false;
}
