/** Which scripts this thread has, and their source maps: compiled TypeScript keeps its map in memory only. */
import type { ScriptSource } from '../capture/format/capture.ts';
import type { Cdp } from './cdp.ts';
import { findSourceMap, stringify } from './originals.ts';

/** Maps inside data: URLs are as large as the programs; beyond this the launcher reads the files itself. */
const longestMapsTotal = 20_000_000;

interface ScriptParsed {
  scriptId: string;
  url: string;
  sourceMapURL?: string;
}

/**
 * V8 lists the scripts that are alive. A script that has run to its end may have been collected by then; for those of
 * `sampledUrls` Node still has the map, where the program (or tsx for it) switched source maps on.
 */
export function collectScripts(cdp: Cdp, sampledUrls: Iterable<string>): ScriptSource[] {
  const scripts: ScriptSource[] = [];
  const mapped = new Set<string>();
  let mapsTotal = 0;
  const add = (scriptId: string, url: string, sourceMapUrl: string) => {
    const fits = mapsTotal + sourceMapUrl.length <= longestMapsTotal;
    if (fits) mapsTotal += sourceMapUrl.length;
    if (fits && sourceMapUrl !== '') mapped.add(url);
    scripts.push({ scriptId, url, sourceMapUrl: fits ? sourceMapUrl : '' });
  };
  cdp.on<ScriptParsed>('Debugger.scriptParsed', ({ scriptId, url, sourceMapURL = '' }) => {
    if (url.startsWith('file:') || sourceMapURL !== '') add(scriptId, url, sourceMapURL);
  });
  try {
    cdp.call('Debugger.enable');
  } finally {
    cdp.call('Debugger.disable');
    cdp.off('Debugger.scriptParsed');
  }
  for (const url of sampledUrls) if (!mapped.has(url)) add('', url, mapOfNode(url));
  return scripts;
}

function mapOfNode(url: string): string {
  const map = findSourceMap(url);
  return map ? `data:application/json,${encodeURIComponent(stringify(map.payload))}` : '';
}
